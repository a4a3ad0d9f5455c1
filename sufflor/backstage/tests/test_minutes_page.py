"""Mending the minutes: on top and question by question, with a trace, and never over another's."""

from __future__ import annotations

import pytest

from sufflor.questions import actions, queries
from sufflor.questions.models import Minutes, MinutesItem
from tests.cast import MORNING

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


MINUTES = "/sporretimer/2026-10-29-oppstart/styr/referat/"


@pytest.fixture
def finished(morning, question, hilde_host) -> Minutes:
    actions.say_status(hour=morning, text="Alt går bra.", by=hilde_host, at=MORNING)
    actions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    return actions.finish(hour=morning, by=hilde_host, at=MORNING)


def mend(client, place: object, text: str, seen: str):
    return client.post(MINUTES, {"punkt": place, "text": text, "seen": seen}, follow=True)


def test_the_text_on_top_is_mended_and_what_it_said_is_kept(host, finished):
    opened = host.get(f"{MINUTES}?punkt=topp").content.decode()
    assert "Alt går bra." in opened

    response = mend(host, "topp", "Nesten alt går bra.", finished.stamp)

    assert response.redirect_chain == [(f"{MINUTES}#punkt-topp", 303)]
    finished.refresh_from_db()
    assert finished.text == "Nesten alt går bra."
    (edit,) = response.context["edits"]
    assert edit.text_before == "Alt går bra."
    assert "Hilde Aas" in response.content.decode()


def test_something_is_said_of_one_question(host, finished, question):
    item = MinutesItem.objects.get()
    assert f'href="?punkt={item.pk}#punkt-{item.pk}"' in host.get(MINUTES).content.decode()

    page = mend(host, item.pk, "Se også kurset.", item.stamp).content.decode()

    item.refresh_from_db()
    assert item.text == "Se også kurset."
    assert "Se også kurset." in page
    assert question.text in page


@pytest.mark.parametrize("on_top", [True, False])
def test_two_hosts_mend_one_place_and_both_texts_stay_on_the_screen(
    host, finished, anne_admin, on_top
):
    item = None if on_top else MinutesItem.objects.get()
    seen = (item or finished).stamp
    actions.edit_minutes(
        minutes=finished, item=item, text="Annes ord.", seen=seen, by=anne_admin, at=MORNING
    )

    response = mend(host, item.pk if item else "topp", "Hildes ord.", seen)

    page = response.content.decode()
    assert response.status_code == 409
    assert "Annes ord." in page
    assert "Hildes ord." in page
    fresh = (MinutesItem if item else Minutes).objects.get().stamp
    assert f'name="seen" value="{fresh}"' in page
    mend(host, item.pk if item else "topp", "Begges ord.", fresh)
    assert (MinutesItem if item else Minutes).objects.get().text == "Begges ord."


def test_too_much_is_told_and_kept(host, finished):
    response = mend(host, "topp", "Langt. " * 2000, finished.stamp)

    assert response.status_code == 422
    assert "Langt. " * 1000 in response.content.decode()


def test_hosts_read_what_was_declined_too(host, client, morning, question, hilde_host, kari):
    actions.decline(question=question, reason="Spør Orakel.", by=hilde_host, at=MORNING)
    actions.finish(hour=morning, by=hilde_host, at=MORNING)

    assert question.text in host.get(MINUTES).content.decode()
    client.force_login(kari)
    assert question.text not in client.get("/sporretimer/2026-10-29-oppstart/").content.decode()


@pytest.mark.parametrize("place", ["", "x", "999", "-1", "9" * 30, "<script>"])
def test_a_place_that_is_not_there_is_not_found(host, finished, place):
    assert mend(host, place, "Noe.", "").status_code == 404
    assert host.get(MINUTES, {"punkt": place}).status_code == 200


def test_there_are_no_minutes_before_the_hour_has_ended(host, morning):
    assert host.get(MINUTES).status_code == 404
    assert mend(host, "topp", "Noe.", "").status_code == 404


def test_words_that_were_moved_away_are_not_in_the_minutes_either(
    host, finished, question, hilde_host
):
    item = MinutesItem.objects.get()
    mend(host, item.pk, "Om et navn.", item.stamp)

    actions.move_to_request(question=question, why="Et navn.", by=hilde_host, at=MORNING)

    page = host.get(MINUTES).content.decode()
    assert "Hvordan skjermer jeg et navn?" not in page
    assert "Om et navn." not in page


def test_the_page_costs_few_queries(host, finished, django_assert_max_num_queries):
    host.get("/styring/")

    with django_assert_max_num_queries(9):
        host.get(MINUTES)
    assert queries.minutes(finished.hour)
