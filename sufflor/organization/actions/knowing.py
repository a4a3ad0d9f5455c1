"""What people know and how well, and the guidance they give in passing."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization import rules
from sufflor.organization.actions.appointing import AnotherArea, HasLeft
from sufflor.organization.models import (
    CaseArea,
    CaseProcess,
    Competence,
    CompetenceLevel,
    Guidance,
    Unit,
    User,
)

# A wrong press is seen at once; later it is part of what has been counted.
TAKEN_BACK_WITHIN = timedelta(hours=1)


class NotKnownAnyMore(Refusal):
    reason = _("This has been taken away already.")


class CountedAlready(Refusal):
    reason = _("This guidance was noted too long ago to be taken back.")
    way_out = _("It counts a little more than it should; that does no harm.")


@transaction.atomic
def rate_competence(
    *,
    person: User,
    area: CaseArea,
    level: CompetenceLevel,
    by: User,
    at: datetime,
    process: CaseProcess | None = None,
    system: str = "",
) -> Competence:
    """The newest level counts."""
    require(rules.may_rate(by, person))
    if not person.is_active:
        raise HasLeft
    if process and process.area_id != area.pk:
        raise AnotherArea
    competence, _is_new = Competence.objects.update_or_create(
        person=person,
        area=area,
        process=process,
        system=one_line(system),
        defaults={"level": level},
    )
    events.record(
        "competence.rated", about=competence, by=by, at=at, person=person.pk, level=int(level)
    )
    events.touch(ORGANIZATION)
    return competence


@transaction.atomic
def drop_competence(*, competence: Competence, by: User, at: datetime) -> None:
    require(rules.may_rate(by, competence.person))
    held = Competence.objects.select_for_update().order_by("pk")
    known = held.filter(pk=competence.pk).first()
    if known is None:
        raise NotKnownAnyMore
    events.record("competence.dropped", about=known, by=by, at=at, person=known.person_id)
    known.delete()
    events.touch(ORGANIZATION)


@transaction.atomic
def tally_guidance(
    *, area: CaseArea, unit: Unit, minutes: int, submission: UUID, by: User, at: datetime
) -> Guidance:
    """I helped somebody just now. The same press twice is one."""
    require(rules.may_tally(by, at))
    guidance, is_new = Guidance.objects.get_or_create(
        submission=submission,
        defaults={"person": by, "area": area, "unit": unit, "at": at, "minutes": minutes},
    )
    if is_new:
        events.record("guidance.given", about=guidance, by=by, at=at, minutes=minutes)
    return guidance


@transaction.atomic
def take_back_guidance(*, guidance: Guidance, by: User, at: datetime) -> None:
    """It was a wrong press. Taking it back twice is the same as taking it back once."""
    require(by == guidance.person)
    if at - guidance.at > TAKEN_BACK_WITHIN:
        raise CountedAlready
    given = Guidance.objects.select_for_update().filter(pk=guidance.pk).first()
    if given:
        events.record("guidance.taken_back", about=given, by=by, at=at, minutes=given.minutes)
        given.delete()
