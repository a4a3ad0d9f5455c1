"""Whoever is to write an answer is told, and told again with who gave it when it is late."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr

import pytest

from sufflor.messaging.models import Delivery, State
from sufflor.messaging.tests.conftest import with_address
from sufflor.questions import actions
from sufflor.questions.models import HourKind
from tests.cast import MORNING
from tests.hours import THURSDAY, asked, the_hour

MINUTE = timedelta(minutes=1)
LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def ola(ola_adviser):
    return with_address(ola_adviser)


def owe(question, writer, by, due_at=LATER, at=MORNING):
    return actions.owe_answer(
        question=question, writer=writer, due_at=due_at, was_spoken=True, by=by, at=at
    )


def mails(sink) -> list[tuple[str, str]]:
    return [(parseaddr(one.mail["To"])[1], one.mail["Subject"]) for one in sink.taken]


def text(sink) -> str:
    return sink.taken[-1].mail.get_body(("plain",)).get_content()


def test_the_writer_is_told_what_and_by_when_and_where_it_is_written(
    clock, work, sink, question, ola, hilde_host
):
    owe(question, ola, hilde_host)

    work()

    assert mails(sink) == [(ola.email, f"Du skal skrive et svar: {question.text}")]
    assert f"/styr/?sporsmal={question.pk}" in text(sink)
    assert "10:35" in text(sink).replace(".", ":")


def test_nobody_is_told_of_what_they_took_on_themselves(clock, work, sink, question, hilde_host):
    owe(question, hilde_host, hilde_host)

    work()

    assert not sink.taken


def test_handed_on_before_the_mail_left_it_is_told_to_the_next_alone(
    clock, work, sink, question, ola, per_second_line, hilde_host
):
    per = with_address(per_second_line)
    owe(question, ola, hilde_host)
    owe(question, per, hilde_host, at=MORNING + MINUTE)
    clock(MORNING + 2 * MINUTE)

    work()

    assert [to for to, _subject in mails(sink)] == [per.email]


def test_what_is_late_is_told_once_to_the_writer_and_to_whoever_gave_it(
    clock, work, sink, question, ola, hilde_host
):
    owe(question, ola, hilde_host)
    work()
    sink.taken.clear()

    clock(LATER - MINUTE)
    work()
    assert not sink.taken
    clock(LATER + MINUTE)
    work()
    clock(LATER + 30 * MINUTE)
    work()

    late = f"Et svar er forsinket: {question.text}"
    assert sorted(mails(sink)) == sorted([(ola.email, late), (hilde_host.email, late)])


def test_given_more_time_it_may_be_late_once_more(clock, work, sink, question, ola, hilde_host):
    owe(question, ola, hilde_host)
    clock(LATER + MINUTE)
    work()
    owe(question, ola, hilde_host, due_at=LATER + 60 * MINUTE, at=LATER + 2 * MINUTE)
    sink.taken.clear()

    clock(LATER + 61 * MINUTE)
    work()

    assert len([one for one in mails(sink) if "forsinket" in one[1]]) == 2


def test_what_has_its_answer_is_not_late(clock, work, sink, question, ola, hilde_host):
    owe(question, ola, hilde_host)
    work()
    actions.answer(question=question, text="Bruk Skjerm.", by=ola, at=MORNING + MINUTE)
    clock(LATER + MINUTE)

    work()

    assert not [one for one in mails(sink) if "forsinket" in one[1]]


def test_what_everyone_cannot_read_is_not_quoted(clock, work, sink, question, ola, hilde_host):
    owe(question, ola, hilde_host)
    actions.hide(question=question, by=hilde_host, at=MORNING)

    work()

    assert mails(sink) == [(ola.email, "Du skal skrive et svar")]
    assert question.text not in text(sink)


def test_what_is_practised_is_told_to_nobody(
    clock, work, sink, rollout_days, personnel, ola, hilde_host, pia_planner
):
    practised = actions.rehearse(
        hour=the_hour(THURSDAY, HourKind.OPENING), by=hilde_host, at=MORNING
    )
    owe(asked(practised, personnel, pia_planner, "Øving", at=MORNING), ola, hilde_host)
    clock(LATER + MINUTE)

    work()

    assert not Delivery.objects.exclude(state=State.DROPPED).exists()
