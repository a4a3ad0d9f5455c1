"""What comes up beside the field while somebody writes a question."""

from __future__ import annotations

import pytest

from sufflor.questions import actions
from sufflor.questions.models import Vote
from tests.cast import MORNING
from tests.hours import asked
from tests.markup import executable

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]

HOUR = "/sporretimer/2026-10-29-oppstart/"
ADDRESS = f"{HOUR}lignende/"
TYPED = "hvordan skjerme navnet"


@pytest.fixture(autouse=True)
def others(morning, personnel, lars):
    words = "Kalender Utlogging Kopimottaker Skanning Fakturaer Protokoll Vedlegg Rollebytte"
    return [asked(morning, personnel, lars, f"{word} i Elements?") for word in words.split()]


def shown(client, text: str = TYPED, address: str = ADDRESS) -> str:
    return client.get(address, {"text": text}).content.decode()


def test_a_question_in_the_queue_is_offered_to_vote_for(client, question):
    page = shown(client)

    assert question.text in page
    assert "1 stemme · I kø" in page
    assert f'form="instead" formaction="/sporsmal/{question.pk}/stemme/"' in page
    assert "Fant 1 som ligner" in page


def test_an_answered_one_is_offered_to_read(client, question, hilde_host):
    actions.answer(question=question, text="Velg Skjerm.", by=hilde_host, at=MORNING)

    page = shown(client)

    assert f'href="/svar/{question.pk}/"' in page
    assert "Besvart 29. oktober" in page
    assert "formaction" not in page


def test_what_is_like_nothing_shows_nothing(client, question):
    page = shown(client, "xyzzy")

    assert "<li" not in page
    assert question.text not in page


def test_it_costs_four_queries_and_says_nothing_of_who_looks(
    client, question, kari, django_assert_max_num_queries
):
    nobody = shown(client)
    client.force_login(kari)

    with django_assert_max_num_queries(4):
        somebody = shown(client)

    assert somebody == nobody
    assert kari.last_name not in somebody


def test_it_speaks_the_language_of_the_page(client, question):
    page = shown(client, address=f"/nn{ADDRESS}")

    assert "Spurt frå før" in page
    assert f'formaction="/nn/sporsmal/{question.pk}/stemme/"' in page


def test_this_is_it_votes_and_comes_back_with_thanks(client, question, kari, lars):
    client.force_login(lars)

    response = client.post(
        f"/sporsmal/{question.pk}/stemme/", {"i_stedet": "2026-10-29-oppstart"}, follow=True
    )

    assert response.redirect_chain == [(f"{HOUR}?stemt={question.pk}#thanks", 303)]
    page = response.content.decode()
    assert "Takk. Stemmen din er talt" in page
    assert f'data-drafts-done="hour-{question.hour_id}"' in page
    assert f'href="/sporsmal/{question.pk}/"' in page
    assert Vote.objects.filter(voter=lars, question=question).count() == 1


@pytest.mark.parametrize("back", ["//evil.example", "../styring", "a b", "æ", "\x00"])
def test_the_way_back_is_an_hour_and_nothing_else(client, question, lars, back):
    client.force_login(lars)

    response = client.post(f"/sporsmal/{question.pk}/stemme/", {"i_stedet": back})

    assert response.url.startswith(f"{HOUR}#question-")


def test_nothing_that_was_asked_or_typed_is_run(client, morning, personnel, kari):
    asked(morning, personnel, kari, 'Skjerme "><script>alert(1)</script> navnet <b>?')

    page = shown(client, "skjerme navnet <script>alert(1)</script>")

    assert "&lt;script&gt;" in page
    assert executable(page) == []


def test_an_hour_that_is_not_there_has_nothing_like_it(client, db):
    assert client.get("/sporretimer/finnes-ikke/lignende/").status_code == 404
