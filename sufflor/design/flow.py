"""A flow drawn on the server: columns of nodes, and bands between them as wide as the numbers.

As `figures`: colors come from css, every text is escaped, and the page has the same as a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Kind = Literal["way", "self", "near", "line", "vendor", "done", "open"]

WIDTH, HEIGHT = 1000, 420
MARGIN, BAR, PAD = 8, 14, 18
# Room for words beside the last column, and the least height that two lines of words need.
LABEL, SLOT = 170, 44
THINNEST = 1.5
HALVINGS = 24


@dataclass(frozen=True)
class Node:
    """`note` is what stands under its name."""

    key: str
    label: str
    note: str
    column: int
    kind: Kind = "line"


@dataclass(frozen=True)
class Band:
    """So many from one node to another; `words` say it to whoever points at it."""

    source: str
    target: str
    number: int
    words: str
    kind: Kind = "line"


@dataclass(frozen=True)
class _Box:
    x: float
    y: float
    height: float


def flow(
    nodes: Sequence[Node], bands: Sequence[Band], *, title: str, description: str
) -> SafeString:
    """Nodes that nothing goes through are left out; without bands there is nothing to draw."""
    sizes = _sizes(bands)
    nodes = [node for node in nodes if sizes.get(node.key)]
    if not nodes:
        return format_html("{}", "")
    scale = _scale(nodes, sizes)
    boxes = _boxes(nodes, sizes, scale)
    return format_html(
        '<svg class="flow" viewBox="0 0 {} {}" role="img" aria-labelledby="flow-title flow-text">'
        '<title id="flow-title">{}</title><desc id="flow-text">{}</desc>{}{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        description,
        _draw_bands(bands, boxes, scale),
        format_html_join("", "{}", ((_draw_node(node, boxes[node.key]),) for node in nodes)),
    )


def _sizes(bands: Sequence[Band]) -> Mapping[str, int]:
    """As high as the larger of what comes in and what goes out."""
    into: dict[str, int] = defaultdict(int)
    out: dict[str, int] = defaultdict(int)
    for band in bands:
        out[band.source] += band.number
        into[band.target] += band.number
    return {key: max(into[key], out[key]) for key in {*into, *out}}


def _scale(nodes: Sequence[Node], sizes: Mapping[str, int]) -> float:
    """The largest with which every column fits, though small nodes take the room of their words."""
    columns = [[sizes[node.key] for node in column] for column in _columns(nodes).values()]

    def fits(scale: float) -> bool:
        return all(
            sum(max(size * scale, SLOT) for size in column) + PAD * (len(column) - 1)
            <= HEIGHT - 2 * MARGIN
            for column in columns
        )

    low, high = 0.0, HEIGHT / min(max(column) for column in columns)
    for _halving in range(HALVINGS):
        scale = (low + high) / 2
        low, high = (scale, high) if fits(scale) else (low, scale)
    return low


def _columns(nodes: Sequence[Node]) -> dict[int, list[Node]]:
    columns: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        columns[node.column].append(node)
    return columns


def _boxes(nodes: Sequence[Node], sizes: Mapping[str, int], scale: float) -> dict[str, _Box]:
    boxes = {}
    columns = _columns(nodes)
    step = (WIDTH - 2 * MARGIN - LABEL - BAR) / max(1, *columns)
    for number, column in columns.items():
        slots = [max(sizes[node.key] * scale, SLOT) for node in column]
        y = (HEIGHT - sum(slots) - PAD * (len(column) - 1)) / 2
        for node, slot in zip(column, slots, strict=True):
            height = max(2.0, sizes[node.key] * scale)
            boxes[node.key] = _Box(MARGIN + number * step, y + (slot - height) / 2, height)
            y += slot + PAD
    return boxes


def _draw_bands(bands: Sequence[Band], boxes: Mapping[str, _Box], scale: float) -> SafeString:
    """Those that leave or reach a node lie in the order of their other ends, so that few cross."""
    leaves: dict[str, float] = defaultdict(float)
    begins: dict[Band, float] = {}
    for band in sorted(bands, key=lambda each: boxes[each.target].y):
        begins[band] = boxes[band.source].y + leaves[band.source]
        leaves[band.source] += band.number * scale
    reached: dict[str, float] = defaultdict(float)
    drawn = []
    for band in sorted(bands, key=lambda each: begins[each]):
        ends = boxes[band.target].y + reached[band.target]
        reached[band.target] += band.number * scale
        drawn.append((_draw_band(band, boxes, begins[band], ends, band.number * scale),))
    return format_html_join("", "{}", drawn)


def _draw_band(
    band: Band, boxes: Mapping[str, _Box], begins: float, ends: float, width: float
) -> SafeString:
    left, right = boxes[band.source].x + BAR, boxes[band.target].x
    middle = (left + right) / 2
    top, bottom = begins + width / 2, ends + width / 2
    return format_html(
        '<path class="flow-band" data-kind="{}" d="M{} {}C{} {} {} {} {} {}" stroke-width="{}">'
        "<title>{}</title></path>",
        band.kind,
        *(_short(each) for each in (left, top, middle, top, middle, bottom, right, bottom)),
        _short(max(THINNEST, width)),
        band.words,
    )


def _draw_node(node: Node, box: _Box) -> SafeString:
    x, middle = box.x + BAR + 8, box.y + box.height / 2
    return format_html(
        '<rect class="flow-node" data-kind="{}" x="{}" y="{}" width="{}" height="{}" rx="3"></rect>'
        '<text class="flow-label" x="{}" y="{}">{}</text><text class="flow-note" x="{}" y="{}">{}'
        "</text>",
        node.kind,
        _short(box.x),
        _short(box.y),
        BAR,
        _short(box.height),
        _short(x),
        _short(middle - 2),
        node.label,
        _short(x),
        _short(middle + 16),
        node.note,
    )


def _short(number: float) -> str:
    return f"{number:.1f}"
