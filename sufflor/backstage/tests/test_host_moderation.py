"""Keeping the list in order at the desk: every deed is a form, and most can be undone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sufflor.desk.models import Request
from sufflor.questions import actions, queries
from sufflor.questions.models import Moderation, Question
from sufflor.questions.rules import State
from tests.cast import MORNING
from tests.hours import asked

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


DESK = "/sporretimer/2026-10-29-oppstart/styr/"
HOUR = "/sporretimer/2026-10-29-oppstart/"


def state(question: Question) -> State:
    found = queries.chosen(question.pk)
    assert found
    return found.state


def deed(client, question: Question, path: str, follow: bool = True, **typed: object):
    return client.post(f"/sporsmal/{question.pk}/{path}/", typed, follow=follow)


def desk_text(client, question: Question, more: str = "") -> str:
    return client.get(f"{DESK}?sporsmal={question.pk}{more}").content.decode()


def test_what_is_held_back_is_shown_to_everyone_with_one_press(host, morning, question):
    morning.moderation = Moderation.BEFORE
    morning.save()
    assert question.text not in host.get(HOUR).content.decode()
    assert f'action="/sporsmal/{question.pk}/visning/"' in desk_text(host, question)

    deed(host, question, "visning")

    assert question.text in host.get(HOUR).content.decode()


def test_hiding_goes_on_to_the_next_question_and_can_be_undone_there(
    host, morning, question, personnel, lars
):
    other = asked(morning, personnel, lars, "Et annet?")

    page = deed(host, question, "skjuling")

    assert state(question) == State.HIDDEN
    assert page.context["question"] == other
    assert f'action="/sporsmal/{question.pk}/skjuling/angre/"' in page.content.decode()
    deed(host, question, "skjuling/angre")
    assert state(question) == State.WAITING


def test_pinned_questions_stand_first_until_they_are_let_down(
    host, morning, question, personnel, kari, lars
):
    other = asked(morning, personnel, lars, "Et annet?")
    actions.vote(question=question, by=lars, at=MORNING)

    deed(host, other, "feste")
    assert [item.question for item in host.get(DESK).context["desk"].items] == [other, question]
    deed(host, other, "feste/angre")

    assert [item.question for item in host.get(DESK).context["desk"].items] == [question, other]


def test_whoever_answers_says_what_kind_of_help_it_is(host, question):
    assert "gjor=hjelpetype" in desk_text(host, question)
    assert 'value="professional"' in desk_text(host, question, "&gjor=hjelpetype")

    page = deed(host, question, "hjelpetype", help_kind="professional", work_system="Lønn")

    assert "Faglig praksis, Lønn" in page.content.decode()
    assert page.context["question"] == question
    answer = {"text": "Slik.", "help_kind": "both", "work_system": ""}
    deed(host, question, "svar", **answer)
    assert Question.objects.get(pk=question.pk).help_kind == "both"


def test_a_changed_question_shows_hosts_what_it_said_before_and_why(
    host, client, question, personnel, kari
):
    typed = {
        "text": "Hvordan skjermer jeg navn?",
        "detail": "",
        "area": personnel.pk,
        "role": "alle",
        "reason": "Nevnte en person.",
        "seen": question.stamp,
    }
    page = deed(host, question, "endring", **typed).content.decode()

    assert "Hvordan skjermer jeg navn?" in page
    assert "Nevnte en person." in page
    assert "Hvordan skjermer jeg et navn?" in page
    client.force_login(kari)
    everyones = client.get(HOUR).content.decode()
    assert "Hvordan skjermer jeg navn?" in everyones
    assert "Hvordan skjermer jeg et navn?" not in everyones
    assert "Nevnte en person." not in everyones


def test_two_hosts_change_one_question_and_both_texts_stay_on_the_screen(
    host, question, personnel, anne_admin
):
    seen = question.stamp
    common = {"detail": "", "area": personnel, "role": "alle", "reason": "Klarere.", "seen": seen}
    actions.edit_question(question=question, text="Annes ord?", by=anne_admin, at=MORNING, **common)

    response = deed(
        host, question, "endring", text="Hildes ord?", **common | {"area": personnel.pk}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Annes ord?" in page
    assert "Hildes ord?" in page
    assert Question.objects.get(pk=question.pk).text == "Annes ord?"


def test_a_question_is_declined_with_a_reason_and_taken_up_again(host, question):
    page = deed(host, question, "avslag", reason="Dette gjelder skriveren.").content.decode()
    assert state(question) == State.DECLINED
    assert f'action="/sporsmal/{question.pk}/avslag/angre/"' in page
    assert "Dette gjelder skriveren." in desk_text(host, question)

    deed(host, question, "avslag/angre")

    assert state(question) == State.WAITING


def test_without_a_reason_nothing_is_declined(host, question):
    response = deed(host, question, "avslag", reason=" ")

    assert response.status_code == 422
    assert response.context["hand"].deed == "avslag"
    assert state(question) == State.WAITING


@pytest.mark.parametrize("number", ["1", "4", "99", "x", "-1"])
def test_a_reason_that_is_often_given_is_filled_in_without_a_script(host, question, number):
    response = host.get(f"{DESK}?sporsmal={question.pk}&gjor=avslag&grunn={number}")

    filled = response.context["hand"].form["reason"].value()
    assert bool(filled) is (number in {"1", "4"})


def test_moving_says_first_what_happens_and_then_the_words_are_nowhere(
    host, client, question, morning, kari
):
    before = desk_text(host, question, "&gjor=flytting")
    assert "Dette skjer, og det kan ikke angres:" in before

    page = deed(host, question, "flytting", why="Det nevner en person.").content.decode()

    request = Request.objects.get()
    assert (request.reporter, request.why) == (kari, "Det nevner en person.")
    assert "privat henvendelse" in page
    assert question.text in request.text
    for shown in (page, desk_text(host, question), host.get(HOUR).content.decode()):
        assert "Hvordan skjermer jeg et navn?" not in shown


def test_what_looks_like_an_identity_number_is_pointed_out(host, question):
    Question.objects.filter(pk=question.pk).update(text="Gjelder 15076500565, hva nå?")

    page = desk_text(host, question)

    assert "fødselsnummer" in page
    assert f"?sporsmal={question.pk}&amp;gjor=flytting" in page


def test_a_deed_that_no_longer_fits_is_refused_with_what_was_typed(host, question, hilde_host):
    actions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)

    response = deed(host, question, "avslag", reason="Dette gjelder skriveren.")

    page = response.content.decode()
    assert response.status_code == 409
    assert "Dette gjelder skriveren." in page
    assert response.context["hand"].problem
    assert state(question) == State.ANSWERED


@pytest.mark.parametrize(
    "path",
    [
        "visning",
        "skjuling",
        "skjuling/angre",
        "feste",
        "feste/angre",
        "endring",
        "avslag",
        "avslag/angre",
        "flytting",
        "sammenslaing",
        "muntlig",
        "eier/angre",
    ],
)
def test_only_hosts_keep_the_list_in_order(client, question, ola_adviser, lars, path):
    for person in (ola_adviser, lars):
        client.force_login(person)
        response = deed(client, question, path, follow=False, reason="Nei.", why="Nei.")
        assert response.status_code == 403, path
        assert client.post(f"/sporsmal/999/{path}/").status_code in {403, 404}

    assert state(question) == State.WAITING


def test_an_adviser_sees_only_what_an_adviser_may_do(client, question, ola_adviser):
    client.force_login(ola_adviser)

    page = desk_text(client, question, "&gjor=avslag")

    assert f'action="/sporsmal/{question.pk}/svar/"' in page
    for host_deed in ("avslag", "skjuling", "feste", "sammenslaing", "muntlig", "besvares"):
        assert f"/sporsmal/{question.pk}/{host_deed}/" not in page
    assert reverse("hour_finish", args=["2026-10-29-oppstart"]) not in page


@pytest.mark.parametrize(
    "odd", ["'; --", "x" * 5000, "\x00", "<script>alert(1)</script>", "9" * 99]
)
def test_no_odd_address_is_an_error(host, question, odd):
    query = dict.fromkeys(("sporsmal", "etter", "gjor", "sok", "grunn", "fra"), odd)

    assert host.get(DESK, query).status_code == 200
    for word in ("sammenslaing", "avslag"):
        wanted = query | {"sporsmal": question.pk, "gjor": word}
        page = host.get(DESK, wanted)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
