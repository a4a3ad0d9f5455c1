"""A QR code as a path to draw, so that a hall can go where the screen says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

# Light squares around the code, without which cameras do not find it.
MARGIN = 4


@dataclass(frozen=True)
class QrCode:
    """A square of so many modules on each side; the path is drawn in dark on light."""

    size: int
    path: str


@lru_cache(maxsize=64)
def qr_code(text: str) -> QrCode:
    """Readable when up to a seventh of it is covered, by a head or by a lamp."""
    rows = segno.make_qr(text, error="m").matrix
    dark = (
        f"M{start + MARGIN} {line + MARGIN}h{length}v1h-{length}z"
        for line, row in enumerate(rows)
        for start, length in _dark_runs(row)
    )
    return QrCode(size=len(rows) + 2 * MARGIN, path="".join(dark))


def _dark_runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where dark modules stand together in a row, and how many."""
    start = 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            yield start, length
        start += length
