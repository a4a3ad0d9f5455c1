"""The piece of a text that shows why it was found, as safe HTML with the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from itertools import islice

from django.utils.safestring import SafeString

from sufflor.search.analysis import WORD, normal, texts_of, tokens_of, words

LENGTH = 32
LEAD = 5
MOST_WORDS = 1_000


@lru_cache(maxsize=1024)
def snippet(text: str, tokens: frozenset[str]) -> SafeString:
    """Some thirty words around where most of the tokens stand.

    Many ask the same, and a page has twenty of these: the last ones are kept, by what they show.
    """
    every = list(islice(WORD.finditer(text), MOST_WORDS))
    if not every:
        return SafeString("")
    found = {
        at: tokens & texts_of(word[0])
        for at, word in enumerate(every)
        if not tokens.isdisjoint(texts_of(word[0]))
    }
    start = _best_start(found)
    end = start + LENGTH
    first = every[start].start() if start else 0
    last = len(text) if end >= len(every) else every[end - 1].end()
    marked = _marked(text[:last], first, [every[at] for at in found if start <= at < end])
    return SafeString(f"{'… ' if first else ''}{marked}{' …' if last < len(text) else ''}")


def surface(text: str, token: str) -> str:
    """How a text spells the token; empty when it stands there only inside other words."""
    for word in islice(words(text), MOST_WORDS):
        if token in texts_of(word.text):
            best = max(tokens_of(word.text), key=lambda candidate: candidate.weight)
            if best.text == token:
                return normal(word.text)
    return ""


def _best_start(found: Mapping[int, frozenset[str]]) -> int:
    """`found` is what stands at which word, in order."""
    starts = [max(0, at - LEAD) for at in found]
    if not starts:
        return 0

    def worth(start: int) -> tuple[int, int]:
        near = [tokens for at, tokens in found.items() if start <= at < start + LENGTH]
        return len(frozenset().union(*near)), -start

    best = max(starts, key=worth)
    return best if best > LEAD else 0


def _marked(text: str, start: int, found: Iterable[re.Match[str]]) -> str:
    pieces = []
    at = start
    for word in found:
        pieces += [escape(text[at : word.start()]), f"<mark>{escape(word[0])}</mark>"]
        at = word.end()
    return "".join((*pieces, escape(text[at:])))
