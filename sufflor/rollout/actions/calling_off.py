"""Calling a rollout off, and taking that back while nobody has acted upon it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import CHROME
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.rollout import rules
from sufflor.rollout.actions.doors import REASON_LENGTH, NoReason
from sufflor.rollout.actions.locking import locked
from sufflor.rollout.actions.modes import TooLateToUndo
from sufflor.rollout.actions.planning import check_nobody_else
from sufflor.rollout.models import DoorState, Rollout
from sufflor.rollout.rules import WayPolicy


class AlreadyCalledOff(Refusal):
    reason = gettext_lazy("This rollout is called off already.")


class RolloutOver(Refusal):
    reason = gettext_lazy("The last day is over, so there is nothing left to call off.")


@transaction.atomic
def call_off(*, rollout: Rollout, reason: str, by: User, at: datetime) -> Rollout:
    """From now on its days are ordinary days. What has been asked and answered stays."""
    require(rules.may_plan(by))
    reason = one_line(reason)
    if not reason or len(reason) > REASON_LENGTH:
        raise NoReason(_("Say in one sentence why the rollout is called off."))
    rollout = locked(rollout)
    if rollout.is_called_off:
        raise AlreadyCalledOff
    if not rollout.days.filter(date__gte=local_date(at)).exists():
        raise RolloutOver
    rollout.called_off_at, rollout.called_off_by, rollout.called_off_why = at, by, reason
    rollout.save(update_fields=["called_off_at", "called_off_by", "called_off_why"])
    events.record("rollout.called_off", about=rollout, by=by, at=at, reason=reason)
    events.touch(CHROME)
    return rollout


@transaction.atomic
def undo_calling_off(*, rollout: Rollout, by: User, at: datetime) -> Rollout:
    """Its days count again. Undoing twice is the same as undoing once."""
    require(rules.may_plan(by))
    rollout = locked(rollout)
    if rollout.called_off_at is None:
        return rollout
    if not rules.may_undo(rollout.called_off_at, at):
        raise TooLateToUndo(
            _("It was called off more than ten minutes ago. Plan a new rollout instead."),
            way_out=_("Plan a rollout"),
            way_out_url="/styring/innforing/ny/",
        )
    check_nobody_else(
        list(rollout.days.values_list("date", flat=True)), _policies(rollout), rollout
    )
    rollout.called_off_at, rollout.called_off_by, rollout.called_off_why = None, None, ""
    rollout.save(update_fields=["called_off_at", "called_off_by", "called_off_why"])
    events.record("rollout.calling_off_undone", about=rollout, by=by, at=at)
    events.touch(CHROME)
    return rollout


def _policies(rollout: Rollout) -> list[WayPolicy]:
    rows = rollout.policies.select_related("way_in", "replaced_by")
    return [WayPolicy(row.way_in, DoorState(row.state), row.replaced_by) for row in rows]
