"""The code on the screen is one that cameras read."""

from __future__ import annotations

import re

import segno

from sufflor.design.qr import MARGIN, qr_code

ADDRESS = "https://hjelp.nidelva.example/spor/"


def drawn(path: str) -> set[tuple[int, int]]:
    """The squares that are painted, as (column, row)."""
    return {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path)
        for step in range(int(length))
    }


def test_every_dark_square_is_drawn_where_it_belongs():
    code = qr_code(ADDRESS)

    assert drawn(code.path) == {
        (column + MARGIN, line + MARGIN)
        for line, row in enumerate(segno.make_qr(ADDRESS, error="m").matrix)
        for column, is_dark in enumerate(row)
        if is_dark
    }


def test_there_is_light_around_it():
    code = qr_code(ADDRESS)

    places = {place for square in drawn(code.path) for place in square}
    assert min(places) == MARGIN
    assert max(places) == code.size - MARGIN - 1
