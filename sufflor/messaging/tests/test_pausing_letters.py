"""Whoever waits for an answer when a rollout begins is told so, once, and that nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.messaging.tests.conftest import with_address
from sufflor.rollout import actions as rollout
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import Course, DoorState, WayIn, WayKind
from sufflor.rollout.rules import WayPolicy
from tests.cast import DAY, MORNING

BEFORE = MORNING - timedelta(days=2)


@pytest.fixture
def sent(kari, liv_first_line):
    """Kari waits; what Liv sent has been resolved."""
    kari, liv = with_address(kari), with_address(liv_first_line)
    wish = Wish(title="Hemmelig tittel", text="Hemmelig innhold.")
    sent = desk.submit(wish=wish, submission=uuid4(), by=kari, at=BEFORE)
    other = desk.submit(wish=wish, submission=uuid4(), by=liv, at=BEFORE)
    desk.resolve(request=other, text="Slik.", by=liv, at=BEFORE)
    return sent


@pytest.fixture
def elements(anne_admin):
    """It begins today and has a day in a week."""
    telephone = WayIn.objects.create(slug="telefon", kind=WayKind.PHONE, name="Telefon")
    return rollout.plan_rollout(
        wording=Wording("Elements"),
        dates=[DAY, DAY + timedelta(days=7)],
        policies=[WayPolicy(telephone, DoorState.CLOSED, None)],
        by=anne_admin,
        at=BEFORE,
    )


def told(sink) -> list[str]:
    mails = (taken.mail for taken in sink.taken)
    return [mail["Subject"] for mail in mails if "innføring" in mail["Subject"]]


def test_who_waits_is_told_once_on_the_first_day(clock, sent, elements, work, sink):
    clock(MORNING - timedelta(hours=3))
    work()
    assert not told(sink)

    for days in (0, 1, 7):
        clock(MORNING + timedelta(days=days))
        work()

    (subject,) = told(sink)
    (taken,) = (one for one in sink.taken if one.mail["Subject"] == subject)
    text = " ".join(taken.mail.get_body(("plain",)).get_content().split())
    assert taken.mail["To"] == "Kari Moen <kari@nidelva.example>"
    assert f"{sent.number} – " in text
    assert "beholder plassen" in text
    assert "Fra 29. oktober til 5. november" in text
    assert "Hemmelig" not in subject + text


def test_nobody_is_told_where_it_is_put_off_by_hand(clock, sent, elements, anne_admin, work, sink):
    rollout.change_mode(
        rollout=elements,
        course=Course.NORMAL,
        until=None,
        seen=0,
        reason="Utsatt.",
        by=anne_admin,
        at=MORNING - timedelta(hours=6),
    )
    clock(MORNING)

    work()

    assert not told(sink)
