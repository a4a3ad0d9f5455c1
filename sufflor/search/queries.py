"""What can be asked of the index. Nothing typed here is ever an error."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.utils.safestring import SafeString
from rapidfuzz.distance import DamerauLevenshtein

from sufflor.search.adapters.interface import Visible
from sufflor.search.analysis import normal, texts_of
from sufflor.search.expansion import parse
from sufflor.search.matching import Match, Matches, match
from sufflor.search.models import Audience, Document
from sufflor.search.snippets import snippet, surface

# Fewer words in common than this share, and two questions are not alike.
LEAST_SHARED = 1 / 3


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

    `kinds` and `area` keep only those; `role` keeps what is for that role or for everyone.
    """
    visible = Visible(audience, _listed(kinds), area, role)
    words = parse(text)
    matches = match(words, visible, language=language, using=using)
    hits, documents = _hits(matches.ordered[:limit], using)
    suggestion = _suggestion(words, matches, documents)
    return Results(hits, len(matches.ordered), suggestion)


def similar(
    text: str,
    *,
    audience: Audience,
    kinds: Collection[str] | None,
    limit: int = 3,
    using: str = DEFAULT_DB_ALIAS,
) -> list[Hit]:
    """What looks like this text: shown beside it while it is written, never in its way."""
    words = parse(text)
    matches = match(words, Visible(audience, _listed(kinds)), language="", using=using)
    enough = max(min(2, len(words)), LEAST_SHARED * len(words))
    near = [one for one in matches.ordered if len(one.found) >= enough]
    return list(_hits(near[:limit], using)[0])


def _listed(kinds: Collection[str] | None) -> tuple[str, ...] | None:
    return None if kinds is None else tuple(sorted(set(kinds)))


def _hits(matches: Sequence[Match], using: str) -> tuple[tuple[Hit, ...], dict[str, Document]]:
    rows = Document.objects.using(using).defer("vector").in_bulk([one.document for one in matches])
    # A document may have been removed since it was ranked: then it is no hit.
    there = [(one, rows[one.document]) for one in matches if one.document in rows]
    return tuple(_hit(*pair) for pair in there), {row.ref: row for row in rows.values()}


def _hit(match: Match, document: Document) -> Hit:
    text = " ".join(filter(None, (document.summary, document.body)))
    return Hit(
        ref=document.ref,
        kind=document.kind,
        url=document.url,
        title=document.title,
        snippet=snippet(text, frozenset(match.found.values())),
        area=document.area,
        role=document.role,
        language=document.language,
        score=match.score,
        validated=document.validated,
    )


def _suggestion(words: Sequence[str], matches: Matches, documents: dict[str, Document]) -> str:
    """Unknown words as the shown hits spell them: never a word that the searcher may not see."""
    spelt = {
        word: _spelling(word, matches.ordered, documents)
        for word in words
        if word in matches.unknown
    }
    if not any(spelt.values()):
        return ""
    return " ".join(spelt.get(word) or word for word in words)


def _spelling(word: str, matches: Iterable[Match], documents: dict[str, Document]) -> str:
    for one in matches:
        token = one.found.get(word)
        if one.ref not in documents or token is None or token in texts_of(word):
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
