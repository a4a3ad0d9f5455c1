"""Addresses that hold: of the hour to ask in now, and of a question wherever it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.questions import actions
from tests.cast import MORNING
from tests.hours import asked, asked_by_many

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


HOUR = "/sporretimer/2026-10-29-oppstart/"


def leads(client, question) -> str:
    response = client.get(f"/sporsmal/{question.pk}/")
    assert response.status_code == 302, response.status_code
    return response.url


@pytest.mark.parametrize("address", ["/spor/", "/spør/", "/nn/spor/"])
def test_the_short_address_leads_to_the_form_of_the_next_hour(client, morning, address):
    response = client.get(f"{address}?slag=feil")

    assert response.status_code == 302
    assert response.url.endswith(f"{HOUR}?slag=feil#ask-card")


def test_without_a_next_hour_it_leads_to_the_list(client, morning, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: morning.closes_at + timedelta(days=1))

    assert client.get("/spor/").url == "/sporretimer/#ask-card"


def test_a_question_is_found_on_its_page_of_the_list(client, morning, personnel, kari):
    first = asked(morning, personnel, kari, "Den første?")
    last = asked_by_many(morning, personnel, (f"Nr. {n}?" for n in range(40)))[-1]

    assert leads(client, first) == f"{HOUR}#question-{first.pk}"
    assert leads(client, last) == f"{HOUR}?side=2#question-{last.pk}"


def test_a_merged_question_leads_to_what_stands_for_it_and_then_to_its_answer(
    client, question, morning, personnel, lars, hilde_host
):
    other, third = (asked(morning, personnel, lars, f"Navn {n}?") for n in range(2))
    actions.merge(question=other, into=question, by=hilde_host, at=MORNING)
    actions.merge(question=question, into=third, by=hilde_host, at=MORNING)

    assert leads(client, other) == leads(client, third) == f"{HOUR}#question-{third.pk}"

    answer = actions.answer(question=third, text="Ja.", by=hilde_host, at=MORNING)
    assert leads(client, other) == answer.path


def test_an_old_link_into_the_list_still_finds_its_row(
    client, question, morning, personnel, lars, hilde_host
):
    other = asked(morning, personnel, lars, "Navn i andre ord?")
    actions.merge(question=other, into=question, by=hilde_host, at=MORNING)

    page = client.get(HOUR).content.decode()

    row = page.split(f'id="question-{question.pk}"')[1].split("</li></ol>")[0]
    assert f'<span id="question-{other.pk}">' in row
    assert "1 likt spørsmål er slått sammen med dette" in row
    assert "Navn i andre ord?" in row


@pytest.mark.parametrize(
    "end",
    [
        lambda q, by: actions.hide(question=q, by=by, at=MORNING),
        lambda q, by: actions.decline(question=q, reason="HR svarer.", by=by, at=MORNING),
        lambda q, by: actions.move_to_request(question=q, why="Navn.", by=by, at=MORNING),
    ],
    ids=["hidden", "declined", "moved"],
)
def test_what_is_out_of_the_public_leads_its_asker_home_and_nobody_else(
    client, question, kari, lars, hilde_host, end
):
    end(question, hilde_host)

    assert client.get(f"/sporsmal/{question.pk}/").status_code == 404
    client.force_login(lars)
    assert client.get(f"/sporsmal/{question.pk}/").status_code == 404
    client.force_login(kari)
    assert leads(client, question) == f"/mine/sporsmal/#question-{question.pk}"


def test_a_question_that_a_host_has_not_read_is_found_by_nobody(
    client, morning, personnel, kari, lars
):
    morning.moderation = "before"
    morning.save()
    question = asked(morning, personnel, kari)
    client.force_login(lars)

    assert client.get(f"/sporsmal/{question.pk}/").status_code == 404
