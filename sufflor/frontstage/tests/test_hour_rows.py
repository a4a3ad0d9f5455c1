"""What the rows of an hour tell, in which order they stand, and which are chosen."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.questions import actions
from sufflor.questions.actions import Report
from sufflor.questions.models import HourKind, QuestionKind
from tests.cast import MORNING
from tests.hours import THURSDAY, asked, asked_by_many, clock, the_hour

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

HOUR = "/sporretimer/2026-10-29-oppstart/"
NOW = MORNING + timedelta(minutes=1)


@pytest.fixture
def error(morning, archive, lars):
    return actions.ask(
        hour=morning,
        area=archive,
        role="alle",
        kind=QuestionKind.ERROR,
        text="Listen er tom.",
        report=Report(steps="Byttet rolle.", message="E-1044"),
        submission=uuid4(),
        by=lars,
        at=MORNING,
    )


def page(client, query: str = "", address: str = HOUR) -> str:
    return client.get(address + query).content.decode()


def row(client, question) -> str:
    found = re.search(rf'<li class="question[^>]*id="question-{question.pk}".*?</li>', page(client))
    return found[0] if found else ""


def order(shown: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<li class="question[^>]*data-item="(\d+)"', shown)]


def test_every_state_has_its_words(client, morning, personnel, kari, hilde_host):
    waiting, now, owed, answered = (asked(morning, personnel, kari, text) for text in "ABCD")
    actions.answer_now(question=now, by=hilde_host, at=MORNING)
    actions.owe_answer(
        question=owed,
        writer=hilde_host,
        due_at=clock(THURSDAY, 12),
        was_spoken=True,
        by=hilde_host,
        at=MORNING,
    )
    actions.answer(question=answered, text="Ja.", version="Elements 7", by=hilde_host, at=MORNING)

    assert "I kø" in row(client, waiting)
    assert "Besvares nå" in row(client, now)
    assert "Skriftlig svar kommer" in row(client, owed)
    assert "innen 29. oktober kl. 12.00" in row(client, owed)
    assert "Besvart kl. 08.35" in row(client, answered)
    assert "gjelder Elements 7" in row(client, answered)


def test_an_answer_that_was_mended_says_when(client, question, hilde_host):
    answer = actions.answer(question=question, text="Ja.", by=hilde_host, at=MORNING)
    actions.edit_answer(answer=answer, text="Nei.", seen=answer.stamp, by=hilde_host, at=NOW)

    assert "Rettet kl. 08.36" in row(client, question)


def test_a_question_that_a_host_mended_says_so_and_not_what_it_said(client, question, hilde_host):
    before = question.text
    actions.edit_question(
        question=question,
        text="Hvordan skjermer jeg?",
        detail="",
        area=question.area,
        role="alle",
        reason="Et navn sto der.",
        seen=question.stamp,
        by=hilde_host,
        at=NOW,
    )

    shown = page(client)

    assert "ordlyden er rettet" in shown
    assert before not in shown
    assert "Et navn sto der." not in shown


def test_what_is_pinned_comes_after_what_is_answered_now_and_before_the_others(
    client, morning, personnel, kari, lars, hilde_host
):
    most, pinned, now = (asked(morning, personnel, kari, text) for text in "ABC")
    actions.vote(question=most, by=lars, at=MORNING)
    actions.pin(question=pinned, by=hilde_host, at=MORNING)
    actions.answer_now(question=now, by=hilde_host, at=MORNING)

    assert order(page(client)) == [now.pk, pinned.pk, most.pk]
    assert order(page(client, "?sorter=nyeste")) == [now.pk, pinned.pk, most.pk]
    assert "Festet" in row(client, pinned)
    assert 'data-first="1"' in row(client, pinned)
    assert 'data-first="2"' in row(client, now)


def test_an_error_is_marked_and_what_is_told_of_it_is_folded_away(client, error):
    shown = row(client, error)

    assert '<span class="tag" data-color="warning">Feil</span>' in shown
    folded = shown.split('<details class="fold">')[1]
    assert "Mer om feilen" in folded
    assert "Byttet rolle." in folded
    assert "E-1044" in folded


def test_a_question_from_another_hour_says_where_it_was(
    client, rollout_days, personnel, kari, pia_planner
):
    opening = the_hour(THURSDAY, HourKind.OPENING)
    question = asked(opening, personnel, kari, at=clock(THURSDAY, 8, 0))
    actions.cancel_hour(hour=opening, reason="Brann.", by=pia_planner, at=clock(THURSDAY, 8, 5))
    closing = the_hour(THURSDAY, HourKind.CLOSING)

    assert "tatt med fra Felles oppstart 29. oktober" in page(client, address=closing.path)
    assert question.text not in page(client, address=opening.path)


def test_few_questions_need_no_filters(client, question):
    assert 'name="omrade"' not in page(client)


def test_many_questions_are_chosen_among_by_area_and_kind(client, morning, personnel, error):
    questions = asked_by_many(morning, personnel, (f"Nr. {n}?" for n in range(11)))

    assert len(order(page(client))) == 12
    assert order(page(client, "?omrade=arkiv")) == [error.pk]
    assert order(page(client, "?type=feil")) == [error.pk]
    assert set(order(page(client, "?type=sporsmal"))) == {each.pk for each in questions}
    assert len(order(page(client, "?omrade=finnes-ikke&type=tull"))) == 12
    none = page(client, "?omrade=personal&type=feil")
    assert order(none) == []
    assert "Ingen slike spørsmål" in none


def test_a_choice_holds_when_one_votes_pages_and_follows_along(
    client, morning, personnel, error, kari
):
    asked_by_many(morning, personnel, (f"Nr. {n}?" for n in range(37)))
    client.force_login(kari)

    shown = page(client, "?omrade=personal&sorter=nyeste")

    assert 'href="?sorter=stemmer&amp;omrade=personal#questions-title"' in shown
    assert 'href="?sorter=nyeste&amp;omrade=personal&amp;side=2#questions-title"' in shown
    assert '<input type="hidden" name="omrade" value="personal">' in shown
    assert 'data-changes-url="/sporretimer/2026-10-29-oppstart/endringer/?omrade=personal' in shown
    voted = client.post(
        f"/sporsmal/{error.pk}/stemme/", {"sorter": "nyeste", "omrade": "arkiv", "type": '"><b>'}
    )
    assert voted.url == f"{HOUR}?sorter=nyeste&omrade=arkiv#question-{error.pk}"


def test_changes_hold_only_what_was_chosen(client, question, error):
    everything = page(client, "endringer/?siden=0")
    chosen = page(client, "endringer/?omrade=arkiv&siden=0")

    assert set(order(everything)) == {question.pk, error.pk}
    assert order(chosen) == [error.pk]
    tags = {
        client.get(f"{HOUR}endringer/?{query}siden=0")["ETag"] for query in ("", "omrade=arkiv&")
    }
    assert len(tags) == 2


def test_changes_tell_which_part_of_the_plan_the_hour_is_in(client, question, morning, monkeypatch):
    def section(minutes: int) -> tuple[str, str]:
        at = morning.opens_at + timedelta(minutes=minutes)
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)
        answer = client.get(f"{HOUR}endringer/?siden=0")
        return answer.content.decode().split('data-section="')[1].split('"')[0], answer["ETag"]

    status, questions, after = section(0), section(12), section(40)

    assert [status[0], questions[0], after[0]] == ["status", "questions", ""]
    assert len({status[1], questions[1], after[1]}) == 3


def test_a_merge_takes_one_row_away_and_moves_the_count_of_the_other(
    client, question, morning, personnel, lars, hilde_host
):
    other = asked(morning, personnel, lars, "Navn?")
    since = page(client).split('data-live-revision="')[1].split('"')[0]
    actions.merge(question=other, into=question, by=hilde_host, at=MORNING)

    changes = page(client, f"endringer/?siden={since}")

    assert f'<li data-item="{other.pk}" data-gone>' in changes
    assert f'<b id="v{question.pk}" data-count>2</b>' in changes
