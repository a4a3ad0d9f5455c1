"""The piece of a text that shows why it was found, as safe HTML with the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from sufflor.search.analysis import Word, normal, texts_of, tokens_of, words

LENGTH = 32
LEAD = 5
MOST_WORDS = 1_000


@lru_cache(maxsize=1024)
def snippet(text: str, tokens: frozenset[str]) -> SafeString:
    """Some thirty words around where most of the tokens stand.

    Many ask the same, and a page has twenty of these: the last ones are kept, by what they show.
    """
    every = _read(text)
    if not every:
        return escape("")
    found = [tokens & texts_of(word.text) for word in every]
    start = _best_start(found)
    shown, hits = every[start : start + LENGTH], found[start : start + LENGTH]
    last_end = len(text) if start + LENGTH >= len(every) else shown[-1].end
    first_start = 0 if start == 0 else shown[0].start
    marked = _marked(text, first_start, last_end, shown, hits)
    before = "… " if first_start else ""
    after = " …" if last_end < len(text) else ""
    return format_html("{}{}{}", before, marked, after)


def surface(text: str, token: str) -> str:
    """How a text spells the token; empty when it stands there only inside other words."""
    for word in _read(text):
        if token not in texts_of(word.text):
            continue
        best = max(tokens_of(word.text), key=lambda candidate: candidate.weight)
        if best.text == token:
            return normal(word.text)
    return ""


@lru_cache(maxsize=128)
def _read(text: str) -> Sequence[Word]:
    """The same texts are shown for many searches."""
    return tuple(islice(words(text), MOST_WORDS))


def _best_start(found: Sequence[frozenset[str]]) -> int:
    starts = [max(0, at - LEAD) for at, tokens in enumerate(found) if tokens]
    if not starts:
        return 0
    best = max(starts, key=lambda at: (len(frozenset().union(*found[at : at + LENGTH])), -at))
    return best if best > LEAD else 0


def _marked(
    text: str, start: int, end: int, shown: Sequence[Word], hits: Sequence[frozenset[str]]
) -> SafeString:
    pieces: list[tuple[str]] = []
    at = start
    for word, tokens in zip(shown, hits, strict=True):
        if tokens:
            pieces += [(text[at : word.start],), (format_html("<mark>{}</mark>", word.text),)]
            at = word.end
    pieces.append((text[at:end],))
    return format_html_join("", "{}", pieces)
