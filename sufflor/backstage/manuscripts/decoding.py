"""The letters in a file, whichever way it was saved."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

WIDE = (BOM_UTF16_LE, BOM_UTF16_BE)


def decoded(content: bytes) -> str | None:
    """Excel and Notepad say “Unicode” where they mean UTF-16. None when it is no text at all."""
    encodings = ("utf-16",) if content.startswith(WIDE) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    return None
