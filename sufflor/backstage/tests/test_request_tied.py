"""What stands on a request that was taken into another, and before whoever was asked for advice."""

from __future__ import annotations

import pytest
from django.test import Client

from sufflor.desk import actions
from sufflor.desk.models import Request
from tests.cast import MORNING
from tests.requests import submitted

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def send(kari, liv_first_line):
    def sent(title: str) -> Request:
        return submitted(kari, "Hvordan skjermer jeg?", title=title)

    return sent


def page_of(request: Request, person) -> str:
    client = Client()
    client.force_login(person)
    return client.get(request.work_path).content.decode()


def test_it_says_where_it_went_and_is_taken_out_from_there(send, liv_first_line, per_second_line):
    one, other = send("Skjerming"), send("Skjerme navn")
    actions.join(request=one, into=other, by=liv_first_line, at=MORNING)

    page = page_of(one, liv_first_line)

    assert f"Den er tatt inn i {other.number}, og går videre der." in page
    assert f'href="{other.work_path}"' in page
    assert f'action="{one.work_path}sammenslaing/angring/"' in page
    assert "sammenslaing/angring/" not in page_of(other, liv_first_line)


def test_whoever_sees_only_the_one_gets_no_way_to_the_other(send, liv_first_line, per_second_line):
    one, other = send("Skjerming"), send("Skjerme navn")
    asked = {"specialist": per_second_line, "question": "Vet du?"}
    actions.consult(request=one, **asked, by=liv_first_line, at=MORNING)
    actions.join(request=one, into=other, by=liv_first_line, at=MORNING)

    page = page_of(one, per_second_line)

    assert f"Den er tatt inn i {other.number}" in page
    assert f'href="{other.work_path}"' not in page
    assert "sammenslaing/angring/" not in page


def test_whoever_is_asked_is_shown_the_question_and_the_way_to_answer(
    send, liv_first_line, per_second_line
):
    request = send("Skjerming")
    asked = actions.consult(
        request=request,
        specialist=per_second_line,
        question="Finnes det en innstilling?",
        by=liv_first_line,
        at=MORNING,
    )
    said = "Liv Dahl ber deg om råd:"

    assert said in page_of(request, per_second_line)
    assert "Finnes det en innstilling?" in page_of(request, per_second_line)
    assert said not in page_of(request, liv_first_line)
    actions.advise(consultation=asked, advice="Ja.", by=per_second_line, at=MORNING)
    assert said not in page_of(request, per_second_line)
