"""Laying a rollout on its dates, with what becomes of each way in on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import CHROME
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import User
from sufflor.rollout import rules
from sufflor.rollout.actions.checklist import lay_standing_items
from sufflor.rollout.actions.locking import lock_doors, locked
from sufflor.rollout.models import DoorState, Policy, Rollout, RolloutDay
from sufflor.rollout.rules import WayPolicy


class NameTaken(Refusal):
    reason = gettext_lazy("There is already a rollout with this name.")


class NoName(Refusal):
    reason = gettext_lazy("Give the rollout a name.")


class IsCalledOff(Refusal):
    reason = gettext_lazy("This rollout is called off. Plan a new one with the days you want.")
    way_out = gettext_lazy("Plan a rollout")
    way_out_url = "/styring/innforing/ny/"


@dataclass(frozen=True)
class Wording:
    """What people read about a rollout. Nynorsk and English fall back on bokmål."""

    name: str
    name_nn: str = ""
    name_en: str = ""
    system: str = ""
    replaces: str = ""
    known: str = ""
    known_nn: str = ""
    known_en: str = ""
    awaiting: str = ""
    awaiting_nn: str = ""
    awaiting_en: str = ""

    def cleaned(self) -> Wording:
        tidy = {"known", "known_nn", "known_en", "awaiting", "awaiting_nn", "awaiting_en"}
        return Wording(
            **{
                name: clean(text) if name in tidy else one_line(text)
                for name, text in asdict(self).items()
            }
        )


@transaction.atomic
def plan_rollout(
    *,
    wording: Wording,
    dates: Collection[date],
    policies: Collection[WayPolicy],
    by: User,
    at: datetime,
) -> Rollout:
    """Lay a rollout on a set of dates. Doors close and open by the clock from then on."""
    require(rules.may_plan(by))
    lock_doors()
    wording = _checked(wording, None)
    rules.check_dates(dates, at)
    rules.check_policies(policies)
    check_nobody_else(dates, policies, None)
    rollout = Rollout.objects.create(**asdict(wording), created_at=at, created_by=by)
    _lay(rollout, dates, policies)
    lay_standing_items(rollout, at)
    events.record(
        "rollout.planned", about=rollout, by=by, at=at, dates=_iso(dates), doors=_told(policies)
    )
    events.touch(CHROME)
    return rollout


@transaction.atomic
def change_rollout(
    *,
    rollout: Rollout,
    wording: Wording,
    dates: Collection[date],
    policies: Collection[WayPolicy],
    by: User,
    at: datetime,
) -> Rollout:
    """Give a rollout other words, dates or policies. What was before stands in the log."""
    require(rules.may_plan(by))
    rollout = locked(rollout)
    require_held(rollout)
    wording = _checked(wording, rollout)
    before = set(rollout.days.values_list("date", flat=True))
    if set(dates) != before or len(dates) != len(before):
        rules.check_dates(dates, at)
    rules.check_policies(policies)
    check_nobody_else(dates, policies, rollout)
    for name, text in asdict(wording).items():
        setattr(rollout, name, text)
    rollout.save()
    _lay(rollout, dates, policies)
    events.record(
        "rollout.changed",
        about=rollout,
        by=by,
        at=at,
        added=_iso(set(dates) - before),
        removed=_iso(before - set(dates)),
        doors=_told(policies),
    )
    events.touch(CHROME)
    return rollout


def require_held(rollout: Rollout) -> None:
    """Go on only with a rollout that is not called off, however long ago it was read."""
    if Rollout.objects.filter(pk=rollout.pk, called_off_at__isnull=False).exists():
        raise IsCalledOff


def _checked(wording: Wording, rollout: Rollout | None) -> Wording:
    wording = wording.cleaned()
    if not wording.name:
        raise NoName
    others = Rollout.objects.exclude(pk=rollout.pk) if rollout else Rollout.objects.all()
    if others.filter(name=wording.name).exists():
        raise NameTaken
    return wording


def check_nobody_else(
    dates: Collection[date], policies: Collection[WayPolicy], rollout: Rollout | None
) -> None:
    """Two rollouts may share a date, but not decide about the same way in on it."""
    shut = [policy.way_in.pk for policy in policies if policy.state != DoorState.OPEN]
    other = (
        RolloutDay.objects.filter(date__in=dates)
        .exclude(rollout=rollout)
        .filter(
            rollout__called_off_at=None,
            rollout__policies__way_in__in=shut,
            rollout__policies__state__in=[DoorState.CLOSED, DoorState.REPLACED],
        )
        .select_related("rollout")
        .order_by("date")
        .first()
    )
    if other:
        raise rules.BadDates(
            _("“%(rollout)s” already closes one of these ways in on %(date)s.")
            % {"rollout": other.rollout.local_name, **rules.named(other.date)}
        )


def _lay(rollout: Rollout, dates: Collection[date], policies: Iterable[WayPolicy]) -> None:
    rollout.days.exclude(date__in=dates).delete()
    RolloutDay.objects.bulk_create(
        [RolloutDay(rollout=rollout, date=day) for day in sorted(dates)], ignore_conflicts=True
    )
    rollout.policies.all().delete()
    Policy.objects.bulk_create(
        [
            Policy(rollout=rollout, way_in=p.way_in, state=p.state, replaced_by=p.replaced_by)
            for p in policies
        ]
    )


def _iso(dates: Iterable[date]) -> list[events.JsonValue]:
    return [day.isoformat() for day in sorted(dates)]


def _told(policies: Iterable[WayPolicy]) -> dict[str, events.JsonValue]:
    """The policies as the log keeps them: "closed", "replaced by the-question-hour"."""
    return {
        policy.way_in.slug: f"{DoorState(policy.state).value} {policy.replaced_by.slug}"
        if policy.replaced_by
        else DoorState(policy.state).value
        for policy in policies
    }
