"""The piece of a text that shows why it was found, as safe HTML with the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from itertools import islice

from django.utils.safestring import SafeString

from sufflor.search.analysis import WORD, normal, texts_of, tokens_of

LENGTH = 32
LEAD = 5
MOST_WORDS = 1_000


@lru_cache(maxsize=1024)
def snippet(text: str, tokens: frozenset[str]) -> SafeString:
    """Some thirty words around where most of the tokens stand.

    Many ask the same, and a page has twenty of these: the last ones are kept, by what they show.
    """
    every = _words_of(text)
    if not every:
        return SafeString("")
    # A text says the same words again and again: each is looked at once.
    telling = {word: there for word in set(every) if (there := tokens & texts_of(word))}
    found = {at: telling[word] for at, word in enumerate(every) if word in telling}
    start = _best_start(found)
    end = start + LENGTH
    shown = list(islice(WORD.finditer(text), start, end))
    first = shown[0].start() if start else 0
    last = len(text) if end >= len(every) else shown[-1].end()
    marked = _marked(
        text[:last], first, [one for at, one in enumerate(shown, start) if at in found]
    )
    return SafeString(f"{'… ' if first else ''}{marked}{' …' if last < len(text) else ''}")


def surface(text: str, token: str) -> str:
    """How a text spells the token; empty when it stands there only inside other words."""
    for word in dict.fromkeys(_words_of(text)):
        if token in texts_of(word):
            best = max(tokens_of(word), key=lambda candidate: candidate.weight)
            if best.text == token:
                return normal(word)
    return ""


@lru_cache(maxsize=64)
def _words_of(text: str) -> tuple[str, ...]:
    """Those that are looked at. What is shown of a text and how it spells a word is asked together,
    and a page has twenty texts."""
    return tuple(WORD.findall(text)[:MOST_WORDS])


def _best_start(found: Mapping[int, frozenset[str]]) -> int:
    """`found` is what stands at which word, in order."""
    starts = [max(0, at - LEAD) for at in found]
    if not starts:
        return 0

    most, best, every = 0, 0, len(frozenset().union(*found.values()))
    for start in starts:
        near = [tokens for at, tokens in found.items() if start <= at < start + LENGTH]
        there = len(frozenset().union(*near))
        if there > most:
            most, best = there, start
        if there == every:
            break
    return best if best > LEAD else 0


def _marked(text: str, start: int, found: Iterable[re.Match[str]]) -> str:
    pieces = []
    at = start
    for word in found:
        pieces += [escape(text[at : word.start()]), f"<mark>{escape(word[0])}</mark>"]
        at = word.end()
    return "".join((*pieces, escape(text[at:])))
