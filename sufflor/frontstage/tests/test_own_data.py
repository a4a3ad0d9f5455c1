"""What is kept about somebody, as a file of their own."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.events.queries import history
from sufflor.questions import actions as questions
from tests.cast import MORNING
from tests.requests import submitted

ADDRESS = "/mine/opplysninger.json"
CANARY = "Kanarifugl"


def told(client, person) -> dict[str, object]:
    client.force_login(person)
    answer = client.get(ADDRESS)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    return json.loads(answer.content)


@pytest.fixture
def request_(kari, liv_first_line):
    request = submitted(kari, "Jeg mangler tilgang.", title="Tilgang", is_confidential=False)
    desk.reply(request=request, text="Den er bestilt.", by=liv_first_line, at=MORNING)
    desk.note(request=request, text=CANARY, by=liv_first_line, at=MORNING)
    return request


def test_all_that_one_has_sent_asked_and_voted_for_is_there(client, kari, request_, question):
    facts = told(client, kari)

    assert facts["person"]["username"] == "kari"
    (one,) = facts["requests"]
    assert (one["number"], one["text"]) == (request_.number, "Jeg mangler tilgang.")
    assert [said["text"] for said in one["messages"]] == ["Den er bestilt."]
    assert [asked["text"] for asked in facts["questions"]] == [question.text]
    assert [vote["question__text"] for vote in facts["votes"]] == [question.text]
    assert {deed["verb"] for deed in facts["deeds"]} >= {"request.opened", "question.asked"}


def test_what_helpers_write_among_themselves_and_what_is_of_others_is_not(
    client, kari, lars, request_, question
):
    questions.vote(question=question, by=lars, at=MORNING)

    assert CANARY not in json.dumps(told(client, kari))
    facts = told(client, lars)
    assert (facts["requests"], facts["questions"]) == ([], [])
    assert "Jeg mangler tilgang" not in json.dumps(facts)


def test_a_reply_that_can_still_be_held_back_is_not_there(client, kari, liv_first_line, request_):
    desk.reply(request=request_, text="Vent litt.", by=liv_first_line, at=timezone.now())

    assert len(told(client, kari)["requests"][0]["messages"]) == 1


def test_what_is_about_oneself_and_was_sent_by_another_is_there(client, kari, lars, liv_first_line):
    submitted(kari, "Lars mangler tilgang.", title="Tilgang", concerns=lars)

    (one,) = told(client, lars)["requests"]
    assert (one["text"], one["sent_by_me"]) == ("Lars mangler tilgang.", False)


def test_what_one_may_no_longer_read_is_not(client, kari, lars, liv_first_line):
    request = submitted(kari, "Lars mangler tilgang.", title="Tilgang", concerns=lars)
    request.access.filter(person=lars).update(until=MORNING)

    assert told(client, lars)["requests"] == []


def test_a_look_at_what_is_confidential_is_written_down(client, kari, liv_first_line):
    secret = submitted(kari, "Slett det.", title="Slett", is_confidential=True)

    told(client, kari)

    assert "request.read" in {event.verb for event in history(secret)}


def test_somebody_new_gets_a_file_too(client, stranger):
    facts = told(client, stranger)

    assert (facts["requests"], facts["votes"], facts["mail"]) == ([], [], [])


def test_the_page_on_privacy_leads_there_when_one_is_signed_in(client, kari):
    assert ADDRESS not in client.get("/personvern/").content.decode()
    client.force_login(kari)
    assert ADDRESS in client.get("/personvern/").content.decode()


def test_it_costs_as_many_queries_however_many_requests(
    client, kari, request_, django_assert_max_num_queries
):
    for number in range(5):
        wish = Wish(title=str(number), text="Hei.")
        at = MORNING + timedelta(minutes=number)
        desk.submit(wish=wish, submission=uuid4(), by=kari, at=at)
    told(client, kari)

    with django_assert_max_num_queries(35):
        client.get(ADDRESS)
