"""What the worker does with requests by the clock: it wakes them, and places what nobody has."""

from __future__ import annotations

from datetime import timedelta

from sufflor.desk import actions as desk
from sufflor.desk.models import Request, State
from sufflor.messaging.models import Job
from sufflor.organization import actions as organization
from sufflor.organization.models import Role
from tests.cast import MORNING
from tests.requests import submitted

DAY_AFTER = MORNING + timedelta(days=1)


def sent(by):
    return submitted(by, "Den stopper.", title="Feil")


def test_what_waits_is_open_again_when_its_time_has_come(work_at, kari, liv_first_line):
    request = sent(kari)
    desk.wait(
        request=request,
        state=State.WAITING_OTHER,
        waits_for="ny versjon",
        wake_at=DAY_AFTER,
        by=liv_first_line,
        at=MORNING,
    )

    work_at(MORNING + timedelta(hours=1))
    request.refresh_from_db()
    assert request.state == State.WAITING_OTHER

    work_at(DAY_AFTER)
    request.refresh_from_db()
    assert request.state == State.OPEN


def test_what_nobody_has_is_given_to_the_first_who_can_help(work_at, kari, request):
    waiting = sent(kari)
    liv = request.getfixturevalue("liv_first_line")

    work_at(MORNING + timedelta(minutes=6))

    waiting.refresh_from_db()
    assert waiting.group == liv.support_groups.get()


def test_nothing_is_planned_while_there_is_nothing_to_do(work_at, kari, liv_first_line):
    sent(kari)

    work_at(MORNING + timedelta(minutes=6))

    assert not Job.objects.filter(name__in=["wake", "homeless"]).exists()


def test_whoever_may_read_what_is_confidential_from_now_on_is_let_in_once(
    work_at, kari, liv_first_line, anne_admin
):
    request = submitted(kari, "Slett det.", title="Slett det", is_confidential=True)
    granted_at = MORNING + timedelta(hours=1)
    organization.grant_role(
        person=liv_first_line, role=Role.CONFIDENTIAL, by=anne_admin, at=granted_at
    )

    work_at(granted_at + timedelta(minutes=1))
    work_at(granted_at + timedelta(minutes=2))

    assert Request.objects.worked_by(liv_first_line, DAY_AFTER).get() == request
    assert Job.objects.filter(name__startswith="cleared:").count() == 1
