"""The ways in on the front page: one line for each kind, and one for what cannot wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sufflor.rollout.door import Door, Doors
from sufflor.rollout.models import WayKind


@dataclass(frozen=True)
class WayLine:
    name: str
    word: str
    color: str


def summed_up(doors: Doors) -> tuple[WayLine, ...]:
    """Kinds that nobody offers are left out."""
    ordinary = [door for door in doors.ways if not door.is_exception]
    urgent = [door for door in doors.ways if door.is_exception]
    lines = (
        _line(_("Question hours"), _of(WayKind.QUESTION_HOUR, ordinary)),
        _line(_("Forms"), _of(WayKind.FORM, ordinary)),
        _line(_("Phone"), _of(WayKind.PHONE, ordinary)),
        _line(_("E-mail"), _of(WayKind.EMAIL, ordinary)),
        _line(_("What cannot wait"), urgent),
    )
    return tuple(line for line in lines if line)


def _of(kind: WayKind, doors: Iterable[Door]) -> list[Door]:
    return [door for door in doors if door.kind == kind]


def _line(name: str, doors: list[Door]) -> WayLine | None:
    if not doors:
        return None
    is_open = [door.is_open for door in doors]
    if all(is_open):
        return WayLine(name, _("Open"), "success")
    if any(is_open):
        return WayLine(name, _("Some are open"), "warning")
    return WayLine(name, _("Closed"), "warning")
