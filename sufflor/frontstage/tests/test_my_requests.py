"""My private requests: what was moved out of the public, and the reply to it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions as desk
from sufflor.questions import actions
from tests.cast import MORNING
from tests.hours import asked

pytestmark = pytest.mark.once

LIST = "/mine/henvendelser/"
LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def moved(question, hilde_host, liv_first_line):
    why = "Det står et navn i spørsmålet."
    return actions.move_to_request(question=question, why=why, by=hilde_host, at=MORNING)


def test_the_reporter_reads_what_was_moved_why_and_who_has_it(client, moved, kari):
    client.force_login(kari)

    page = client.get(moved.path).content.decode()

    for said in (
        "Hvordan skjermer jeg et navn?",
        moved.why,
        "Brukerstøtten har fått den.",
        moved.number,
    ):
        assert said in page


def test_the_reporter_reads_the_reply(client, moved, kari, liv_first_line):
    desk.reply(request=moved, text="Bruk Skjerm.", by=liv_first_line, at=LATER)
    client.force_login(kari)

    page = client.get(moved.path).content.decode()

    assert "Bruk Skjerm." in page
    assert "Liv Dahl" in page


def test_nobody_else_finds_it_here(client, moved, lars, liv_first_line):
    for person in (lars, liv_first_line):
        client.force_login(person)
        assert client.get(moved.path).status_code == 404


def test_the_list_has_ones_own_and_costs_few_queries(
    client, moved, kari, lars, django_assert_max_num_queries
):
    client.force_login(kari)
    client.get(LIST)
    with django_assert_max_num_queries(6):
        assert "Hvordan skjermer jeg" in client.get(LIST).content.decode()

    client.force_login(lars)
    assert "Ingenting her ennå" in client.get(LIST).content.decode()


def test_the_person_menu_leads_to_it(client, kari):
    client.force_login(kari)

    assert f'href="{LIST}"' in client.get("/").content.decode()


def test_my_questions_leads_the_asker_to_the_request(client, moved, kari):
    client.force_login(kari)

    page = client.get("/mine/sporsmal/").content.decode()

    assert f'href="{moved.path}"' in page
    assert "skjermer" not in page


def test_my_questions_says_why_one_was_declined(client, question, kari, hilde_host):
    actions.decline(question=question, reason="Hører til lønn.", by=hilde_host, at=MORNING)
    client.force_login(kari)

    page = client.get("/mine/sporsmal/").content.decode()

    assert "Besvares ikke her" in page
    assert "Hører til lønn." in page


def test_a_link_to_a_merged_question_leads_to_the_one_that_stands_for_it(
    client, morning, personnel, question, lars, hilde_host
):
    other = asked(morning, personnel, lars, "Navn?")
    actions.merge(question=other, into=question, by=hilde_host, at=MORNING)

    assert client.get(f"/svar/{other.pk}/")["Location"] == question.path

    answer = actions.answer(question=question, text="Ja.", by=hilde_host, at=MORNING)
    assert client.get(f"/svar/{other.pk}/")["Location"] == answer.path


def test_a_link_to_a_question_merged_into_a_hidden_one_leads_nowhere(
    client, morning, personnel, question, lars, hilde_host
):
    other = asked(morning, personnel, lars, "Navn?")
    actions.merge(question=other, into=question, by=hilde_host, at=MORNING)
    actions.hide(question=question, by=hilde_host, at=MORNING)

    assert client.get(f"/svar/{other.pk}/").status_code == 404


@pytest.mark.usefixtures("nine_in_the_morning")
def test_a_click_on_a_row_that_was_taken_into_another_counts_there(
    client, morning, personnel, question, lars, hilde_host
):
    other = asked(morning, personnel, hilde_host, "Navn?")
    actions.merge(question=other, into=question, by=hilde_host, at=MORNING)
    client.force_login(lars)

    said = client.post(f"/sporsmal/{other.pk}/stemme/", headers={"Accept": "application/json"})

    assert said.json() == {"item": question.pk, "count": 3, "voted": True}
