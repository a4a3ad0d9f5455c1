"""Moving a question out of the public: every word of it goes into the private request."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.desk.models import Request
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import (
    Answer,
    Decline,
    ErrorReport,
    Minutes,
    MinutesEdit,
    MinutesItem,
    Outcome,
    Question,
    QuestionEdit,
    QuestionKind,
    Section,
    Vote,
)
from sufflor.questions.rules import State
from sufflor.search.models import Document
from tests.cast import MORNING
from tests.hours import asked

LATER = MORNING + timedelta(minutes=5)
WHY = "Det står et navn i spørsmålet."


def move(question, by, why=WHY):
    return actions.move_to_request(question=question, why=why, by=by, at=LATER)


def state(question) -> State:
    return rules.state_of(Question.objects.get(pk=question.pk))


@pytest.fixture
def report(morning, personnel, kari):
    return actions.ask(
        hour=morning,
        area=personnel,
        role="alle",
        text="Får ikke åpnet saken",
        detail="Den gjelder Per Persen.",
        kind=QuestionKind.ERROR,
        report=actions.Report(wanted="Åpne", steps="Klikket", message="Feil 17"),
        submission=uuid4(),
        by=kari,
        at=MORNING,
    )


def test_the_question_becomes_a_private_request_of_the_asker(question, kari, hilde_host):
    request = move(question, hilde_host)

    assert (request.reporter, request.area, request.why) == (kari, question.area, WHY)
    assert request.text == "Hvordan skjermer jeg et navn?"
    assert (request.opened_at, request.opened_by) == (LATER, hilde_host)
    assert request.origin == f"questions.question:{question.pk}"
    assert state(question) == State.MOVED


def test_the_request_has_every_word_and_the_question_none(report, morning, hilde_host):
    actions.edit_question(
        question=report,
        text="Får ikke åpnet en sak",
        detail="",
        area=report.area,
        role=report.role,
        reason="Navn.",
        seen=report.stamp,
        by=hilde_host,
        at=MORNING,
    )

    words = move(report, hilde_host).text

    for told in ("Får ikke åpnet en sak", "Per Persen", "Åpne", "Klikket", "Feil 17"):
        assert told in words
    report.refresh_from_db()
    assert (report.text, report.detail) == ("Ble en privat henvendelse", "")
    assert not ErrorReport.objects.exists()
    assert not QuestionEdit.objects.exists()


def test_it_leaves_the_lists_and_search(question, morning, hilde_host):
    actions.pin(question=question, by=hilde_host, at=MORNING)
    actions.answer_now(question=question, by=hilde_host, at=MORNING)

    move(question, hilde_host)

    morning.refresh_from_db()
    assert not Question.objects.public().exists()
    assert not Question.objects.without_end().exists()
    assert not Document.objects.exists()
    assert morning.now_answering is None


def test_open_pages_drop_it(question, morning, hilde_host):
    found = queries.find_hour(morning.slug)

    move(question, hilde_host)

    changed = queries.changes(queries.find_hour(morning.slug), found.revision, LATER)
    assert (changed.gone, changed.rows) == ((question.pk,), ())


def test_its_answer_becomes_the_reply_in_its_writers_name(question, per_second_line, hilde_host):
    answer = actions.answer(question=question, text="Bruk Skjerm.", by=per_second_line, at=MORNING)
    actions.edit_answer(
        answer=answer, text="Bruk Skjerm navn.", seen=answer.stamp, by=per_second_line, at=MORNING
    )

    request = move(question, hilde_host)

    reply = Request.objects.get(pk=request.pk).messages.get()
    assert (reply.text, reply.by, reply.at) == ("Bruk Skjerm navn.", per_second_line, MORNING)
    assert not Answer.objects.exists()
    assert list(queries.answers()) == []


@pytest.mark.parametrize("is_published", [False, True])
def test_an_answer_that_has_become_an_article_is_taken_care_of_first(
    question, hilde_host, is_published
):
    answer = actions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    article = actions.draft_article(answer=answer, title="", by=hilde_host, at=MORNING)
    if is_published:
        actions.publish(answer=answer, by=hilde_host, at=MORNING)

    with pytest.raises(actions.NotInTheQueue) as refused:
        move(question, hilde_host)

    assert "Slett" in str(refused.value.way_out)
    article.delete()
    assert move(question, hilde_host).messages.get().text == "Bruk Skjerm."


def test_the_reason_of_a_decline_goes_with_it(question, hilde_host):
    why = "Gjelder bare Per Persen."
    actions.decline(question=question, reason=why, by=hilde_host, at=MORNING)

    request = move(question, hilde_host)

    assert why in request.text
    assert not Decline.objects.exists()
    assert state(question) == State.MOVED


def test_the_minutes_say_no_more_of_it(question, morning, hilde_host):
    minutes = Minutes.objects.create(hour=morning, frozen_at=MORNING)
    item = MinutesItem.objects.create(
        minutes=minutes,
        section=Section.QUESTIONS,
        position=1,
        question=question,
        outcome=Outcome.CARRIED,
        text="Gjelder Per Persen.",
    )
    MinutesEdit.objects.create(
        minutes=minutes, item=item, text_before="Per", by=hilde_host, at=MORNING
    )

    move(question, hilde_host)

    item.refresh_from_db()
    assert (item.text, item.outcome) == ("", Outcome.MOVED)
    assert not MinutesEdit.objects.exists()


def test_one_that_was_taken_into_another_takes_only_itself_away(
    morning, personnel, kari, lars, hilde_host
):
    one, other = asked(morning, personnel, kari, "Navn?"), asked(morning, personnel, lars, "Per?")
    actions.merge(question=other, into=one, by=hilde_host, at=MORNING)

    move(other, hilde_host)

    one.refresh_from_db()
    assert list(Question.objects.public()) == [one]
    assert not Question.objects.worded().exists()
    assert one.vote_count == Vote.objects.filter(question=one).count() == 2


def test_what_it_had_taken_in_stands_on_its_own_again(morning, personnel, kari, lars, hilde_host):
    one, other = asked(morning, personnel, kari, "Per?"), asked(morning, personnel, lars, "Navn?")
    actions.merge(question=other, into=one, by=hilde_host, at=MORNING)

    move(one, hilde_host)

    other.refresh_from_db()
    assert list(Question.objects.public()) == [other]
    assert other.vote_count == other.votes.count() == 1
    assert Document.objects.get().title == "Navn?"


def test_the_asker_is_told_by_an_event_without_words(question, hilde_host):
    request = move(question, hilde_host)

    assert Event.objects.get(verb="question.moved").details == {"request": request.pk}
    for event in Event.objects.all():
        assert "skjermer" not in str(event.details)


def test_the_asker_finds_the_way_to_the_request_and_others_do_not(question, kari, lars, hilde_host):
    actions.vote(question=question, by=lars, at=MORNING)

    request = move(question, hilde_host)

    [asked_by_me], [voted_by_me] = queries.my_questions(kari), queries.my_questions(lars)
    assert asked_by_me.request_url == request.path
    assert voted_by_me.request_path == ""
    assert asked_by_me.text == voted_by_me.text == "Ble en privat henvendelse"


def test_moving_twice_is_moving_once(question, hilde_host, anne_admin):
    first, second = move(question, hilde_host), move(question, anne_admin)

    assert first == second
    assert Request.objects.count() == 1


def test_moving_needs_a_reason_and_a_host(question, hilde_host, ola_adviser):
    with pytest.raises(actions.NoReason):
        move(question, hilde_host, " ")
    with pytest.raises(NotAllowed):
        move(question, ola_adviser)


def test_nothing_leaves_a_rehearsal(question, morning, hilde_host):
    morning.rehearsal_of_id = None
    copy = Question.objects.get(pk=question.pk).hour
    copy.pk, copy.slug, copy.rehearsal_of = None, "proving", morning
    copy.save()
    Question.objects.update(hour=copy)

    with pytest.raises(actions.StaysInTheRehearsal):
        move(question, hilde_host)


def test_nothing_can_be_done_with_it_here_any_longer(question, hilde_host, morning):
    move(question, hilde_host)

    for deed in (
        lambda: actions.answer(question=question, text="Ja.", by=hilde_host, at=LATER),
        lambda: actions.hide(question=question, by=hilde_host, at=LATER),
        lambda: actions.decline(question=question, reason="x", by=hilde_host, at=LATER),
        lambda: actions.answer_now(question=question, by=hilde_host, at=LATER),
        lambda: actions.pin(question=question, by=hilde_host, at=LATER),
    ):
        with pytest.raises(actions.NotInTheQueue, match="privat henvendelse"):
            deed()
