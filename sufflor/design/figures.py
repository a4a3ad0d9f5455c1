"""Figures drawn on the server as SVG, each with the same content as text beside it.

Colors come from classes in css, so that a figure follows light, dark and high contrast, and so
that the page needs no style attributes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Kind = Literal["self", "near", "line", "vendor"]

WIDTH = 1000
GAP = 14
STEP_HEIGHT = 84
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
        return SafeString("")
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


def _draw_step(
    step: Step, number: int, *, left: int, width: int, of: Sequence[Step]
) -> SafeString:
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
        lines=_lines(step, left + 46, top, width - 56),
    )


def _lines(step: Step, left: int, top: int, room: int) -> SafeString:
    """Break the words over the lines there is room for; SVG text doesn't break by itself."""
    label = _broken(step.label, room / 8.4)[:2]
    sub = _broken(step.sub, room / 6.8)[: 3 - len(label)]
    rows = [("ladder-label", text, 29 + 18 * row) for row, text in enumerate(label)]
    below = 29 + 18 * len(label)
    rows += [("ladder-sub", text, below + 17 * row) for row, text in enumerate(sub)]
    return format_html_join(
        "",
        '<text class="{}" x="{}" y="{}">{}</text>',
        ((kind, left, top + y, text) for kind, text, y in rows),
    )


def _broken(text: str, letters: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _arrow(left: int, top: int, width: int) -> SafeString:
    """From the middle of the step below, up and in to this one."""
    x = left - GAP - width * 3 // 10
    y = top + RISE
    return format_html(
        '<path class="ladder-arrow" d="M{} {} V{} Q{} {} {} {} H{}'
        ' m-7 -5 l7 5 l-7 5"></path>',
        *(x, y - 6, top + 26, x, top + 16, x + 10, top + 16, left - 4),
    )


def _top(number: int, count: int) -> int:
    return MARGIN + (count - 1 - number) * RISE
