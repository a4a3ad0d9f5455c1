"""Svar fra spørretimene, and my own questions."""

from __future__ import annotations

import pytest

from sufflor.questions import actions
from sufflor.questions.models import Question
from tests.cast import MORNING
from tests.hours import asked, asked_by_many


@pytest.fixture
def answer(question, hilde_host):
    return actions.answer(
        question=question, text="Bruk Skjerm.\n\n- først\n- så", by=hilde_host, at=MORNING
    )


def test_an_answer_has_a_page_of_its_own(client, answer):
    page = client.get(answer.path).content.decode()

    assert answer.question.text in page
    assert "<li>først</li>" in page
    assert "Dokumentasjonsforvaltningen" in page


@pytest.mark.parametrize("address", ["/svar/{0}/", "/svar/{0}-noe-helt-annet/"])
def test_other_words_lead_to_the_lasting_address(client, answer, address):
    response = client.get(address.format(answer.pk))

    assert response.status_code == 301
    assert response.url == answer.path
    assert client.get("/nn" + address.format(answer.pk)).url == "/nn" + answer.path


@pytest.mark.parametrize("number", [0, 10**30])
def test_an_answer_that_does_not_exist_is_404(client, db, number):
    assert client.get(f"/svar/{number}/").status_code == 404


def test_the_answer_to_a_hidden_question_is_nowhere(client, answer, hilde_host):
    Question.objects.update(hidden_at=MORNING, hidden_by=hilde_host)

    assert client.get(answer.path).status_code == 404
    assert answer.question.text not in client.get("/svar/").content.decode()


def test_an_edited_answer_says_so(client, answer, hilde_host):
    actions.edit_answer(
        answer=answer, text="Bruk noe annet.", seen=answer.stamp, by=hilde_host, at=MORNING
    )

    assert "Oppdatert" in client.get(answer.path).content.decode()
    assert "Rettet kl. 08.35" in client.get("/sporretimer/2026-10-29-oppstart/").content.decode()


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("?omrade=personal", True),
        ("?omrade=arkiv", False),
        ("?rolle=leder", True),
        ("?dato=2026-10-29", True),
        ("?dato=2026-10-30", False),
        ("?dato=2026-13-45&omrade=%00&rolle='", True),
        ("?page=99", True),
    ],
)
def test_answers_are_filtered_by_area_role_and_day(client, answer, archive, query, is_found):
    page = client.get(f"/svar/{query}")

    assert page.status_code == 200
    assert (answer.question.text in page.content.decode()) is is_found


def test_the_list_of_answers_costs_few_queries(
    client, morning, personnel, kari, hilde_host, django_assert_max_num_queries
):
    for one in asked_by_many(morning, personnel, (f"Spørsmål {number}" for number in range(25))):
        actions.answer(question=one, text="Ja.", by=hilde_host, at=MORNING)
    client.get("/svar/")

    with django_assert_max_num_queries(5):
        client.get("/svar/")


def test_my_questions_are_those_i_asked_and_those_i_voted_for(
    client, morning, personnel, kari, lars, answer
):
    mine = asked(morning, personnel, lars, "Mitt eget")
    asked(morning, personnel, kari, "Ikke mitt")
    actions.vote(question=answer.question, by=lars, at=MORNING)
    client.force_login(lars)

    context = client.get("/mine/sporsmal/").context

    assert [one.pk for one in context["asked"]] == [mine.pk]
    assert [one.pk for one in context["voted"]] == [answer.pk]


def test_my_questions_need_a_sign_in(client, db):
    response = client.get("/mine/sporsmal/")

    assert response.status_code == 302
    assert response.url == "/logg-inn/?next=/mine/sporsmal/"


def test_an_empty_page_says_what_comes_there(client, kari):
    client.force_login(kari)

    assert "empty-title" in client.get("/mine/sporsmal/").content.decode()
    assert "empty-title" in client.get("/svar/").content.decode()


def test_a_guest_says_why_an_answer_did_not_help(client, answer):
    where = f"/svar/{answer.pk}/hjalp/"
    assert f'action="{where}"' in client.get(answer.path).content.decode()

    asked = client.post(where, {"helped": "no"})
    said = client.post(asked.url, {"why": "mangler", "words": "Fristen."})

    assert (asked.status_code, said.status_code) == (303, 303)
    judgement = answer.judgements.get()
    assert (judgement.helped, judgement.why, judgement.words) == (False, "mangler", "Fristen.")
    assert client.post(where, {"why": "", "words": "Hm"}).status_code == 422
