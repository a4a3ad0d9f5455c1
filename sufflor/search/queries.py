"""What can be asked of the index. Nothing typed here is ever an error."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.utils.safestring import SafeString
from rapidfuzz.distance import DamerauLevenshtein

from sufflor.search.adapters.interface import Visible
from sufflor.search.analysis import normal, texts_of
from sufflor.search.editions import newest
from sufflor.search.matching import Match, Matches, match
from sufflor.search.models import Audience, Document
from sufflor.search.snippets import snippet, surface
from sufflor.search.thesaurus import everyday

# Something is hinted at when the likest of its kind scores this many times what the rarest word
# brings, or has every word, and with it what scores nearly half of that.
# Questions ask for more than help to read: a wrong “asked already” costs more than a
# page too many. Chosen so that one in five of the questions in `benchmarks/search/tune.json` that
# nobody has asked gets a hint.
LEAST_ALIKE = {"question": 2.1, "answer": 2.1}
LEAST_HELPFUL = 0.75
PART_OF_LIKEST = 0.4


@dataclass(frozen=True, slots=True)
class Hit:
    ref: str
    kind: str
    url: str
    title: str
    snippet: SafeString
    area: str
    role: str
    language: str
    score: float
    validated: bool
    is_promoted: bool = False  # by editors, for just this search


@dataclass(frozen=True, slots=True)
class Near:
    """Something that looks like a text, without why: what a hint beside a field needs. `key` is the
    thing's own in its room."""

    ref: str
    kind: str
    url: str
    title: str
    language: str
    score: float

    @property
    def key(self) -> int:
        return int(self.ref.rpartition(":")[2])


@dataclass(frozen=True, slots=True)
class Results:
    """`total` counts at most the hundred nearest; `suggestion` is another spelling, or empty."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    suggestion: str = ""


def search(
    text: str,
    *,
    audience: Audience,
    language: str,
    kinds: Collection[str] | None = None,
    area: str = "",
    role: str = "",
    limit: int = 10,
    using: str = DEFAULT_DB_ALIAS,
) -> Results:
    """The documents nearest to what was typed, among those the audience may see.

    Those that editors promote for it stand first. `kinds` and `area` keep only those; `role` keeps
    what is for that role or for everyone.
    """
    visible = Visible(audience, _listed(kinds), area, role)
    matches = match(text, visible, language=language, using=using, revision=newest(using))
    first = _promoted(matches, visible, using)
    refs = {hit.ref for hit in first}
    others = [one for one in matches.ordered if one.ref not in refs]
    hits, documents = _hits(others[: max(limit - len(first), 0)], using)
    suggestion = _suggestion(matches, documents)
    return Results((*first, *hits)[:limit], len(first) + len(others), suggestion)


def similar(
    text: str,
    *,
    audience: Audience,
    kinds: Collection[str] | None,
    using: str = DEFAULT_DB_ALIAS,
) -> list[Near]:
    """What looks like this text, the likest first: shown beside it, never in its way.

    Two statements, or three in a process that has not met these documents before. `kinds` keeps
    only those; whoever shows kinds in lists of their own divides what comes.
    """
    visible = Visible(audience, _listed(kinds))
    matches = match(text, visible, language="", using=using, revision=newest(using))
    bars: dict[float, float] = {}
    for one in matches.ordered:
        least = _least(one)
        if least not in bars:
            is_alike = one.score >= least * matches.rarest or _says_it_all(one, matches.words)
            bars[least] = PART_OF_LIKEST * one.score if is_alike else math.inf
    return [_near(one) for one in matches.ordered if one.score >= bars[_least(one)]]


def _least(match: Match) -> float:
    return LEAST_ALIKE.get(match.candidate.kind, LEAST_HELPFUL)


def _says_it_all(match: Match, words: Sequence[str]) -> bool:
    """Whoever has only begun to write cannot have said much: then every word must stand there."""
    found = match.found
    return all(found.get(word, "") in texts_of(word) for word in words)


def areas_of(refs: Collection[str], using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The areas that these are about, in the same order; what is about none is left out."""
    rows = Document.objects.using(using).filter(ref__in=refs).exclude(area="")
    known = dict(rows.values_list("ref", "area"))
    return [known[ref] for ref in refs if ref in known]


def _near(match: Match) -> Near:
    found = match.candidate
    return Near(found.ref, found.kind, found.url, found.title, found.language, match.score)


def _listed(kinds: Collection[str] | None) -> tuple[str, ...] | None:
    return None if kinds is None else tuple(sorted(set(kinds)))


def _hits(matches: Sequence[Match], using: str) -> tuple[tuple[Hit, ...], dict[str, Document]]:
    rows = Document.objects.using(using).defer("vector").in_bulk([one.document for one in matches])
    # A document may have been removed since it was ranked: then it is no hit.
    there = [(one, rows[one.document]) for one in matches if one.document in rows]
    return tuple(_hit(*pair) for pair in there), {row.ref: row for row in rows.values()}


def _promoted(matches: Matches, visible: Visible, using: str) -> list[Hit]:
    """In the order they were promoted; only what the searcher may see and has asked for."""
    if not matches.promoted:
        return []
    rows = Document.objects.using(using).filter(audience__lte=visible.audience).defer("vector")
    if visible.kinds is not None:
        rows = rows.filter(kind__in=visible.kinds)
    if visible.area:
        rows = rows.filter(area=visible.area)
    if visible.role:
        rows = rows.filter(role__in=("", visible.role))
    there = {row.ref: row for row in rows.filter(ref__in=matches.promoted)}
    found = {one.ref: one for one in matches.ordered if one.ref in there}
    return [
        _hit(found.get(ref), there[ref], is_promoted=True)
        for ref in matches.promoted
        if ref in there
    ]


def _hit(match: Match | None, document: Document, *, is_promoted: bool = False) -> Hit:
    text = " ".join(filter(None, (document.summary, document.body)))
    return Hit(
        ref=document.ref,
        kind=document.kind,
        url=document.url,
        title=document.title,
        snippet=snippet(text, _spelt(match.found.values() if match else ())),
        area=document.area,
        role=document.role,
        language=document.language,
        score=match.score if match else 0.0,
        validated=document.validated,
        is_promoted=is_promoted,
    )


def _spelt(found: Collection[str]) -> frozenset[str]:
    """What to mark: the tokens found, and for a concept the words that say it."""
    said = (token for one in found for token in everyday().said(one))
    return frozenset((*found, *said))


def _suggestion(matches: Matches, documents: dict[str, Document]) -> str:
    """Unknown words as the shown hits spell them: never a word that the searcher may not see."""
    spelt = {
        word: _spelling(word, matches.ordered, documents)
        for word in matches.words
        if word in matches.unknown
    }
    if not any(spelt.values()):
        return ""
    return " ".join(spelt.get(word) or word for word in matches.words)


def _spelling(word: str, matches: Iterable[Match], documents: dict[str, Document]) -> str:
    for one in matches:
        token = one.found.get(word) if one.ref in documents else None
        if token is None or token in texts_of(word):
            continue
        document = documents[one.ref]
        spelling = surface(" ".join((document.title, document.summary, document.body)), token)
        if spelling and _is_slip(normal(word), spelling):
            return spelling
    return ""


def _is_slip(word: str, spelling: str) -> bool:
    """One slip of the fingers in a short word, up to three in a long one."""
    most = 1 if len(word) <= 6 else 2 if len(word) <= 11 else 3
    return DamerauLevenshtein.distance(word, spelling, score_cutoff=most) <= most
