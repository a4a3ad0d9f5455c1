"""A flow has a band for each number, as wide as it is large, and says all of it in words too."""

from __future__ import annotations

import re
from itertools import pairwise

from sufflor.design.flow import HEIGHT, SLOT, Band, Node, flow

NODES = [
    Node("a", "Skjema", "30", 0, "way"),
    Node("b", "Kollega", "10", 1),
    Node("c", "Løst", "30", 2, "done"),
    Node("d", "Ingen", "0", 2),
]
BANDS = [
    Band("a", "b", 10, "Skjema → Kollega: 10"),
    Band("a", "c", 20, "Skjema → Løst: 20", "done"),
    Band("b", "c", 10, "Kollega → Løst: 10", "done"),
]


def drawn(nodes=NODES, bands=BANDS) -> str:
    return str(flow(nodes, bands, title="Flyt", description="Samme tall i tabellen."))


def test_a_band_is_as_wide_as_its_number() -> None:
    widths = [float(width) for width in re.findall(r'stroke-width="([\d.]+)"', drawn())]

    assert sorted(round(width / min(widths), 2) for width in widths) == [1, 1, 2]


def test_what_nothing_goes_through_is_left_out() -> None:
    assert "Ingen" not in drawn()
    assert drawn(bands=[]) == ""


def test_it_says_what_it_shows() -> None:
    said = drawn()

    assert '<title id="flow-title">Flyt</title>' in said
    assert "<title>Skjema → Løst: 20</title>" in said
    assert 'data-kind="done"' in said


def test_everything_stays_inside_and_words_have_room() -> None:
    """One that is a thousand times the others, in a column of four."""
    nodes = [Node(f"n{n}", f"Vei {n}", "", 0) for n in range(4)] + [Node("z", "Slutt", "", 1)]
    bands = [Band(f"n{n}", "z", 1000 if n == 0 else 1, "") for n in range(4)]

    boxes = re.findall(
        r'flow-node" [^>]* y="([\d.]+)" width="14" height="([\d.]+)"', drawn(nodes, bands)
    )

    tops = [float(y) for y, _height in boxes[:4]]
    assert all(float(y) >= 0 and float(y) + float(height) <= HEIGHT for y, height in boxes)
    assert all(after - before >= SLOT for before, after in pairwise(tops[1:]))


def test_words_are_escaped() -> None:
    said = drawn([Node("a", "<b>", "&", 0), Node("c", "x", "", 1)], [Band("a", "c", 5, "<i>")])

    assert "<b>" not in said
    assert "<i>" not in said
