"""Releasing, hiding, mending and pinning: the list that everyone reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from sufflor.events.models import Event, TopicItem
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions, rules
from sufflor.questions.models import Moderation, Question, QuestionEdit, Vote
from sufflor.questions.rules import State
from sufflor.search.models import Document
from tests.cast import MORNING
from tests.hours import asked

LATER = MORNING + timedelta(minutes=5)
NOBODY = "15837600186"


@pytest.fixture
def held(morning, personnel, kari):
    morning.moderation = Moderation.BEFORE
    morning.save()
    return asked(morning, personnel, kari)


def mend(question, by, **more):
    wanted = {
        "text": "Hvordan skjermer jeg et navn i journalen?",
        "detail": question.detail,
        "area": question.area,
        "role": question.role,
        "reason": "Tydeligere.",
        "seen": question.stamp,
        "at": LATER,
        **more,
    }
    return actions.edit_question(question=question, by=by, **wanted)


def state(question) -> State:
    return rules.state_of(Question.objects.select_related("hour").get(pk=question.pk))


def test_a_host_releases_what_was_held_and_everyone_finds_it(held, hilde_host):
    actions.release(question=held, by=hilde_host, at=LATER)

    held.refresh_from_db()
    assert (held.released_at, held.released_by) == (LATER, hilde_host)
    assert list(Question.objects.public()) == [held]
    assert Document.objects.get().title == held.text


def test_releasing_twice_or_what_everyone_reads_changes_nothing(held, hilde_host):
    actions.release(question=held, by=hilde_host, at=LATER)
    actions.release(question=held, by=hilde_host, at=LATER + timedelta(minutes=1))

    held.refresh_from_db()
    assert held.released_at == LATER
    assert Event.objects.filter(verb="question.released").count() == 1


def test_what_is_held_is_not_answered_before_a_host_has_read_it(held, hilde_host):
    with pytest.raises(actions.NotInTheQueue, match="lest av en programleder") as refused:
        actions.answer(question=held, text="Ja.", by=hilde_host, at=MORNING)

    assert "slipp det fram" in str(refused.value.way_out)


def test_a_hidden_question_leaves_every_list_and_comes_back(question, morning, hilde_host):
    actions.answer_now(question=question, by=hilde_host, at=MORNING)
    actions.hide(question=question, by=hilde_host, at=LATER)
    actions.hide(question=question, by=hilde_host, at=LATER)

    morning.refresh_from_db()
    assert state(question) == State.HIDDEN
    assert not Question.objects.public().exists()
    assert not Document.objects.exists()
    assert morning.now_answering is None

    actions.show_again(question=question, by=hilde_host, at=LATER)
    actions.show_again(question=question, by=hilde_host, at=LATER)

    assert state(question) == State.WAITING
    assert Document.objects.get().title == question.text
    told = Event.objects.filter(verb__in=["question.hidden", "question.shown_again"])
    assert told.count() == 2


def test_what_was_held_before_it_was_hidden_is_held_again(held, hilde_host):
    actions.hide(question=held, by=hilde_host, at=LATER)
    actions.show_again(question=held, by=hilde_host, at=LATER)

    assert state(held) == State.HELD
    assert not Document.objects.exists()


def test_open_pages_learn_that_a_question_is_hidden(question, morning, hilde_host):
    before = TopicItem.objects.get(item=question.pk).change_revision

    actions.hide(question=question, by=hilde_host, at=LATER)

    assert TopicItem.objects.get(item=question.pk).change_revision > before


def test_an_answered_question_is_not_hidden_and_the_refusal_says_what_to_do(question, hilde_host):
    actions.answer(question=question, text="Ja.", by=hilde_host, at=MORNING)

    with pytest.raises(actions.NotInTheQueue, match="«Besvart»") as refused:
        actions.hide(question=question, by=hilde_host, at=LATER)

    assert str(refused.value.way_out) == "Rett svaret i stedet."


def test_a_mended_question_says_so_and_keeps_what_it_said_and_its_voters(
    question, archive, lars, hilde_host
):
    actions.vote(question=question, by=lars, at=MORNING)

    mended = mend(question, hilde_host, area=archive, detail="I Elements.")

    edit = QuestionEdit.objects.get()
    assert (mended.area, mended.detail, mended.edited_at) == (archive, "I Elements.", LATER)
    assert (edit.text_before, edit.reason) == ("Hvordan skjermer jeg et navn?", "Tydeligere.")
    assert mended.vote_count == Vote.objects.count() == 2
    assert Document.objects.get().title == "Hvordan skjermer jeg et navn i journalen?"


def test_history_does_not_keep_the_words_of_a_question(question, hilde_host):
    mend(question, hilde_host)

    for event in Event.objects.all():
        assert "skjermer" not in str(event.details)


def test_saving_a_question_unchanged_is_no_edit(question, hilde_host):
    mend(question, hilde_host, text=question.text, reason="")

    question.refresh_from_db()
    assert question.edited_at is None


def test_two_hosts_who_mend_at_once_do_not_overwrite_each_other(question, hilde_host, anne_admin):
    seen = question.stamp
    mend(question, hilde_host, text="Først.")

    with pytest.raises(actions.QuestionEditedMeanwhile):
        mend(question, anne_admin, text="Så.", seen=seen)

    question.refresh_from_db()
    assert question.text == "Først."


def test_mending_needs_a_reason(question, hilde_host):
    with pytest.raises(actions.NoReason):
        mend(question, hilde_host, reason=" ")


def test_mending_does_not_bring_in_a_number_that_was_not_there(
    morning, personnel, kari, hilde_host, question
):
    with pytest.raises(actions.NumberInPublic):
        mend(question, hilde_host, detail=f"Gjelder {NOBODY}")


def test_a_number_that_the_asker_has_spoken_for_does_not_stop_a_host(question, archive, hilde_host):
    Question.objects.update(detail=f"Nummer {NOBODY}")
    question.refresh_from_db()

    mended = mend(question, hilde_host, area=archive)

    assert mended.area == archive


def test_mending_the_answered_changes_what_the_answer_is_found_by(question, hilde_host):
    actions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)

    mend(question, hilde_host)

    document = Document.objects.get()
    assert (document.kind, document.title) == (
        "answer",
        "Hvordan skjermer jeg et navn i journalen?",
    )


def test_what_is_pinned_stands_on_top_and_can_be_let_down(
    morning, personnel, kari, lars, hilde_host
):
    first, second = asked(morning, personnel, kari, "A"), asked(morning, personnel, kari, "B")
    actions.vote(question=first, by=lars, at=MORNING)

    actions.pin(question=second, by=hilde_host, at=MORNING)
    actions.pin(question=second, by=hilde_host, at=LATER)

    assert list(Question.objects.ranked()) == [second, first]

    actions.unpin(question=second, by=hilde_host, at=LATER)
    actions.unpin(question=second, by=hilde_host, at=LATER)

    assert list(Question.objects.ranked()) == [first, second]
    assert Event.objects.filter(verb__in=["question.pinned", "question.unpinned"]).count() == 2


def test_what_is_not_in_the_list_is_not_pinned(question, hilde_host):
    actions.hide(question=question, by=hilde_host, at=MORNING)

    with pytest.raises(actions.NotInTheQueue):
        actions.pin(question=question, by=hilde_host, at=MORNING)


def test_the_order_of_a_list_is_read_from_its_index(question, morning):
    if connection.vendor == "postgresql":
        # A handful of rows is sooner sorted than looked up.
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")

    plan = Question.objects.filter(hour=morning).ranked().explain()

    assert "questions_ranked" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


@pytest.mark.parametrize(
    "deed", [actions.release, actions.hide, actions.show_again, actions.pin, actions.unpin]
)
def test_only_hosts_moderate(question, ola_adviser, deed):
    with pytest.raises(NotAllowed):
        deed(question=question, by=ola_adviser, at=MORNING)


def test_only_hosts_mend_questions(question, ola_adviser):
    with pytest.raises(NotAllowed):
        mend(question, ola_adviser)
