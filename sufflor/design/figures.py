"""Figures drawn on the server as SVG, each with the same content as text beside it.

Colors come from classes in css, so that a figure follows light, dark and high contrast, and so
that the page needs no style attributes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Kind = Literal["self", "near", "line", "vendor"]

WIDTH = 1000
GAP = 14
STEP_HEIGHT = 106
RISE = 34
MARGIN = 8


@dataclass(frozen=True)
class Step:
    """One level of help: its name, one line about it, and what kind of level it is."""

    label: str
    sub: str
    kind: Kind = "line"


def ladder(steps: Sequence[Step], *, title: str, description: str = "") -> SafeString:
    """Draw levels of help as a stair from oneself and up; narrow screens get the list instead."""
    if not steps:
        return format_html("{}", "")
    return format_html(
        '<div class="ladder"><svg viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="ladder-title ladder-text"><title id="ladder-title">{title}</title>'
        '<desc id="ladder-text">{text}</desc>{steps}</svg>'
        '<ol class="ladder-list">{items}</ol></div>',
        width=WIDTH,
        height=_top(0, len(steps)) + STEP_HEIGHT + MARGIN,
        title=title,
        text=description or " → ".join(step.label for step in steps),
        steps=_draw_steps(steps),
        items=format_html_join(
            "", "<li><strong>{}</strong><span>{}</span></li>", ((s.label, s.sub) for s in steps)
        ),
    )


def _draw_steps(steps: Sequence[Step]) -> SafeString:
    width = (WIDTH - 2 * MARGIN - GAP * (len(steps) - 1)) // len(steps)
    return format_html_join(
        "",
        "{}",
        (
            (_draw_step(step, number, left=MARGIN + number * (width + GAP), width=width, of=steps),)
            for number, step in enumerate(steps)
        ),
    )


def _draw_step(step: Step, number: int, *, left: int, width: int, of: Sequence[Step]) -> SafeString:
    top = _top(number, len(of))
    return format_html(
        '<g data-kind="{kind}">{arrow}'
        '<rect class="ladder-step" x="{x}" y="{y}" width="{w}" height="{h}" rx="12"></rect>'
        '<circle class="ladder-disc" cx="{cx}" cy="{cy}" r="13"></circle>'
        '<text class="ladder-number" x="{cx}" y="{ny}">{number}</text>{lines}</g>',
        kind=step.kind,
        arrow=_arrow(left, top, width) if number else "",
        x=left,
        y=top,
        w=width,
        h=STEP_HEIGHT,
        cx=left + 24,
        cy=top + 24,
        ny=top + 29,
        number=number + 1,
        lines=_lines(step, left, top, width),
    )


def _lines(step: Step, left: int, top: int, width: int) -> SafeString:
    """Place the words: the name beside its number, the line about it under both."""
    label = _broken(step.label, width - 56, per_letter=8, lines=2)
    sub = _broken(step.sub, width - 28, per_letter=6.8, lines=4 - len(label))
    below = top + 34 + 19 * len(label)
    rows = [("ladder-label", left + 46, top + 29 + 18 * row, text) for row, text in label]
    rows += [("ladder-sub", left + 14, below + 17 * row, text) for row, text in sub]
    return format_html_join("", '<text class="{}" x="{}" y="{}">{}</text>', rows)


def _broken(text: str, room: int, *, per_letter: float, lines: int) -> list[tuple[int, str]]:
    """Break words over lines, as SVG doesn't; what there is no room for becomes an ellipsis."""
    letters = int(room / per_letter)
    return list(enumerate(wrap(text, letters, max_lines=lines, placeholder=" …")))


def _arrow(left: int, top: int, width: int) -> SafeString:
    """From the middle of the step below, up and in to this one."""
    x = left - GAP - width * 3 // 10
    y = top + RISE
    return format_html(
        '<path class="ladder-arrow" d="M{} {} V{} Q{} {} {} {} H{} m-7 -5 l7 5 l-7 5"></path>',
        *(x, y - 6, top + 26, x, top + 16, x + 10, top + 16, left - 4),
    )


def _top(number: int, count: int) -> int:
    return MARGIN + (count - 1 - number) * RISE
