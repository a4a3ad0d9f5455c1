"""Who may plan rollouts, what a plan has to be, and what must hold before a way in is used."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.lib.clock import local_date
from sufflor.lib.refusals import Refusal
from sufflor.organization.models import Role
from sufflor.organization.rules import Someone, has_role
from sufflor.rollout.models import DoorState, WayIn

# For how long what has gone out to everyone can be taken back with one button.
UNDO_FOR = timedelta(minutes=10)
MOST_DATES = 60
FARTHEST = timedelta(days=730)


class BadDates(Refusal):
    reason = gettext_lazy("These dates cannot be a rollout.")


class BadPolicy(Refusal):
    reason = gettext_lazy("Choose another way in that takes over, and one that stays open.")


@dataclass(frozen=True)
class WayPolicy:
    """What is to become of one way in on the days of a rollout."""

    way_in: WayIn
    state: DoorState
    replaced_by: WayIn | None = None


def may_plan(person: Someone) -> bool:
    """Planners and administrators make rollouts, override doors and look at other dates."""
    return has_role(person, Role.PLANNER)


def may_undo(done_at: datetime, at: datetime) -> bool:
    """Afterwards people have acted upon it, and a new decision is needed."""
    return at < done_at + UNDO_FOR


def check_dates(dates: Collection[date], at: datetime) -> None:
    today = local_date(at)
    if not dates:
        raise BadDates(_("Give at least one date."))
    if len(dates) > MOST_DATES:
        raise BadDates(
            _("A rollout has at most %(most)s dates. You gave %(count)s.")
            % {"most": MOST_DATES, "count": len(dates)}
        )
    ordered = sorted(dates)
    twice = [day for day, following in pairwise(ordered) if day == following]
    if twice:
        raise BadDates(_("%(date)s stands there twice. Remove one of them.") % named(twice[0]))
    if ordered[-1] < today:
        raise BadDates(_("All these dates are over. Give at least one that is still to come."))
    for day in (ordered[0], ordered[-1]):
        if abs(day - today) > FARTHEST:
            raise BadDates(
                _("%(date)s is more than two years away. Is the year right?") % named(day)
            )


def check_policies(policies: Collection[WayPolicy]) -> None:
    by_way = {policy.way_in.pk: policy for policy in policies}
    if len(by_way) != len(policies):
        raise BadPolicy(_("The same way in stands there twice."))
    for policy in policies:
        if (policy.state == DoorState.REPLACED) != (policy.replaced_by is not None):
            raise BadPolicy(
                _("“%(way)s” is replaced: choose by which other way in.")
                % {"way": policy.way_in.local_name}
            )
        if policy.replaced_by is None:
            continue
        taking_over = by_way.get(policy.replaced_by.pk)
        is_shut = taking_over is not None and taking_over.state != DoorState.OPEN
        if is_shut or policy.replaced_by == policy.way_in:
            raise BadPolicy(
                _("“%(way)s” cannot be replaced by a way in that is closed itself.")
                % {"way": policy.way_in.local_name}
            )


def named(day: date) -> dict[str, str]:
    return {"date": date_format(day, "DATE_FORMAT")}
