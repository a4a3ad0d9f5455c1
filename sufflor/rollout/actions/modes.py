"""Putting a whole rollout into or out of force by hand, and taking it back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import CHROME
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.rollout import rules
from sufflor.rollout.actions.doors import REASON_LENGTH, EndsBeforeItBegins, NoReason
from sufflor.rollout.actions.locking import locked
from sufflor.rollout.actions.planning import require_held
from sufflor.rollout.models import Course, ModeChange, Rollout
from sufflor.rollout.plan import PlannedRollout
from sufflor.rollout.queries import read_plan

VERBS = {
    Course.NORMAL: "mode.normal",
    Course.ROLLOUT: "mode.rollout",
    Course.PLAN: "mode.plan",
}


class NothingWouldChange(Refusal):
    reason = gettext_lazy("It is like this already, so nothing would change.")


class ChangedMeanwhile(Refusal):
    reason = gettext_lazy("Somebody else has changed the mode since you opened this page.")


class TooLateToUndo(Refusal):
    reason = gettext_lazy(
        "It is more than ten minutes ago, and people have acted on it. Make a new change instead."
    )


@transaction.atomic
def change_mode(
    *,
    rollout: Rollout,
    course: Course,
    until: datetime | None,
    reason: str,
    seen: int,
    by: User,
    at: datetime,
) -> ModeChange:
    """Let all the doors of a rollout follow a decision instead of its dates.

    `seen` is the newest change that the planner knew of, 0 for none. Sending it twice is as once.
    """
    require(rules.may_plan(by))
    reason = one_line(reason)
    _check_words(course, until, reason, at)
    rollout = locked(rollout)
    require_held(rollout)
    if found := _just_sent(rollout, course, until, reason, by, at):
        return found
    _check_still_as_seen(rollout, seen)
    if _changes_nothing(read_plan().rollout(rollout.pk), course, until, at):
        raise NothingWouldChange
    change = ModeChange.objects.create(
        rollout=rollout, course=course, to_at=until, reason=reason, by=by, at=at
    )
    until_text = until.isoformat() if until else ""
    events.record(
        VERBS[course],
        about=rollout,
        by=by,
        at=at,
        reason=reason,
        until=until_text,
        change=change.pk,
    )
    events.touch(CHROME)
    return change


@transaction.atomic
def undo_mode_change(*, change: ModeChange, by: User, at: datetime) -> None:
    """As if it had not been done; what held before holds again. Twice is as once."""
    require(rules.may_plan(by))
    rollout = locked(change.rollout)
    change = ModeChange.objects.select_for_update(no_key=True).get(pk=change.pk)
    if change.undone_at:
        return
    if not rules.may_undo(change.at, at):
        raise TooLateToUndo(
            way_out=_("Change the mode"), way_out_url=f"/styring/innforing/{rollout.pk}/"
        )
    _check_still_as_seen(rollout, change.pk)
    change.undone_at, change.undone_by = at, by
    change.save(update_fields=["undone_at", "undone_by"])
    events.record("mode.change_undone", about=rollout, by=by, at=at, change=change.pk)
    events.touch(CHROME)


def _check_words(course: Course, until: datetime | None, reason: str, at: datetime) -> None:
    if not reason or len(reason) > REASON_LENGTH:
        raise NoReason(_("Say in one sentence why the mode is changed."))
    if until is not None and until <= at:
        raise EndsBeforeItBegins
    if course == Course.PLAN and until is not None:
        raise EndsBeforeItBegins(_("The dates decide from now on: leave the time empty."))


def _just_sent(
    rollout: Rollout,
    course: Course,
    until: datetime | None,
    reason: str,
    by: User,
    at: datetime,
) -> ModeChange | None:
    same = rollout.mode_changes.filter(
        course=course, to_at=until, reason=reason, by=by, undone_at=None
    )
    return same.filter(at__gt=at - timedelta(minutes=1)).first()


def _check_still_as_seen(rollout: Rollout, seen: int) -> None:
    newest = rollout.mode_changes.filter(undone_at=None).select_related("by").first()
    if newest is None or newest.pk == seen:
        return
    raise ChangedMeanwhile(
        _("%(person)s has changed the mode meanwhile: “%(reason)s”. See how it is now.")
        % {"person": newest.by.full_name, "reason": newest.reason},
        way_out=_("See how it is now"),
        way_out_url=f"/styring/innforing/{rollout.pk}/",
    )


def _changes_nothing(
    planned: PlannedRollout, course: Course, until: datetime | None, at: datetime
) -> bool:
    """The same decision again, or the one that the dates have made already."""
    held = planned.by_hand(at)
    if course == Course.PLAN:
        return held is None
    if held:
        return (held.course, held.to_at) == (course, until)
    return planned.is_in_force(at) == (course == Course.ROLLOUT)
