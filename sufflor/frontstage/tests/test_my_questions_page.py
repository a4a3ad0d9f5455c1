"""My questions: what has become of each, in plain words, whatever it is."""

from __future__ import annotations

import pytest

from sufflor.questions import actions
from sufflor.questions.models import Question
from tests.cast import MORNING
from tests.hours import THURSDAY, asked, clock

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


ADDRESS = "/mine/sporsmal/"


@pytest.fixture
def reader(client, kari):
    client.force_login(kari)
    return client


def shown(client) -> str:
    return client.get(ADDRESS).content.decode()


def test_an_owed_answer_says_when_it_comes(reader, question, hilde_host):
    actions.owe_answer(
        question=question,
        writer=hilde_host,
        due_at=clock(THURSDAY, 12),
        was_spoken=True,
        by=hilde_host,
        at=MORNING,
    )

    page = shown(reader)

    assert "Skriftlig svar kommer" in page
    assert "Du får skriftlig svar innen 29. oktober kl. 12.00." in page
    assert hilde_host.last_name not in page


def test_a_declined_one_says_why(reader, question, hilde_host):
    actions.decline(question=question, reason="Spør <HR>.", by=hilde_host, at=MORNING)

    page = shown(reader)

    assert "Besvares ikke her" in page
    assert "Spør &lt;HR&gt;." in page
    assert f'href="/sporsmal/{question.pk}/"' not in page


def test_one_that_became_private_leads_to_the_request(reader, question, hilde_host):
    words = question.text
    request = actions.move_to_request(question=question, why="Navn.", by=hilde_host, at=MORNING)

    page = shown(reader)

    assert "Ble en privat henvendelse" in page
    assert f'href="{request.path}"' in page
    assert words not in page


def test_a_merged_one_says_as_what_it_stands_and_gets_that_answer(
    reader, question, morning, personnel, lars, hilde_host
):
    other = asked(morning, personnel, lars, "Navn i andre ord?")
    actions.merge(question=question, into=other, by=hilde_host, at=MORNING)

    merged = shown(reader)
    actions.answer(question=other, text="Velg Skjerm.", by=hilde_host, at=MORNING)
    answered = shown(reader)

    assert "Slått sammen med et annet spørsmål" in merged
    assert "<q>Navn i andre ord?</q>" in merged
    assert "Velg Skjerm." in answered
    assert f'href="/sporsmal/{question.pk}/"' in answered


def test_what_it_was_taken_into_is_not_quoted_when_that_is_hidden(
    reader, question, morning, personnel, lars, hilde_host
):
    other = asked(morning, personnel, lars, "Navn i andre ord?")
    actions.merge(question=question, into=other, by=hilde_host, at=MORNING)
    actions.hide(question=other, by=hilde_host, at=MORNING)

    assert "Navn i andre ord?" not in shown(reader)


def test_a_hidden_one_and_one_that_is_read_first_say_so(
    reader, question, morning, personnel, kari, hilde_host
):
    actions.hide(question=question, by=hilde_host, at=MORNING)
    held = asked(morning, personnel, kari, "Virker nummeret?")
    Question.objects.filter(pk=held.pk).update(held_at=MORNING)

    page = shown(reader)

    assert "En programleder har skjult det inntil videre." in page
    assert "En programleder leser det før alle ser det." in page


def test_who_it_was_asked_for_has_it_among_their_own(client, question, lars):
    Question.objects.filter(pk=question.pk).update(on_behalf_of=lars)
    client.force_login(lars)

    page = shown(client)

    assert question.text in page.split("Du har stemt på")[0]


def test_votes_show_what_others_asked_and_not_what_is_hidden(
    client, question, morning, personnel, kari, lars, hilde_host
):
    hidden = asked(morning, personnel, kari, "Noe grovt?")
    for one in (question, hidden):
        actions.vote(question=one, by=lars, at=MORNING)
    actions.hide(question=hidden, by=hilde_host, at=MORNING)
    client.force_login(lars)

    page = shown(client).split("Du har stemt på")[1]

    assert question.text in page
    assert "Noe grovt?" not in page


def test_it_costs_few_queries_however_much_there_is(
    reader, morning, personnel, kari, lars, hilde_host, django_assert_max_num_queries
):
    for number in range(8):
        one = asked(morning, personnel, kari, f"Nr. {number}?")
        if number % 2:
            actions.answer(question=one, text="Ja.", by=hilde_host, at=MORNING)
    shown(reader)

    with django_assert_max_num_queries(5):
        shown(reader)


def test_nobody_sees_it_without_signing_in(client, question):
    response = client.get(ADDRESS)

    assert response.status_code == 302
    assert response.url.startswith("/logg-inn/")
