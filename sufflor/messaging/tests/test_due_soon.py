"""Those who have something that is due soon are mailed once, with numbers and times alone."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from sufflor.desk import actions as desk
from sufflor.messaging import actions
from sufflor.messaging.models import Delivery, Job, State
from sufflor.messaging.tests.conftest import with_address
from sufflor.organization.models import (
    Absence,
    Line,
    Membership,
    OpeningPeriod,
    ServicePromise,
)
from tests.cast import DAY, MORNING, person
from tests.requests import submitted

HOUR = timedelta(hours=1)


@pytest.fixture
def liv(liv_first_line):
    """She answers within four open hours; open from eight to four."""
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(weekday=day, opens=time(8), closes=time(16), from_date=date(2026, 1, 1))
        for day in range(5)
    )
    ServicePromise.objects.create(line=Line.FIRST, first_answer_hours=4, resolve_hours=16)
    return with_address(liv_first_line)


@pytest.fixture
def sent(kari, liv):
    return submitted(kari, "Hemmelig innhold.", title="Hemmelig tittel")


def test_once_when_two_open_hours_are_left(clock, sent, liv, work, sink):
    work()
    assert not sink.taken

    clock(MORNING + 2 * HOUR + timedelta(minutes=30))
    work()
    clock(MORNING + 3 * HOUR)
    work()

    (taken,) = sink.taken
    mail = taken.mail
    text = mail.get_body(("plain",)).get_content()
    assert sent.number in text
    assert "Hemmelig" not in mail["Subject"] + text


def test_of_what_somebody_has_who_is_away_the_group_is_told(
    clock, sent, liv, work, sink, records_department
):
    mona = with_address(person("mona", "Mona", "Sand", records_department))
    Membership.objects.create(group=sent.group, person=mona)
    desk.take(request=sent, by=liv, at=MORNING)
    Absence.objects.create(person=liv, from_date=DAY, to_date=DAY)

    clock(MORNING + 3 * HOUR)
    work()

    (taken,) = sink.taken
    assert mona.email in taken.mail["To"]
    assert sent.number in taken.mail.get_body(("plain",)).get_content()


def test_when_nobody_of_the_group_is_there_the_one_who_has_it_is_told(clock, sent, liv, work, sink):
    desk.take(request=sent, by=liv, at=MORNING)
    Absence.objects.create(person=liv, from_date=DAY, to_date=DAY)

    clock(MORNING + 3 * HOUR)
    work()

    (taken,) = sink.taken
    assert liv.email in taken.mail["To"]


def test_not_of_what_has_been_answered(clock, sent, liv, work, sink):
    desk.reply(request=sent, text="Slik.", by=liv, at=MORNING)

    clock(MORNING + 3 * HOUR)
    work()

    assert not Delivery.objects.filter(kind="due").exists()
    assert not Job.objects.filter(name="soon").exists()


def test_not_when_it_was_answered_before_the_mail_left(clock, sent, liv, work, sink):
    at = MORNING + 3 * HOUR
    assert actions.warn_of_due(planned_at=at, at=at) == 1
    desk.reply(request=sent, text="Slik.", by=liv, at=at)
    clock(at)

    work()

    assert Delivery.objects.get(kind="due").state == State.DROPPED


def test_whoever_is_away_is_not_asked_to_hurry(clock, sent, liv, work, sink):
    day = MORNING.date()
    Absence.objects.create(person=liv, from_date=day, to_date=day)

    clock(MORNING + 3 * HOUR)
    work()

    assert not sink.taken
