"""The ways in on the front page: one line for each kind, and one for what cannot wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sufflor.questions.reading import HourCard
from sufflor.rollout.door import Door, Doors
from sufflor.rollout.models import WayKind


@dataclass(frozen=True)
class WayLine:
    name: str
    word: str
    color: str


def summed_up(doors: Doors, hour: HourCard | None) -> tuple[WayLine, ...]:
    """Kinds that nobody offers are left out. `hour` is the next one, which may take questions days
    before it is held."""
    ordinary = [door for door in doors.ways if not door.is_exception]
    urgent = [door for door in doors.ways if door.is_exception]
    lines = (
        _hours(_of(WayKind.QUESTION_HOUR, ordinary), hour),
        _line(_("Forms"), _of(WayKind.FORM, ordinary)),
        _line(_("Phone"), _of(WayKind.PHONE, ordinary)),
        _line(_("E-mail"), _of(WayKind.EMAIL, ordinary)),
        _line(_("What cannot wait"), urgent),
    )
    return tuple(line for line in lines if line)


def _of(kind: WayKind, doors: Iterable[Door]) -> list[Door]:
    return [door for door in doors if door.kind == kind]


def _hours(doors: list[Door], hour: HourCard | None) -> WayLine | None:
    line = _line(_("Question hours"), doors)
    if line and hour and hour.collects and not any(door.is_open for door in doors):
        return WayLine(line.name, _("Takes questions"), "success")
    return line


def _line(name: str, doors: list[Door]) -> WayLine | None:
    if not doors:
        return None
    is_open = [door.is_open for door in doors]
    if all(is_open):
        return WayLine(name, _("Open"), "success")
    if any(is_open):
        return WayLine(name, _("Some are open"), "warning")
    return WayLine(name, _("Closed"), "warning")
