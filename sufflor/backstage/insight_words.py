"""How the numbers of insight are said: labels, “fewer than five”, and the figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.backstage.work_words import span
from sufflor.design.flow import Band, Kind, Node, flow
from sufflor.insight import queries
from sufflor.insight.models import Entrance, Outcome
from sufflor.insight.queries import cells
from sufflor.lib.refusals import Sentence
from sufflor.organization.models import HelpKind, Line

LINE_NAMES: Mapping[Line, Sentence] = {
    Line.ADVISER: gettext_lazy("Colleague"),
    Line.FIRST: gettext_lazy("First line"),
    Line.SECOND: gettext_lazy("Second line"),
    Line.VENDOR: gettext_lazy("Vendor contact"),
}
ENDS: Mapping[str, Sentence] = {
    "answered": gettext_lazy("Answered in writing"),
    "waiting": gettext_lazy("Waits for an answer"),
    "merged": gettext_lazy("Taken into another question"),
    "declined": gettext_lazy("Not answered here"),
    "moved": gettext_lazy("Became a private request"),
}
KINDS: Mapping[str, Sentence] = {
    **{kind.value: kind.label for kind in HelpKind},
    cells.NOT_SAID: gettext_lazy("Not said"),
}
WAYS: Mapping[cells.Cell, Sentence] = {
    cells.UP: gettext_lazy("Sent up, away from the user"),
    cells.DOWN: gettext_lazy("Sent down, nearer the user"),
    cells.BACK: gettext_lazy("Sent aside or back"),
}
NOTHING = "–"
_GUIDES, _SELF, _LEFT = "guides", "self", "left"
# What leads past the desk: its own numbers stand beside those of requests.
_BESIDE: tuple[tuple[str, str, cells.Cell], ...] = (
    (_GUIDES, _SELF, cells.HELPED),
    (_GUIDES, _LEFT, cells.NOT_HELPED),
    (Entrance.HOUR, _SELF, cells.ended("answered")),
    (Entrance.HOUR, Outcome.OPEN, cells.ended("waiting")),
)
_COLUMNS: Mapping[str, tuple[int, Kind]] = {
    _GUIDES: (0, "way"),
    Entrance.HOUR: (0, "vendor"),
    Entrance.FORM: (0, "way"),
    Entrance.OTHER: (0, "way"),
    _SELF: (1, "self"),
    _LEFT: (1, "open"),
    str(Line.ADVISER.value): (1, "line"),
    str(Line.FIRST.value): (2, "line"),
    str(Line.SECOND.value): (3, "near"),
    str(Line.VENDOR.value): (4, "vendor"),
    Outcome.SOLVED: (5, "done"),
    Outcome.OPEN: (5, "open"),
}


@dataclass(frozen=True)
class FlowRow:
    """One link of the flow, as the table has it; `number` is None where it is hidden."""

    source: str
    target: str
    number: int | None
    source_key: str
    target_key: str
    cell: cells.Cell

    @property
    def said(self) -> str:
        return said(self.number)


def said(number: int | None) -> str:
    return _("fewer than 5") if number is None else str(number)


def percent(number: int | None, of: int | None = None) -> str:
    """Of nothing there is no share."""
    if number is None and of == 0:
        return NOTHING
    return _("not shown") if number is None else _("%(number)s %%") % {"number": number}


def waited(time: timedelta | None, count: int | None = None) -> str:
    """`count` is of how many: of none there is no time."""
    if time is None:
        return NOTHING if count == 0 else _("not shown")
    return span(time)


def period_name(period: queries.Period) -> str:
    if period.name:
        return _("Rollout: %(name)s") % {"name": period.name}
    if period.is_month:
        return str(date_format(period.first, "YEAR_MONTH_FORMAT")).capitalize()
    return _("The last 12 months") if period.key == "12m" else _("The last 30 days")


def flow_rows(numbers: queries.Numbers) -> list[FlowRow]:
    """Where something went, or may have gone."""
    links = [*_BESIDE, *((each[1], each[2], each) for each in cells.LINKS)]
    names = _names()
    return [
        FlowRow(names[source], names[target], number, source, target, cell)
        for source, target, cell in links
        for number in [numbers.number(cell)]
        if number != 0
    ]


def figure(rows: list[FlowRow], numbers: queries.Numbers) -> SafeString:
    """What may be told, drawn; a node says how many go through it, or how many are drawn."""
    bands = [
        Band(row.source_key, row.target_key, row.number, _band(row), _COLUMNS[row.target_key][1])
        for row in rows
        if row.number
    ]
    nodes = [
        Node(key, name, _through(key, rows, numbers), *_COLUMNS[key])
        for key, name in _names().items()
    ]
    return flow(
        nodes,
        bands,
        title=_("Where people get answers"),
        description=_("The same numbers stand in the table below the figure."),
    )


def _band(row: FlowRow) -> str:
    return f"{row.source} → {row.target}: {row.number}"


def _through(key: str, rows: list[FlowRow], numbers: queries.Numbers) -> str:
    out = [row for row in rows if row.source_key == key]
    through = out or [row for row in rows if row.target_key == key]
    whole = numbers.total([row.cell for row in through])
    if whole is not None:
        return str(whole)
    into = sum(row.number or 0 for row in rows if row.target_key == key)
    drawn = max(into, sum(row.number or 0 for row in through))
    return _("%(number)s or more") % {"number": drawn}


def _names() -> dict[str, str]:
    return {
        _GUIDES: _("Guides"),
        Entrance.HOUR: str(Entrance.HOUR.label),
        Entrance.FORM: str(Entrance.FORM.label),
        Entrance.OTHER: str(Entrance.OTHER.label),
        _SELF: _("Answer without a request"),
        _LEFT: _("Not helped there"),
        **{str(line.value): str(name) for line, name in LINE_NAMES.items()},
        Outcome.SOLVED: str(Outcome.SOLVED.label),
        Outcome.OPEN: str(Outcome.OPEN.label),
    }
