"""Text that people type: what is kept, what is taken away, and how long it may be."""

from __future__ import annotations

import unicodedata

KEPT_CONTROLS = frozenset("\n\t")


def clean(text: str) -> str:
    """The text as it is stored: one form of each letter, no control characters, no loose ends.

    Line breaks become \\n. Characters that cannot be seen and can hide or turn text (controls,
    directional overrides, unpaired surrogates) are removed; HTML stays as the text it is, since
    every page escapes it.
    """
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Most texts hold nothing else, and that is seen without a look at each letter.
    if unified.replace("\n", "").replace("\t", "").isprintable():
        return unified.strip()
    return "".join(letter for letter in unified if _is_kept(letter)).strip()


def one_line(text: str) -> str:
    """As `clean`, on one line: for names, titles and subjects."""
    return " ".join(clean(text).split())


def shortened(text: str, length: int) -> str:
    """At most `length` characters, cut between words, with an ellipsis when something is left."""
    text = one_line(text)
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def _is_kept(letter: str) -> bool:
    return letter in KEPT_CONTROLS or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"}
