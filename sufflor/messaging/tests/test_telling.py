"""Who is told of what, and that it is once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from sufflor.desk import actions as desk
from sufflor.events.models import Event, Outgoing
from sufflor.events.retries import MOST_ATTEMPTS
from sufflor.events.verbs import TOLD_OUTSIDE
from sufflor.messaging import actions, telling
from sufflor.messaging.couriers import FolderCourier
from sufflor.messaging.models import Delivery, Preference
from sufflor.messaging.telling import TELLERS
from sufflor.messaging.worker import Worker
from sufflor.questions import actions as questions
from tests.cast import MORNING
from tests.hours import asked


@pytest.fixture
def tell(tmp_path):
    """Let a worker make deliveries of all that has happened."""
    worker = Worker(FolderCourier(tmp_path))

    def tell():
        while worker.tell_next():
            pass

    return tell


def told(kind="answered"):
    found = Delivery.objects.filter(kind=kind).order_by("recipient__username")
    return list(found.values_list("recipient__username", flat=True))


def test_an_answer_is_told_to_those_who_asked_and_voted(answered, tell):
    tell()

    assert told() == ["kari", "lars"]


def test_an_event_is_on_its_way_out_in_the_transaction_of_its_deed(question, hilde_host):
    with transaction.atomic():
        questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
        assert Outgoing.objects.get().event.verb == "question.answered"
        transaction.set_rollback(True)

    assert not Outgoing.objects.exists()


def test_a_vote_is_nothing_that_goes_out(question, lars):
    questions.vote(question=question, by=lars, at=MORNING)

    assert not Outgoing.objects.exists()


def test_telling_twice_is_the_same_as_telling_once(answered, tell):
    tell()
    before = set(Delivery.objects.values_list("key", "message_id"))

    Outgoing.objects.update(done_at=None)
    tell()

    assert set(Delivery.objects.values_list("key", "message_id")) == before


def test_what_is_lost_and_told_again_keeps_its_message_id(answered, tell):
    """A database that was restored from yesterday sends what the receivers know already."""
    tell()
    before = set(Delivery.objects.values_list("message_id", flat=True))

    Delivery.objects.all().delete()
    Outgoing.objects.update(done_at=None)
    tell()

    assert set(Delivery.objects.values_list("message_id", flat=True)) == before


def test_those_whose_question_was_taken_into_another_are_told_too(
    morning, personnel, question, kari, lars, stranger, hilde_host, tell
):
    same = asked(morning, personnel, lars, "Skjerme navn, hvordan?")
    once_more = asked(morning, personnel, stranger, "Skjule navn?")
    for each, into in ((once_more, same), (same, question)):
        questions.merge(question=each, into=into, by=hilde_host, at=MORNING)

    questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    tell()

    assert told() == ["kari", "lars", "stranger"]


def test_one_who_stands_behind_both_questions_is_told_once(
    morning, personnel, question, kari, hilde_host, tell
):
    same = asked(morning, personnel, kari, "Skjerme navn, hvordan?")
    questions.merge(question=same, into=question, by=hilde_host, at=MORNING)

    questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    tell()

    assert told() == ["kari"]


def test_a_question_taken_into_one_with_an_answer_tells_only_the_newcomers(
    answered, morning, personnel, stranger, hilde_host, tell
):
    tell()
    late = asked(morning, personnel, stranger, "Skjule navn?")

    questions.merge(question=late, into=answered.question, by=hilde_host, at=MORNING)
    tell()

    assert told() == ["kari", "lars", "stranger"]


def test_nobody_is_told_of_their_own_deed(morning, personnel, hilde_host, lars, tell):
    own = asked(morning, personnel, hilde_host)
    questions.vote(question=own, by=lars, at=MORNING)

    questions.answer(question=own, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    tell()

    assert told() == ["lars"]


def test_an_edit_is_told_once_per_edit_and_not_to_the_editor(answered, kari, hilde_host, tell):
    for text in ("Bruk Skjerm-knappen.", "Bruk Skjerm-knappen øverst."):
        answered.refresh_from_db()
        answered = questions.edit_answer(
            answer=answered, text=text, seen=answered.stamp, by=hilde_host, at=MORNING
        )
    tell()

    assert told("edited") == ["kari", "kari", "lars", "lars"]
    assert Delivery.objects.filter(kind="edited", next_at__gt=MORNING).count() == 4


def test_the_reason_for_declining_is_for_those_who_asked(question, kari, lars, hilde_host, tell):
    questions.vote(question=question, by=lars, at=MORNING)

    questions.decline(question=question, reason="Hører til lønn.", by=hilde_host, at=MORNING)
    tell()

    assert told("declined") == ["kari"]


def test_a_question_made_private_is_told_only_to_the_one_whose_it_is(
    question, kari, lars, personnel, hilde_host, tell
):
    questions.vote(question=question, by=lars, at=MORNING)

    questions.move_to_request(question=question, why="Et navn.", by=hilde_host, at=MORNING)
    tell()

    assert told("moved") == ["kari"]


def test_a_reply_to_a_private_request_is_told_to_the_one_whose_it_is(
    question, lars, hilde_host, liv_first_line, tell
):
    questions.vote(question=question, by=lars, at=MORNING)
    request = questions.move_to_request(
        question=question, why="Et navn.", by=hilde_host, at=MORNING
    )

    desk.reply(request=request, text="Bruk Skjerm.", by=liv_first_line, at=MORNING)
    tell()

    assert told("replied") == ["kari"]


def test_an_answer_that_came_along_to_the_request_is_not_told_once_more(answered, hilde_host, tell):
    later = MORNING + timedelta(minutes=5)

    questions.move_to_request(question=answered.question, why="Et navn.", by=hilde_host, at=later)
    tell()

    assert told("moved") == ["kari"]
    assert told("replied") == []


def test_a_rehearsal_tells_nobody(question, morning, hilde_host, tell):
    copy = questions.rehearse(hour=morning, by=hilde_host, at=MORNING)
    question.hour = copy
    question.save()

    questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    tell()

    assert told() == []
    assert not Outgoing.objects.waiting().exists()


def test_each_is_told_in_their_own_language(answered, kari, tell):
    Preference.objects.create(person=kari, language="nn")

    tell()

    assert dict(Delivery.objects.values_list("recipient__username", "language")) == {
        "kari": "nn",
        "lars": "nb",
    }


def test_everything_told_outside_has_a_teller():
    assert set(TELLERS) >= TOLD_OUTSIDE


def test_an_event_that_cannot_be_told_is_tried_again_and_then_given_up(answered, tell, monkeypatch):
    def broken(event):
        raise ZeroDivisionError

    monkeypatch.setattr(telling, "TELLERS", {"question.answered": broken})
    for _ in range(MOST_ATTEMPTS):
        Outgoing.objects.update(due_at=MORNING)
        tell()

    dead = Outgoing.objects.get()
    assert dead.is_given_up
    assert dead.fault == "builtins.ZeroDivisionError"
    assert not Delivery.objects.exists()


def test_an_event_that_takes_its_worker_down_each_time_is_given_up(answered, tell):
    Outgoing.objects.update(attempts=MOST_ATTEMPTS)

    tell()

    assert Outgoing.objects.get().is_given_up


def test_a_poisoned_event_stands_in_nobodys_way(answered, morning, personnel, kari, lars, tell):
    Event.objects.filter(verb="question.answered").update(verb="question.unheard_of")
    other = asked(morning, personnel, kari, "Hva med bilder?")
    questions.answer(question=other, text="Også dem.", by=answered.written_by, at=MORNING)

    tell()

    assert told() == ["kari"]


def test_events_become_visible_in_any_order(question, hilde_host, tell):
    """There is no cursor: a deed that began before another may well be committed after it."""
    questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    late = Outgoing.objects.get()
    Outgoing.objects.all().delete()
    tell()

    Outgoing.objects.create(event=late.event, due_at=late.due_at)
    tell()

    assert told() == ["kari"]


def test_delivering_what_is_delivered_changes_nothing(answered, tell, kari):
    tell()
    Delivery.objects.update(state="sent", sent_at=MORNING)

    event = Event.objects.get(verb="question.answered")
    actions.deliver(told=telling.told_by(event), at=timezone.now())

    assert not Delivery.objects.waiting().exists()
