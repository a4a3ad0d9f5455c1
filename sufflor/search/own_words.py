"""What editors have added to the thesaurus: read at each query, so it works from the next one on.

Documents are indexed without it. A query that says one of the expressions is also read as the
others, and finds what they find: their words, and the concepts that they mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sufflor.lib.kept import Kept
from sufflor.search.analysis import is_stop_word, normal, tokens_of, whole, words
from sufflor.search.lexicon import english_stem
from sufflor.search.models import Promotion, SynonymGroup, Translation
from sufflor.search.thesaurus import everyday

MOST_SIGNS = 400
# Another expression says nearly what was typed; one of several words says less by each of them.
WEIGHT = 0.9
WEIGHT_OF_MANY = 0.6
CONCEPT_WEIGHT = 1.08
LEAST_COVERED = 0.6


class Reading(NamedTuple):
    """Words of a query that say an expression, and the tokens by which the others are found."""

    words: frozenset[str]
    alternatives: Mapping[str, float]


class _Said(NamedTuple):
    tokens: frozenset[str]
    alternatives: Mapping[str, float]


class OwnWords:
    """All that editors have added, ready to read queries with."""

    def __init__(
        self,
        groups: Iterable[Sequence[str]] = (),
        translations: Iterable[tuple[str, str]] = (),
        promotions: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._begun_by: defaultdict[str, list[_Said]] = defaultdict(list)
        self._promoted: defaultdict[str, list[str]] = defaultdict(list)
        for group in groups:
            for own in group:
                others = [other for other in group if other != own]
                self._hear(tokens_said(own), others)
        for english, norwegian in translations:
            self._hear(frozenset(map(english_stem, telling(english))), [norwegian])
        for key, ref in promotions:
            self._promoted[key].append(ref)

    def readings(self, asked: Sequence[str]) -> list[Reading]:
        """What the words of a query say in one of the expressions, all of whose words are there."""
        if not self._begun_by:
            return []
        meaning: defaultdict[str, set[str]] = defaultdict(set)
        for word in asked:
            for token in {whole(word), english_stem(normal(word))}:
                meaning[token].add(word)
        return [
            Reading(frozenset().union(*map(meaning.__getitem__, said.tokens)), said.alternatives)
            for token in list(meaning)
            for said in self._begun_by.get(token, ())
            if said.tokens <= meaning.keys()
        ]

    def promoted(self, text: str) -> Sequence[str]:
        """The refs that stand first when this is searched for."""
        return self._promoted.get(key_of(text), ()) if self._promoted else ()

    def _hear(self, tokens: frozenset[str], others: Sequence[str]) -> None:
        if tokens:
            said = _Said(tokens, dict(_alternatives(others)))
            # One of its tokens is enough to come upon it by.
            self._begun_by[min(tokens)].append(said)


def telling(expression: str) -> list[str]:
    """The words that carry a subject, in one spelling each."""
    every = [word.text for word in words(expression[:MOST_SIGNS])]
    return [normal(word) for word in every if not is_stop_word(word)]


def tokens_said(expression: str) -> frozenset[str]:
    return frozenset(map(whole, telling(expression)))


def key_of(text: str) -> str:
    """Two queries with the same key ask for the same, in other forms or another order.

    One of words that carry no subject has none.
    """
    return " ".join(sorted(tokens_said(text)))


_kept: Kept[OwnWords] = Kept()
_NONE = OwnWords()


def at_revision(revision: int, using: str) -> OwnWords:
    return _kept.get(using, revision, lambda: _read(using)) if revision else _NONE


def _read(using: str) -> OwnWords:
    groups = SynonymGroup.objects.using(using).values_list("expressions", flat=True)
    translations = Translation.objects.using(using).values_list("english", "norwegian")
    promotions = Promotion.objects.using(using).order_by("pk").values_list("key", "ref")
    return OwnWords((group.splitlines() for group in groups), translations, promotions)


def _alternatives(others: Iterable[str]) -> Iterator[tuple[str, float]]:
    found: dict[str, float] = {}
    for other in others:
        said = telling(other)
        weight = WEIGHT if len(said) == 1 else WEIGHT_OF_MANY
        for token in (token for word in said for token in tokens_of(word)):
            found[token.text] = max(found.get(token.text, 0.0), weight * token.weight)
        every = [word.text for word in words(other)]
        for concept, strength, _by in everyday().meant(every, least=LEAST_COVERED, slips=False):
            found[concept] = max(found.get(concept, 0.0), CONCEPT_WEIGHT * strength)
    yield from found.items()
