"""Who has the word in an hour: giving duties, and letting people swap them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.rows import insert_unless_there
from sufflor.organization.actions.swapping import SwapWaits, may_answer, settle
from sufflor.organization.models import CaseArea, User
from sufflor.questions import rules
from sufflor.questions.actions.changing import HourIsOver
from sufflor.questions.models import Duty, DutyKind, QuestionHour, Swap


class CannotHost(Refusal):
    reason = gettext_lazy("Only a question hour host can have this duty.")
    way_out = gettext_lazy("Choose another person, or have them made a host first.")


class CannotAnswer(Refusal):
    reason = gettext_lazy("This person does not answer in the area.")
    way_out = gettext_lazy("Choose an adviser or a specialist of the area, or a host.")


class NoArea(Refusal):
    reason = gettext_lazy("Choose which area the person answers for.")
    status = 422


@transaction.atomic
def give_duty(
    *,
    hour: QuestionHour,
    person: User,
    kind: DutyKind | str,
    area: CaseArea | None,
    by: User,
    at: datetime,
    for_all: bool = False,
) -> Duty:
    """Ask a person to host an hour, or to answer for an area in it. Twice is the same as once.

    `for_all`: also in the hours of the same kind that follow in the rollout.
    """
    require(rules.may_arrange(by))
    if hour.is_over(at):
        raise HourIsOver
    area = area if kind == DutyKind.ANSWERER else None
    _check(person, kind, area, at)
    given = [_give(each, person, kind, area, by, at) for each in [hour, *_following(hour, for_all)]]
    return given[0]


@transaction.atomic
def drop_duty(*, duty: Duty, by: User, at: datetime) -> None:
    """Take a duty from a person. Taking away what is gone changes nothing."""
    require(rules.may_arrange(by))
    if duty.hour.is_over(at):
        raise HourIsOver
    if Duty.objects.filter(pk=duty.pk).delete()[0]:
        _tell("duty.dropped", duty, by, at)


@transaction.atomic
def ask_to_swap(*, duty: Duty, to_person: User, by: User, at: datetime) -> Swap:
    """Ask another to take over one's duty. The same request sent twice is one request."""
    require(duty.person_id == by.pk or rules.may_plan(by))
    duty = _locked(duty, at)
    _check(to_person, duty.kind, duty.area, at)
    if there := Swap.objects.filter(duty=duty, answered_at=None).first():
        if there.to_person_id == to_person.pk:
            return there
        raise SwapWaits
    swap = Swap.objects.create(duty=duty, to_person=to_person, asked_at=at, asked_by=by)
    events.record("swap.asked", about=duty.hour, by=by, at=at, swap=swap.pk, person=to_person.pk)
    events.touch(duty.hour.topic)
    return swap


@transaction.atomic
def answer_swap(*, swap: Swap, accepts: bool, by: User, at: datetime) -> Swap:
    """Say yes, and the duty moves; or no. Whoever asked can take the request back with a no."""
    owner = swap.duty.person_id
    require(may_answer(swap, by, asked=swap.to_person_id, owner=owner, accepts=accepts))
    duty = _locked(swap.duty, at)
    swap = Swap.objects.select_for_update(of=("self",), no_key=True).get(pk=swap.pk)
    if not settle(swap, accepts=accepts, at=at):
        return swap
    if accepts:
        _check(by, duty.kind, duty.area, at)
        _hand_over(duty, swap, at)
    events.record("swap.answered", about=duty.hour, by=by, at=at, swap=swap.pk, accepts=accepts)
    events.touch(duty.hour.topic)
    return swap


def _following(hour: QuestionHour, for_all: bool) -> list[QuestionHour]:
    if not for_all or hour.is_rehearsal:
        return []
    rows = QuestionHour.objects.held().filter(rollout=hour.rollout_id, kind=hour.kind)
    return list(rows.filter(opens_at__gt=hour.opens_at).order_by("pk"))


def _check(person: User, kind: DutyKind | str, area: CaseArea | None, at: datetime) -> None:
    """Only whoever has the right to what the duty asks of them can have it."""
    if kind == DutyKind.HOST:
        if not rules.may_host(person):
            raise CannotHost(_("%(person)s is not a question hour host.") % {"person": person})
        return
    if area is None:
        raise NoArea
    if not rules.may_host(person) and area.pk not in rules.answering_areas(person, at):
        raise CannotAnswer(
            _("%(person)s does not answer in %(area)s.")
            % {"person": person, "area": area.local_name}
        )


def _give(
    hour: QuestionHour,
    person: User,
    kind: DutyKind | str,
    area: CaseArea | None,
    by: User,
    at: datetime,
) -> Duty:
    duty = Duty(hour=hour, person=person, kind=str(kind), area=area, given_at=at, given_by=by)
    is_new = insert_unless_there(duty)
    duty = Duty.objects.select_related("hour", "area").get(hour=hour, person=person, area=area)
    if is_new:
        _tell("duty.given", duty, by, at)
    return duty


def _hand_over(duty: Duty, swap: Swap, at: datetime) -> None:
    """Whoever had the same duty already has it once."""
    Duty.objects.filter(hour=duty.hour_id, person=swap.to_person_id, area=duty.area_id).delete()
    duty.person_id, duty.given_at, duty.given_by_id = swap.to_person_id, at, swap.asked_by_id
    duty.save(update_fields=["person", "given_at", "given_by"])


def _locked(duty: Duty, at: datetime) -> Duty:
    rows = Duty.objects.select_for_update(of=("self",), no_key=True)
    duty = rows.select_related("hour", "area").get(pk=duty.pk)
    if duty.hour.is_over(at):
        raise HourIsOver
    return duty


def _tell(verb: str, duty: Duty, by: User, at: datetime) -> None:
    events.record(
        verb,
        about=duty.hour,
        by=by,
        at=at,
        person=duty.person_id,
        kind=duty.kind,
        area=duty.area.slug if duty.area else "",
    )
    events.touch(duty.hour.topic)
