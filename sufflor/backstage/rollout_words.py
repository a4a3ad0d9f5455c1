"""How planners read a rollout: what has happened, which mode it is in, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.lib.clock import local_date
from sufflor.rollout.door import Door, Doors
from sufflor.rollout.models import Course
from sufflor.rollout.plan import PlannedModeChange, PlannedRollout
from sufflor.rollout.queries import LogLine
from sufflor.rollout.rules import UNDO_FOR, may_undo
from sufflor.rollout.stripe import Words, stripe

SAID = {
    "rollout.planned": gettext_lazy("planned the rollout"),
    "rollout.changed": gettext_lazy("changed the rollout"),
    "rollout.called_off": gettext_lazy("called the rollout off"),
    "rollout.calling_off_undone": gettext_lazy("is held after all"),
    "mode.normal": gettext_lazy("to normal operation by hand"),
    "mode.rollout": gettext_lazy("to rollout mode by hand"),
    "mode.plan": gettext_lazy("follows its dates again"),
    "mode.change_undone": gettext_lazy("the change of mode was undone"),
    "door.opened": gettext_lazy("opened by hand"),
    "door.closed": gettext_lazy("closed by hand"),
    "door.override_undone": gettext_lazy("let the plan decide again"),
    "way_in.offered": gettext_lazy("offered as a new way in"),
    "way_in.changed": gettext_lazy("changed the way in"),
    "checklist.added": gettext_lazy("added to the checklist"),
    "checklist.removed": gettext_lazy("taken off the checklist"),
    "checklist.ticked": gettext_lazy("ticked on the checklist"),
    "checklist.unticked": gettext_lazy("the tick was taken away"),
}


def said(lines: list[LogLine]) -> list[tuple[LogLine, str]]:
    return [(line, str(SAID[line.verb])) for line in lines]


@dataclass(frozen=True)
class ModeNow:
    """Which mode a rollout is in at an instant, who made it so, and where it can go from here.

    `undo_until` is set as long as the last change can be taken back with one button.
    """

    title: str
    text: str
    color: str
    change: PlannedModeChange | None
    undo_until: datetime | None
    courses: tuple[Course, ...]


def mode_now(rollout: PlannedRollout, at: datetime) -> ModeNow:
    newest = next((change for change in rollout.changes if change.at <= at), None)
    can_undo = newest is not None and may_undo(newest.at, at)
    held = rollout.by_hand(at)
    title, text = _mode_words(rollout, at)
    return ModeNow(
        title=title,
        text=text,
        color="warning" if rollout.is_in_force(at) else "success",
        change=held or (newest if can_undo else None),
        undo_until=newest.at + UNDO_FOR if newest and can_undo else None,
        courses=_courses(rollout, at),
    )


def _courses(rollout: PlannedRollout, at: datetime) -> tuple[Course, ...]:
    if rollout.is_called_off(at):
        return ()
    other = Course.NORMAL if rollout.is_in_force(at) else Course.ROLLOUT
    return (other, Course.PLAN) if rollout.by_hand(at) else (other,)


def _mode_words(rollout: PlannedRollout, at: datetime) -> tuple[str, str]:
    """ "Rollout (day 2 of 6)", and one sentence about what comes."""
    if rollout.is_called_off(at):
        return _("Called off"), _("Its days are ordinary days.")
    if held := rollout.by_hand(at):
        return _held(held, rollout.has_day(at))
    today = local_date(at)
    numbers = {
        "number": sum(day <= today for day in rollout.days),
        "count": len(rollout.days),
    }
    if today in rollout.days:
        return _("Rollout (day %(number)s of %(count)s)") % numbers, _next(rollout, at)
    if today < rollout.first_date:
        return _("Normal operation"), _next(rollout, at)
    if today > rollout.last_date:
        day = date_format(rollout.last_date, "DATE_FORMAT")
        return _("Normal operation"), _("The last rollout day was %(day)s.") % {"day": day}
    return _("Normal operation between two rollout days"), _next(rollout, at)


def _held(change: PlannedModeChange, has_day: bool) -> tuple[str, str]:
    if change.course == Course.NORMAL:
        title = _("Normal operation, by hand")
        text = _("The dates say that this is a rollout day.") if has_day else ""
    else:
        title = _("Rollout, by hand")
        text = "" if has_day else _("The dates say that this is an ordinary day.")
    return title, text


def _next(rollout: PlannedRollout, at: datetime) -> str:
    today = local_date(at)
    coming = next((day for day in rollout.days if day > today), None)
    if coming is None:
        return _("This is the last day. Normal operation begins by itself at midnight.")
    day = date_format(coming, "DATE_FORMAT")
    if today < rollout.first_date:
        return _("The first rollout day is %(day)s.") % {"day": day}
    return _("The next rollout day is %(day)s.") % {"day": day}


def state_word(door: Door) -> str:
    if door.is_open:
        return _("Open")
    return _("Replaced") if door.replaced_by else _("Closed")


@dataclass(frozen=True)
class DoorChange:
    """One way in before and after a decision."""

    before: Door
    after: Door

    @property
    def label(self) -> str:
        return self.before.label

    @property
    def was(self) -> str:
        return state_word(self.before)

    @property
    def becomes(self) -> str:
        return state_word(self.after)

    @property
    def is_changed(self) -> bool:
        return self.before.state != self.after.state


def door_changes(before: Doors, after: Doors) -> list[DoorChange]:
    return [DoorChange(door, after.way(door.slug)) for door in before.ways]


@dataclass(frozen=True)
class StripeIn:
    """The stripe of every page, in one language. Without words there is none."""

    code: str
    language: str
    words: Words | None


def stripes(doors: Doors) -> list[StripeIn]:
    return list(_stripes(doors))


def _stripes(doors: Doors) -> Iterator[StripeIn]:
    for code, language in settings.LANGUAGES:
        with translation.override(code):
            words = stripe(doors)
        yield StripeIn(code, str(language), words)
