"""What can be asked of the index. Nothing typed here is ever an error."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

from sufflor.lib.kept import Kept
from sufflor.search.adapters.interface import Visible
from sufflor.search.analysis import texts_of
from sufflor.search.editions import newest
from sufflor.search.expansion import LONGEST_QUERY
from sufflor.search.hits import Hit, hits_of, promoted_hits, suggested, texts_of_hits
from sufflor.search.likeness import asked_before
from sufflor.search.matching import Match, Matches, match
from sufflor.search.models import Audience, Document
from sufflor.search.trouble import ERRORS, errors_behind

# What asks for help: a question that waits, or one with its answer.
QUESTIONS = frozenset({"question", "answer"})
# How sure it must be that a question was asked before, and how much less sure the next may be.
# Chosen so that one in five of the new questions in `benchmarks/search/tune.json` gets one.
LEAST_SURE = 1.25
LESS_SURE = 3.0
# Help to read is hinted at when the likest scores this many times what the rarest word brings, and
# with it what scores three fifths of that. A page too many costs less than a wrong “asked already”.
LEAST_HELPFUL = 5.0
PART_OF_LIKEST = 0.6
# Some twenty kilobytes each at most.
MOST_KEPT = 256


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


_kept: Kept[Results] = Kept(size=MOST_KEPT)
_kept_near: Kept[list[Near]] = Kept(size=MOST_KEPT)


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
    what is for that role or for everyone. Many ask the same: what was found is kept until anything
    is indexed anew, for those who may see just as much.
    """
    visible = Visible(audience, _listed(kinds), area, role)
    asked, revision = text[:LONGEST_QUERY].lower(), newest(using)

    def found() -> Results:
        matches = match(asked, visible, language=language, using=using, revision=revision)
        return _shown(matches, visible, limit, using)

    return _kept.get((using, asked, visible, language, limit), revision, found)


def _shown(matches: Matches, visible: Visible, limit: int, using: str) -> Results:
    first = promoted_hits(matches, visible, using)
    refs = {hit.ref for hit in first}
    others = [one for one in matches.ordered if one.ref not in refs]
    shown = others[: max(limit - len(first), 0)]
    texts = texts_of_hits(shown, using)
    hits = (*first, *hits_of(shown, texts))[:limit]
    return Results(hits, len(first) + len(others), suggested(matches, texts))


def similar(
    text: str,
    *,
    audience: Audience,
    kinds: Collection[str] | None,
    using: str = DEFAULT_DB_ALIAS,
) -> list[Near]:
    """What looks like this text: questions first, then errors that it may come from, and of each
    the likest first. It is shown beside the text, never in its way.

    One statement where the index is held. `kinds` keeps only those; whoever shows kinds in lists
    of their own divides what comes.
    """
    visible = Visible(audience, _listed(kinds))
    asked, revision = text[:LONGEST_QUERY].lower(), newest(using)

    def found() -> list[Near]:
        return _alike(asked, match(asked, visible, language="", using=using, revision=revision))

    return list(_kept_near.get((using, asked, visible), revision, found))


def _alike(text: str, matches: Matches) -> list[Near]:
    questions = [one for one in matches.ordered if one.candidate.kind in QUESTIONS]
    errors = [one for one in matches.ordered if one.candidate.kind in ERRORS]
    others = [one for one in matches.ordered if one.candidate.kind not in QUESTIONS | ERRORS]
    found = [
        *_asked_before(text, questions, matches),
        *errors_behind(text, errors, matches.statistics),
        *_helpful(others, matches),
    ]
    return [_near(one) for one in found]


def _asked_before(text: str, questions: Sequence[Match], matches: Matches) -> list[Match]:
    alike = asked_before(text, questions, matches.statistics)
    if not alike:
        return []
    surest = alike[0]
    if surest.sureness < LEAST_SURE and not _says_it_all(surest.match, matches.words):
        return []
    return [one.match for one in alike if one.sureness >= surest.sureness - LESS_SURE]


def _helpful(others: Sequence[Match], matches: Matches) -> list[Match]:
    if not others:
        return []
    best = others[0]
    least = LEAST_HELPFUL * matches.statistics.rarest
    if best.score < least and not _says_it_all(best, matches.words):
        return []
    return [one for one in others if one.score >= PART_OF_LIKEST * best.score]


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
