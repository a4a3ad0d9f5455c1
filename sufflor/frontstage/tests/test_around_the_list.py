"""What stands around the questions of an hour: its plan, its minutes, and what became of it."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from sufflor.messaging.models import Preference
from sufflor.questions import actions
from sufflor.questions.actions import HourWish
from sufflor.questions.models import HourKind
from tests.cast import MORNING
from tests.hours import FRIDAY, THURSDAY, asked, clock, the_hour

pytestmark = pytest.mark.once


@pytest.fixture
def now(monkeypatch):
    """Says what the clock on the wall shows."""

    def shows(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    shows(MORNING)
    return shows


@pytest.fixture
def opening(rollout_days, now):
    return the_hour(THURSDAY, HourKind.OPENING)


@pytest.fixture
def closing(opening):
    return the_hour(THURSDAY, HourKind.CLOSING)


def page(client, hour, query: str = "") -> str:
    return client.get(hour.path + query).content.decode()


def test_the_plan_has_its_times_and_says_where_the_hour_is(client, opening, now):
    now(clock(THURSDAY, 8, 42))

    plan = page(client, opening).split('id="plan-title"')[1]

    assert [plan.index(time) for time in ("08.30", "08.35", "08.40", "08.55")] == sorted(
        plan.index(time) for time in ("08.30", "08.35", "08.40", "08.55")
    )
    assert 'data-section="questions" aria-current="true"' in plan


def test_status_and_solutions_can_be_read_on_the_page(
    client, opening, personnel, kari, hilde_host, now
):
    question = asked(opening, personnel, kari, at=clock(THURSDAY, 8, 0))
    actions.answer(question=question, text="Ja.", by=hilde_host, at=clock(THURSDAY, 8, 10))
    actions.say_status(hour=opening, text="Alt er <b>oppe</b>.", by=hilde_host, at=MORNING)

    plan = page(client, opening).split('id="plan-title"')[1]

    assert "Alt er &lt;b&gt;oppe&lt;/b&gt;." in plan
    solutions = plan.split('data-section="solutions"')[1]
    assert question.text in solutions.split("</li></ul>")[0]


def test_minutes_stand_on_the_page_when_the_hour_is_finished_and_say_when_they_were_mended(
    client, opening, personnel, kari, hilde_host, now
):
    answered, left = (
        asked(opening, personnel, kari, text, at=clock(THURSDAY, 8, 0)) for text in ("A?", "B?")
    )
    actions.answer(question=answered, text="Ja.", by=hilde_host, at=MORNING)
    over = clock(THURSDAY, 9, 5)
    now(over)
    assert "Referat" not in page(client, opening)
    actions.owe_answer(
        question=left,
        writer=hilde_host,
        due_at=clock(THURSDAY, 12),
        was_spoken=False,
        by=hilde_host,
        at=over,
    )
    minutes = actions.finish(hour=opening, by=hilde_host, at=over)
    actions.edit_minutes(
        minutes=minutes,
        item=None,
        text="Mange <i>kom</i>.",
        seen=minutes.stamp,
        by=hilde_host,
        at=over + timedelta(minutes=5),
    )

    shown = page(client, opening)

    assert "Mange &lt;i&gt;kom&lt;/i&gt;." in shown
    assert "Rettet 29. oktober kl. 09.10" in shown
    assert "A?" in shown.split('id="minutes-title"')[1]
    assert "innen 29. oktober kl. 12.00" in shown


def test_minutes_do_not_say_what_was_taken_out_of_the_public(
    client, opening, personnel, kari, hilde_host, now
):
    question = asked(opening, personnel, kari, "Hva gjør Per?", at=clock(THURSDAY, 8, 0))
    actions.answer(question=question, text="Ja.", by=hilde_host, at=MORNING)
    now(clock(THURSDAY, 9, 5))
    actions.finish(hour=opening, by=hilde_host, at=clock(THURSDAY, 9, 5))
    assert "Hva gjør Per?" in page(client, opening)

    actions.move_to_request(question=question, why="Navn.", by=hilde_host, at=clock(THURSDAY, 9, 6))

    assert "Hva gjør Per?" not in page(client, opening)


def test_a_cancelled_hour_says_why_and_leads_on(client, opening, closing, pia_planner):
    actions.cancel_hour(hour=opening, reason="Brann i <R7>.", by=pia_planner, at=MORNING)

    shown = page(client, opening)

    assert "Denne spørretimen er avlyst" in shown
    assert "Brann i &lt;R7&gt;." in shown
    assert f'href="{closing.path}"' in shown
    assert 'id="ask-card"' not in shown
    listed = client.get("/sporretimer/").content.decode()
    assert "<s>" in listed
    assert "Avlyst" in listed
    assert "Brann i &lt;R7&gt;." in listed


def test_a_moved_hour_says_when_it_is(client, closing, pia_planner):
    later = {"opens_at": clock(THURSDAY, 15, 30), "closes_at": clock(THURSDAY, 16, 0)}
    wanted = dataclasses.replace(HourWish.of(closing), **later)
    actions.change_hour(hour=closing, wanted=wanted, by=pia_planner, at=MORNING)

    assert "Den er nå torsdag 29. oktober kl. 15.30–16.00." in page(client, closing)
    assert "Ny tid" in client.get("/sporretimer/").content.decode()


def test_an_hour_that_takes_no_questions_yet_says_from_when(client, rollout_days, now):
    shown = page(client, the_hour(FRIDAY, HourKind.CLOSING))

    assert "Du kan spørre og stemme her fra 30. oktober kl. 09.00." in shown


def test_the_hour_and_all_hours_can_be_put_in_a_calendar(client, opening):
    assert 'href="/sporretimer/2026-10-29-oppstart.ics"' in page(client, opening)
    assert 'href="/sporretimer.ics"' in client.get("/sporretimer/").content.decode()


def test_whether_to_be_mailed_is_said_without_javascript(client, opening, kari):
    address = f"{opening.path}varsel/"
    assert client.post(address, {"wanted": "1"}).status_code == 302
    assert "answer-mail" not in page(client, opening)

    client.force_login(kari)
    assert 'name="wanted" value="1" checked' in page(client, opening)
    told = client.post(address, follow=True)

    assert told.redirect_chain == [(f"{opening.path}?varsel=lagret#answer-mail", 303)]
    assert 'name="wanted" value="1">' in told.content.decode()
    assert "Lagret." in told.content.decode()
    assert not Preference.objects.get(person=kari).answers
    client.post(address, {"wanted": "1"})
    assert Preference.objects.get(person=kari).answers


def test_a_rehearsal_is_there_for_those_who_practise_and_for_nobody_else(
    client, opening, kari, hilde_host
):
    practised = actions.rehearse(hour=opening, by=hilde_host, at=MORNING)
    for address in (practised.path, f"{practised.path}endringer/", f"{practised.path}lignende/"):
        assert client.get(address).status_code == 404
    client.force_login(kari)
    assert client.get(practised.path).status_code == 404

    client.force_login(hilde_host)

    assert "Dette er en prøve" in page(client, practised)


def test_the_page_of_a_finished_hour_costs_few_queries(
    client, opening, personnel, kari, hilde_host, now, django_assert_max_num_queries
):
    question = asked(opening, personnel, kari, at=clock(THURSDAY, 8, 0))
    actions.answer(question=question, text="Ja.", by=hilde_host, at=MORNING)
    now(clock(THURSDAY, 9, 5))
    actions.finish(hour=opening, by=hilde_host, at=clock(THURSDAY, 9, 5))
    client.force_login(kari)
    page(client, opening)

    with django_assert_max_num_queries(7):
        page(client, opening)
