"""Saying who owns and who manages an area or a process, from a day and until one."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.refusals import Refusal, require
from sufflor.organization import rules
from sufflor.organization.actions.appointing import AnotherArea, HasLeft, WrongWayRound
from sufflor.organization.models import CaseArea, CaseProcess, Charge, ChargeKind, User


class ChargeOver(Refusal):
    reason = _("This has ended already.")


@transaction.atomic
def give_charge(
    *,
    person: User,
    area: CaseArea,
    process: CaseProcess | None,
    kind: ChargeKind,
    from_date: date,
    to_date: date | None,
    by: User,
    at: datetime,
) -> Charge:
    """Holds for all below it that says nothing else. Given twice is given once, to the newest last
    day. Two can share it."""
    require(rules.may_put_in_charge(by, area))
    if not person.is_active:
        raise HasLeft
    if process and process.area_id != area.pk:
        raise AnotherArea
    if to_date and to_date < from_date:
        raise WrongWayRound
    charge, _is_new = Charge.objects.update_or_create(
        person=person,
        area=area,
        process=process,
        kind=kind,
        from_date=from_date,
        defaults={"to_date": to_date},
    )
    _tell("charge.given", charge, by, at)
    return charge


@transaction.atomic
def end_charge(*, charge: Charge, last_day: date, by: User, at: datetime) -> Charge:
    """Its last day; what has not begun by then is taken away whole. Ending twice is once."""
    require(rules.may_put_in_charge(by, charge.area))
    held = Charge.objects.select_for_update(of=("self",), no_key=True).filter(pk=charge.pk).first()
    if held is None or (held.to_date and held.to_date < last_day):
        raise ChargeOver
    if held.from_date > last_day:
        held.delete()
    else:
        held.to_date = last_day
        held.save(update_fields=["to_date"])
    _tell("charge.ended", charge, by, at)
    return charge


def _tell(verb: str, charge: Charge, by: User, at: datetime) -> None:
    events.record(
        verb,
        about=charge,
        by=by,
        at=at,
        person=charge.person_id,
        kind=charge.kind,
        node=charge.code,
    )
    events.touch(ORGANIZATION)
