"""An appointment is told to the adviser, to those who manage the process, and to the unit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sufflor.announcements.models import Notice
from sufflor.messaging.tests.conftest import with_address
from sufflor.organization import actions as organization
from sufflor.organization.models import Charge
from tests.cast import DAY, MORNING, person

LATER = MORNING + timedelta(minutes=11)
# In Oslo a little after the hour at which the channel tells of those who begin.
NEXT_MORNING = MORNING + timedelta(days=1)


@pytest.fixture
def pia(hr_department, personnel):
    """She manages the processes of the area."""
    pia = with_address(person("pia", "Pia", "Prosess", hr_department))
    Charge.objects.create(person=pia, area=personnel, kind="manager", from_date=date(2020, 1, 1))
    return pia


@pytest.fixture
def appointed(clock, kari, lars, pia, faculty, personnel, anne_admin):
    """Kari from today, with Lars as her deputy."""
    return organization.appoint(
        person=with_address(kari),
        deputy=with_address(lars),
        unit=faculty,
        area=personnel,
        from_date=DAY,
        by=anne_admin,
        at=MORNING,
    )


def mails(sink) -> dict[str, tuple[str, str]]:
    return {
        taken.mail["To"].split("@")[0].rpartition("<")[2]: (
            taken.mail["Subject"],
            " ".join(taken.mail.get_body(("plain",)).get_content().split()),
        )
        for taken in sink.taken
    }


def test_the_adviser_the_deputy_and_the_process_manager_hear_of_it(clock, appointed, work, sink):
    clock(LATER)

    work()

    told = mails(sink)
    assert set(told) == {"kari", "lars", "pia"}
    assert "Du er prosessrådgiver for Personal" in told["kari"][0]
    assert "/mine/fravar/" in told["kari"][1]
    assert "Du er stedfortreder for Kari Moen" in told["lars"][0]
    assert "Kari Moen – Personal" in told["pia"][1]


def test_several_in_a_row_are_one_letter_to_the_process_manager(
    clock, appointed, faculty, personnel, anne_admin, hilde_host, work, sink
):
    organization.appoint(
        person=hilde_host, unit=faculty, area=personnel, from_date=DAY, by=anne_admin, at=MORNING
    )
    clock(LATER)

    work()

    (letter,) = (taken.mail for taken in sink.taken if "pia@" in taken.mail["To"])
    assert "2 nye prosessrådgivere" in letter["Subject"]


def test_the_channel_tells_the_unit_once_on_the_morning_when_they_begin(
    clock, appointed, faculty, work
):
    for hours in (0, 1, 24):
        clock(NEXT_MORNING + timedelta(hours=hours))
        work()

    notice = Notice.objects.get(key__startswith="advisers-")
    assert [target.unit for target in notice.targets.all()] == [faculty]
    assert "- Kari Moen: Personal" in notice.body
    assert {one.language for one in notice.translations.all()} == {"nn", "en"}


def test_a_renewed_appointment_is_no_news(clock, ola_adviser, faculty, personnel, anne_admin, work):
    organization.appoint(
        person=ola_adviser, unit=faculty, area=personnel, from_date=DAY, by=anne_admin, at=MORNING
    )
    clock(NEXT_MORNING)

    work()

    assert not Notice.objects.exists()
