"""Giving watches in a group, filling weeks with them, and letting people swap them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import Refusal, require
from sufflor.organization import queries, rules
from sufflor.organization.actions.appointing import WrongWayRound
from sufflor.organization.actions.swapping import SwapWaits, may_answer, settle
from sufflor.organization.models import Absence, SupportGroup, User, Watch, WatchSwap
from sufflor.organization.queries.watches import Planned, Wanted

# Half a year: nobody knows further ahead who works when.
MOST_DAYS = 190


class NotInGroup(Refusal):
    reason = gettext_lazy("This person does not help in the group.")
    way_out = gettext_lazy("Choose somebody who does.")


class AwayThen(Refusal):
    reason = gettext_lazy("This person is away then.")
    way_out = gettext_lazy("Choose somebody who is there.")


class HasWatchThen(Refusal):
    reason = gettext_lazy("This person has a watch at that time already.")
    way_out = gettext_lazy("Choose another time, or somebody else.")


class WatchIsOver(Refusal):
    reason = gettext_lazy("This watch is over.")
    way_out = gettext_lazy("Choose one that is still to come.")


class EndsFirst(Refusal):
    reason = gettext_lazy("The watch ends before it begins.")
    way_out = gettext_lazy("Write when it begins first.")
    status = 422


class TooLong(Refusal):
    reason = gettext_lazy("A roster is filled for half a year at most.")
    way_out = gettext_lazy("Choose an earlier last day.")
    status = 422


class NobodyChosen(Refusal):
    reason = gettext_lazy("Nobody has been chosen for any watch.")
    way_out = gettext_lazy("Choose somebody for one day at least.")
    status = 422


@dataclass(frozen=True)
class Filled:
    """What became watches, and what did not since somebody is away or has it already."""

    given: tuple[Watch, ...]
    left_out: tuple[Planned, ...]


@transaction.atomic
def give_watch(
    *,
    group: SupportGroup,
    person: User,
    starts_at: datetime,
    ends_at: datetime,
    by: User,
    at: datetime,
) -> Watch:
    """One watch. Giving it twice is giving it once."""
    require(rules.may_roster(by, group, person))
    if ends_at <= starts_at:
        raise EndsFirst
    if ends_at <= at:
        raise WatchIsOver
    # From here two who give watches follow one another.
    events.touch(ORGANIZATION)
    if there := Watch.objects.filter(group=group, person=person, starts_at=starts_at).first():
        return there
    _check(group, person, starts_at, ends_at)
    watch = Watch.objects.create(
        group=group, person=person, starts_at=starts_at, ends_at=ends_at, given_at=at, given_by=by
    )
    _tell("watch.given", watch, by, at)
    return watch


@transaction.atomic
def fill_watches(
    *,
    group: SupportGroup,
    week: Sequence[Wanted],
    from_date: date,
    to_date: date,
    by: User,
    at: datetime,
) -> Filled:
    """The same week again and again, on the days that the group is open. Whoever is away gets no
    watch, so that there is a hole for somebody to see; what is there already stays."""
    require(rules.may_roster(by, group))
    events.touch(ORGANIZATION)
    check_filling(group, week, from_date, to_date)
    found = queries.planned(group, week, max(from_date, local_date(at)), to_date)
    rows = [_watch(group, one, by, at) for one in found if one.is_new and one.ends_at > at]
    given = Watch.objects.bulk_create(rows)
    events.record(
        "watch.filled",
        about=group,
        by=by,
        at=at,
        from_date=from_date.isoformat(),
        to_date=to_date.isoformat(),
        count=len(given),
    )
    return Filled(tuple(given), tuple(one for one in found if not one.is_new))


@transaction.atomic
def drop_watch(*, watch: Watch, by: User, at: datetime) -> None:
    """Nobody has it then. Taking away what is gone changes nothing."""
    require(rules.may_roster(by, watch.group))
    if watch.is_over(at):
        raise WatchIsOver
    events.touch(ORGANIZATION)
    if Watch.objects.filter(pk=watch.pk).delete()[0]:
        _tell("watch.dropped", watch, by, at)


@transaction.atomic
def ask_to_swap_watch(*, watch: Watch, to_person: User, by: User, at: datetime) -> WatchSwap:
    """Ask a colleague to take it over. The same request sent twice is one request."""
    require(watch.person_id == by.pk or rules.may_roster(by, watch.group))
    watch = _locked(watch, at)
    _check(watch.group, to_person, watch.starts_at, watch.ends_at)
    if there := WatchSwap.objects.filter(watch=watch, answered_at=None).first():
        if there.to_person_id == to_person.pk:
            return there
        raise SwapWaits
    swap = WatchSwap.objects.create(watch=watch, to_person=to_person, asked_at=at, asked_by=by)
    events.record("watch.swap_asked", about=watch, by=by, at=at, person=to_person.pk)
    return swap


@transaction.atomic
def answer_watch_swap(*, swap: WatchSwap, accepts: bool, by: User, at: datetime) -> WatchSwap:
    """Say yes, and the watch moves; or no. Whoever asked can take the request back with a no."""
    owner = swap.watch.person_id
    require(may_answer(swap, by, asked=swap.to_person_id, owner=owner, accepts=accepts))
    watch = _locked(swap.watch, at)
    swap = WatchSwap.objects.select_for_update(of=("self",), no_key=True).get(pk=swap.pk)
    if not settle(swap, accepts=accepts, at=at):
        return swap
    if accepts:
        _check(watch.group, by, watch.starts_at, watch.ends_at)
        watch.person, watch.given_at, watch.given_by_id = by, at, swap.asked_by_id
        watch.save(update_fields=["person", "given_at", "given_by"])
        events.touch(ORGANIZATION)
    events.record("watch.swap_answered", about=watch, by=by, at=at, swap=swap.pk, accepts=accepts)
    return swap


def check_filling(
    group: SupportGroup, week: Sequence[Wanted], from_date: date, to_date: date
) -> None:
    """Also for whoever looks at what it would become."""
    if to_date < from_date:
        raise WrongWayRound
    if (to_date - from_date).days > MOST_DAYS:
        raise TooLong
    if not week:
        raise NobodyChosen
    if any(line.ends <= line.starts for line in week):
        raise EndsFirst
    members = set(group.members.values_list("pk", flat=True))
    if any(line.person.pk not in members or not line.person.is_active for line in week):
        raise NotInGroup


def _locked(watch: Watch, at: datetime) -> Watch:
    rows = Watch.objects.select_for_update(of=("self",), no_key=True)
    watch = rows.select_related("group").get(pk=watch.pk)
    if watch.is_over(at):
        raise WatchIsOver
    return watch


def _check(group: SupportGroup, person: User, starts_at: datetime, ends_at: datetime) -> None:
    """Only whoever helps there, is there, and has no other watch at that time."""
    if not person.is_active or not group.members.filter(pk=person.pk).exists():
        said = _("%(person)s does not help in %(group)s.")
        raise NotInGroup(said % {"person": person, "group": group.local_name})
    day = local_date(starts_at)
    if Absence.objects.filter(person=person, from_date__lte=day, to_date__gte=day).exists():
        raise AwayThen(_("%(person)s is away then.") % {"person": person})
    if person.watches.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise HasWatchThen


def _watch(group: SupportGroup, one: Planned, by: User, at: datetime) -> Watch:
    return Watch(
        group=group,
        person=one.person,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        given_at=at,
        given_by=by,
    )


def _tell(verb: str, watch: Watch, by: User, at: datetime) -> None:
    events.record(
        verb,
        about=watch.group,
        by=by,
        at=at,
        person=watch.person_id,
        starts_at=watch.starts_at.isoformat(),
    )
