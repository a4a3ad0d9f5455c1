"""What an address is told: of its own requests as its key lets it, else what everyone may read."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.announcements import actions as announcements
from sufflor.announcements.actions import Wording
from sufflor.api import actions as api
from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.events.verbs import TOLD_TO_SYSTEMS, VERBS
from sufflor.lib.refusals import NotAllowed
from sufflor.messaging import schedule
from sufflor.questions import actions as questions
from sufflor.rollout import actions as rollout
from sufflor.rollout.actions import Wording as Words
from sufflor.webhooks import actions, subjects
from sufflor.webhooks.actions import WebhookWish
from sufflor.webhooks.models import Kind, Sending, State
from tests.cast import DAY, MORNING

SECRETS = ("Hemmelig", "Kari", "kari")


@pytest.fixture
def request_of(liv_first_line):
    def sent(person):
        wish = Wish(title="Hemmelig tittel", text="Hemmelig tekst om Kari")
        return desk.submit(wish=wish, submission=uuid4(), by=person, at=MORNING)

    return sent


@pytest.fixture
def rollout_today(anne_admin):
    return rollout.plan_rollout(
        wording=Words("Elements"), dates=[DAY], policies=[], by=anne_admin, at=MORNING
    )


def test_every_event_that_systems_are_told_of_has_a_kind() -> None:
    assert set(subjects.KINDS) == TOLD_TO_SYSTEMS
    assert set(subjects.KINDS.values()) == set(Kind) == set(subjects.TELLERS)
    assert set(VERBS) >= TOLD_TO_SYSTEMS


def test_a_system_hears_of_its_own_requests_and_of_nobody_elses(
    hook, token, kari, request_of, send, place
) -> None:
    own = request_of(token.person)
    request_of(kari)

    send()

    (came,) = place.came
    assert came.said["type"] == "request.created"
    assert came.said["data"] == {
        "id": own.pk,
        "number": own.number,
        "state": "open",
        "page": f"http://127.0.0.1:8000/mine/henvendelser/{own.pk}/",
    }
    assert not any(word in came.body.decode() for word in SECRETS)


def test_an_answer_is_told_of_when_it_can_no_longer_be_held_back(
    hook, token, request_of, liv_first_line, send, place
) -> None:
    own = request_of(token.person)
    said = desk.resolve(request=own, text="Hemmelig svar", by=liv_first_line, at=MORNING)
    send()
    assert [each.said["type"] for each in place.came] == ["request.created"]

    send(said.sent_at)

    assert place.came[-1].said["type"] == "request.resolved"
    assert place.came[-1].said["data"]["state"] == "resolved"
    assert not any(word in place.came[-1].body.decode() for word in SECRETS)


@pytest.mark.parametrize("how", ["key taken back", "key run out", "account closed"])
def test_who_can_read_no_more_is_told_no_more(
    hook, token, request_of, send, place, anne_admin, how
) -> None:
    request_of(token.person)
    at = MORNING
    if how == "key taken back":
        api.revoke_key(token=token, by=anne_admin, at=MORNING)
    elif how == "key run out":
        at = MORNING + timedelta(days=31)
    else:
        token.person.is_active = False
        token.person.save()

    send(at)

    assert place.came == []
    assert set(Sending.objects.values_list("state", flat=True)) <= {State.DROPPED}


def test_an_answer_to_a_question_is_told_of(add, question, hilde_host, send, place) -> None:
    add(Kind.QUESTION_ANSWERED, system=None)
    answer = questions.answer(question=question, text="Hemmelig", by=hilde_host, at=MORNING)

    send()

    said = place.came[0].said
    assert said["data"]["id"] == question.pk
    assert said["data"]["page"].endswith(answer.path)
    assert "Hemmelig" not in json.dumps(said)


@pytest.fixture
def notice(anne_admin, records_department):
    return announcements.post(
        wording=Wording("Hemmelig tittel", "Hemmelig tekst"),
        unit=records_department,
        contact="hjelp@nidelva.example",
        by=anne_admin,
        at=MORNING,
    )


def test_a_notice_is_told_of_and_not_what_it_says(add, notice, send, place) -> None:
    add(Kind.NOTICE_PUBLISHED, system=None)

    send()

    assert place.came[0].said["data"]["id"] == notice.pk
    assert "Hemmelig" not in place.came[0].body.decode()


def test_what_was_taken_from_the_public_is_not_told_of(
    add, notice, send, tell, place, anne_admin
) -> None:
    add(Kind.NOTICE_PUBLISHED, system=None)
    tell()
    announcements.withdraw(notice=notice, by=anne_admin, at=MORNING)

    send()

    assert place.came == []
    assert Sending.objects.get().state == State.DROPPED


def test_a_rollout_day_begins_and_ends_by_the_clock(add, rollout_today, send, place) -> None:
    add(Kind.DAY_OPENED, Kind.DAY_CLOSED, system=None)
    entry = next(each for each in schedule.SCHEDULE if each.name == "rollout_day")
    for at in (MORNING, MORNING + timedelta(days=1)):
        for due in entry.due(at):
            entry.do(due, at)

    send(MORNING + timedelta(days=2))

    told = {(each.said["type"], each.said["data"]["date"]) for each in place.came}
    assert told == {
        ("rollout_day.opened", DAY.isoformat()),
        ("rollout_day.closed", DAY.isoformat()),
    }
    stamps = {each.said["timestamp"] for each in place.came}
    assert stamps == {"2026-10-28T23:00:00+00:00", "2026-10-29T23:00:00+00:00"}


def test_of_requests_only_a_system_hears_that_can_read_them(anne_admin, place) -> None:
    wish = WebhookWish("Innsida", place.url, (Kind.REQUEST_CREATED,))

    with pytest.raises(actions.NoSystem):
        actions.add_webhook(wish=wish, by=anne_admin, at=MORNING)


@pytest.mark.parametrize("url", ["http://hook.example/", "hook.example", "https://a:b@h.example/"])
def test_an_address_is_whole_and_sealed(anne_admin, url, settings) -> None:
    settings.WEBHOOK_REACH = "outside"
    wish = WebhookWish("Innsida", url, (Kind.NOTICE_PUBLISHED,))

    with pytest.raises(actions.BadAddress):
        actions.add_webhook(wish=wish, by=anne_admin, at=MORNING)


def test_only_administrators_keep_addresses(kari, place) -> None:
    wish = WebhookWish("Innsida", place.url, (Kind.NOTICE_PUBLISHED,))

    with pytest.raises(NotAllowed):
        actions.add_webhook(wish=wish, by=kari, at=MORNING)
