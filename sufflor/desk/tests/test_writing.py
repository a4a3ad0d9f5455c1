"""Words to the user, from the user, and among helpers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Draft, Link, Message, Note, Request, State
from sufflor.desk.tests.conftest import ENOUGH
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING

SOON = MORNING + timedelta(seconds=10)
LATER = MORNING + timedelta(hours=1)


def replied(request, by, text="Bruk Skjerm.", at=MORNING):
    return actions.reply(request=request, text=text, by=by, at=at)


def test_a_reply_stops_the_clock_and_is_read_when_it_has_left(request_, liv_first_line):
    replied(request_, liv_first_line)

    request_.refresh_from_db()
    assert request_.answered_at == MORNING
    assert request_.due_at is None
    assert not queries.messages(request_, SOON).exists()
    assert queries.messages(request_, LATER).get().text == "Bruk Skjerm."


def test_the_same_reply_twice_is_one(request_, liv_first_line):
    assert replied(request_, liv_first_line) == replied(request_, liv_first_line, at=SOON)
    assert Message.objects.count() == 1


def test_a_reply_is_held_back_while_it_has_not_left_and_becomes_a_draft(request_, liv_first_line):
    said = replied(request_, liv_first_line)

    actions.hold_back(message=said, by=liv_first_line, at=SOON)

    request_.refresh_from_db()
    assert not Message.objects.exists()
    assert Draft.objects.get().text == "Bruk Skjerm."
    assert request_.answered_at is None


def test_what_a_held_back_reply_resolved_is_open_again_with_its_time(request_, liv_first_line):
    due_at = request_.due_at
    said = actions.resolve(request=request_, text="Slik.", by=liv_first_line, at=MORNING)

    actions.hold_back(message=said, by=liv_first_line, at=SOON)

    request_.refresh_from_db()
    assert (request_.state, request_.resolved_at, request_.resolved_by) == ("open", None, None)
    assert request_.due_at == due_at


def test_what_has_left_is_not_held_back(request_, liv_first_line):
    said = replied(request_, liv_first_line)

    with pytest.raises(actions.AlreadySent):
        actions.hold_back(message=said, by=liv_first_line, at=LATER)

    assert Message.objects.exists()


def test_two_who_reply_at_once_both_keep_their_text_and_the_second_is_told(
    request_, liv_first_line
):
    seen = request_.revision
    replied(request_, liv_first_line)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.reply(request=request_, text="Et annet.", by=liv_first_line, at=SOON, seen=seen)


@pytest.mark.parametrize("text", ["", " \u200b", "x" * 8001])
def test_nothing_and_too_much_is_not_sent(request_, liv_first_line, text):
    with pytest.raises(actions.NothingWritten):
        replied(request_, liv_first_line, text)


def test_a_note_is_no_message_and_a_mention_lets_a_helper_in(
    request_, liv_first_line, per_second_line, kari
):
    actions.note(request=request_, text="Hva sier du, @per? @kari", by=liv_first_line, at=MORNING)

    assert Note.objects.count() == 1
    assert not Message.objects.exists()
    assert rules.may_note(per_second_line, request_, MORNING)
    assert not rules.may_work(per_second_line, request_, MORNING)
    assert not rules.may_note(kari, request_, MORNING)


def test_the_user_writes_and_what_waits_for_them_is_open_again(request_, kari, liv_first_line):
    actions.wait(
        request=request_,
        state=State.WAITING_USER,
        waits_for="Saksnummeret",
        wake_at=LATER,
        by=liv_first_line,
        at=MORNING,
    )

    actions.write(request=request_, text="24/117", by=kari, at=SOON)

    request_.refresh_from_db()
    assert (request_.state, request_.waits_for, request_.wake_at) == (State.OPEN, "", None)


def test_a_reply_from_the_user_opens_what_is_resolved(request_, kari, liv_first_line):
    actions.resolve(request=request_, text="Slik.", by=liv_first_line, at=MORNING)

    actions.write(request=request_, text="Det virker ikke.", by=kari, at=LATER)

    request_.refresh_from_db()
    assert request_.state == State.OPEN
    assert request_.resolved_at is None


def test_after_a_month_it_becomes_a_new_request_beside_the_old(request_, kari, liv_first_line):
    actions.resolve(request=request_, text="Slik.", by=liv_first_line, at=MORNING)
    much_later = MORNING + rules.REOPENS_WITHIN + timedelta(days=1)

    fresh, _said = actions.write(request=request_, text="Igjen.", by=kari, at=much_later)

    assert fresh != request_
    assert Link.objects.get().other == request_
    request_.refresh_from_db()
    assert request_.state == State.RESOLVED


def test_a_late_reply_pressed_twice_is_one_new_request(request_, kari, liv_first_line):
    actions.found_out(request=request_, by=kari, at=MORNING)

    for seconds in (0, 1):
        at = MORNING + timedelta(seconds=seconds)
        fresh, _said = actions.write(request=request_, text="En ting til.", by=kari, at=at)

    assert fresh != request_
    assert Request.objects.count() == 2


def test_strangers_and_former_holders_do_not_reply(
    request_, second_line, liv_first_line, lars, kari
):
    actions.hand_over(
        request=request_, to=second_line, reason=None, note=ENOUGH, by=liv_first_line, at=MORNING
    )

    for each in (liv_first_line, lars, kari):
        with pytest.raises(NotAllowed):
            replied(request_, each, at=LATER)
    with pytest.raises(NotAllowed):
        actions.write(request=request_, text="Hei.", by=lars, at=LATER)


def test_one_who_has_it_keeps_it_from_no_one_in_the_group(
    request_, liv_first_line, records_department
):
    actions.take(request=request_, by=liv_first_line, at=MORNING)

    assert Request.objects.get(pk=request_.pk).assignee == liv_first_line
    actions.let_lie(request=request_, by=liv_first_line, at=SOON)
    assert Request.objects.get(pk=request_.pk).assignee is None
    assert rules.may_work(liv_first_line, request_, SOON)
