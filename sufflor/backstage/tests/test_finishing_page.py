"""Ending an hour: refused while a question hangs in the air, and then the minutes are there."""

from __future__ import annotations

import pytest

from sufflor.questions import actions
from sufflor.questions.models import Minutes, OwedAnswer, QuestionHour
from tests.cast import MORNING
from tests.hours import asked

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


DESK = "/sporretimer/2026-10-29-oppstart/styr/"
FINISH = f"{DESK}avslutt/"
MINUTES = f"{DESK}referat/"


def test_a_question_without_end_or_owner_holds_the_hour_open(host, question):
    page = host.get(FINISH).content.decode()
    assert question.text in page
    for deed in ("eier", "avslag", "sammenslaing"):
        assert f"?sporsmal={question.pk}&amp;gjor={deed}&amp;fra=avslutt#desk" in page

    response = host.post(FINISH)

    assert response.status_code == 409
    assert str(response.context["problem"]) in response.content.decode()
    assert question.text in response.content.decode()
    assert not Minutes.objects.exists()


def test_all_get_an_owner_in_one_go_and_then_the_hour_ends(
    host, morning, question, personnel, lars, hilde_host
):
    asked(morning, personnel, lars, "Et annet?")

    page = host.post(f"{FINISH}eier/", follow=True)
    assert "2 spørsmål har fått noen som skriver svaret." in page.content.decode()
    assert page.context["left"] == []
    response = host.post(FINISH, follow=True)

    assert response.redirect_chain == [(MINUTES, 303)]
    assert OwedAnswer.objects.count() == 2
    morning.refresh_from_db()
    assert morning.finished_by == hilde_host
    assert "Et annet?" in response.content.decode()
    assert host.get(FINISH)["Location"] == MINUTES


def test_ending_one_by_one_leads_back_here_each_time(host, question):
    response = host.post(
        f"/sporsmal/{question.pk}/avslag/", {"reason": "Spør Orakel.", "fra": "avslutt"}
    )

    assert response["Location"] == FINISH
    assert host.get(FINISH).context["left"] == []


def test_an_hour_that_has_not_begun_cannot_be_ended(host, morning, monkeypatch):
    before = morning.opens_at
    monkeypatch.setattr("django.utils.timezone.now", lambda: before)

    assert f'action="{FINISH}"' not in host.get(FINISH).content.decode()
    assert host.post(FINISH).status_code == 409
    assert not Minutes.objects.exists()


def test_what_is_hidden_still_has_to_be_ended(host, question, hilde_host):
    actions.hide(question=question, by=hilde_host, at=MORNING)

    assert host.get(FINISH).context["left"] == [question]
    assert host.post(FINISH).status_code == 409


def test_only_hosts_end_an_hour(client, question, morning, ola_adviser, lars):
    for person in (ola_adviser, lars):
        client.force_login(person)
        for address in (FINISH, MINUTES):
            assert client.get(address).status_code == 403
            assert client.post(address).status_code == 403
        assert client.post(f"{FINISH}eier/").status_code == 403

    assert QuestionHour.objects.get().finished_at is None
    assert not OwedAnswer.objects.exists()


def test_a_page_with_many_left_costs_few_queries(
    host, morning, personnel, kari, django_assert_max_num_queries
):
    for number in range(12):
        asked(morning, personnel, kari, f"Spørsmål {number}")
    host.get("/styring/")

    with django_assert_max_num_queries(9):
        host.get(FINISH)
