"""What is shown of a document that was found: why it was, and what the searcher may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connections
from django.utils.safestring import SafeString
from rapidfuzz.distance import DamerauLevenshtein

from sufflor.search.adapters.interface import Candidate, Visible
from sufflor.search.analysis import normal, texts_of
from sufflor.search.held import candidate_of
from sufflor.search.matching import Match, Matches
from sufflor.search.models import Document
from sufflor.search.snippets import snippet, surface
from sufflor.search.thesaurus import MARK, everyday

_TEXTS = "SELECT id, summary, body FROM search_document WHERE id IN ({places})"


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


def texts_of_hits(matches: Sequence[Match], using: str) -> dict[int, str]:
    """By document. One may have been removed since it was ranked: then it is no hit.

    Said in the store's own words: to build the statement anew takes longer than its answer.
    """
    if not matches:
        return {}
    with connections[using].cursor() as cursor:
        cursor.execute(
            _TEXTS.format(places=", ".join(["%s"] * len(matches))),
            [one.document for one in matches],
        )
        return {pk: _text(*texts) for pk, *texts in cursor.fetchall()}


def hits_of(matches: Iterable[Match], texts: Mapping[int, str]) -> list[Hit]:
    there = (one for one in matches if one.document in texts)
    return [_hit(one.candidate, one, texts[one.document]) for one in there]


def promoted_hits(matches: Matches, visible: Visible, using: str) -> list[Hit]:
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
    shown = [(there[ref], found.get(ref)) for ref in matches.promoted if ref in there]
    return [
        _hit(candidate_of(row), one, _text(row.summary, row.body), is_promoted=True)
        for row, one in shown
    ]


def suggested(matches: Matches, texts: Mapping[int, str]) -> str:
    """Unknown words as the shown hits spell them: never a word that the searcher may not see."""
    spelt = {
        word: _spelling(word, matches.ordered, texts)
        for word in matches.words
        if word in matches.unknown
    }
    if not any(spelt.values()):
        return ""
    return " ".join(spelt.get(word) or word for word in matches.words)


def _text(summary: str, body: str) -> str:
    """A summary that the body begins with is not said twice."""
    if body.startswith(summary):
        return body
    return " ".join(filter(None, (summary, body)))


def _hit(one: Candidate, match: Match | None, text: str, *, is_promoted: bool = False) -> Hit:
    return Hit(
        ref=one.ref,
        kind=one.kind,
        url=one.url,
        title=one.title,
        snippet=snippet(text, _spelt(frozenset(match.found.values() if match else ()))),
        area=one.area,
        role=one.role,
        language=one.language,
        score=match.score if match else 0.0,
        validated=one.validated,
        is_promoted=is_promoted,
    )


@lru_cache(maxsize=256)
def _spelt(found: frozenset[str]) -> frozenset[str]:
    """What to mark: the tokens found, and for a concept the words that say it. Most hits of a page
    were found by the same."""
    said = (everyday().said(one) for one in found if one.startswith(MARK))
    return found.union(*said)


def _spelling(word: str, matches: Iterable[Match], texts: Mapping[int, str]) -> str:
    for one in matches:
        token = one.found.get(word) if one.document in texts else None
        if token is None or token in texts_of(word):
            continue
        spelling = surface(one.candidate.title, token) or surface(texts[one.document], token)
        if spelling and _is_slip(normal(word), spelling):
            return spelling
    return ""


def _is_slip(word: str, spelling: str) -> bool:
    """One slip of the fingers in a short word, up to three in a long one."""
    most = 1 if len(word) <= 6 else 2 if len(word) <= 11 else 3
    return DamerauLevenshtein.distance(word, spelling, score_cutoff=most) <= most
