"""The page for what users read of how their requests stand."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sufflor.desk.models import StatusSentence
from sufflor.organization.models import Charge, ChargeKind
from tests.cast import DAY
from tests.requests import submitted

pytestmark = pytest.mark.once


ADDRESS = "/styring/statustekster/new-2/"
WORDS = {
    f"{language}_{name}": f"{text} ({language})"
    for language in ("nb", "nn")
    for name, text in (
        ("happening", "Brukerstøtten ser på den."),
        ("your_part", "Du kan vente."),
        ("when", "Svar kommer {tid}."),
        ("else_when", "Svar kommer snart."),
    )
}


@pytest.fixture
def admin(client, anne_admin):
    client.force_login(anne_admin)
    return client


@pytest.fixture
def sent(nine_in_the_morning, kari, liv_first_line):
    return submitted(kari, "Hvordan skjermer jeg?")


def text(response) -> str:
    return response.content.decode()


def test_what_is_saved_is_what_the_user_reads(admin, sent, kari):
    user = Client()
    user.force_login(kari)
    assert admin.post(ADDRESS, WORDS).status_code == 303

    for page in (reverse("my_request", args=[sent.pk]), reverse("my_requests")):
        assert "Brukerstøtten ser på den. (nb)" in text(user.get(page))
    assert "Egne ord" in text(admin.get(reverse("status_words")))


def test_a_preview_saves_nothing_and_fills_in_the_rest(admin):
    page = text(admin.post(ADDRESS, {"vis": "1", "nb_happening": "Vi ser på den."}))

    assert "Vi ser på den." in page
    assert not StatusSentence.objects.exists()


@pytest.mark.parametrize("left_out", ["nb_happening", "nn_when", "nn_your_part"])
def test_nothing_is_saved_where_one_is_missing_and_what_was_typed_is_kept(admin, left_out):
    answer = admin.post(ADDRESS, {**WORDS, left_out: ""})

    assert answer.status_code == 422
    assert "både bokmål og nynorsk" in text(answer)
    assert "Svar kommer snart. (nb)" in text(answer)
    assert not StatusSentence.objects.exists()


def test_the_built_in_words_come_back_by_one_press(admin):
    admin.post(ADDRESS, WORDS)

    assert admin.post(f"{ADDRESS}fjern/").status_code == 303
    assert not StatusSentence.objects.exists()


def test_what_waits_for_nothing_has_no_sentence_for_a_time(admin):
    assert "nb_when" not in text(admin.get("/styring/statustekster/closed/"))
    assert admin.get("/styring/statustekster/noe-annet/").status_code == 404


def test_the_second_who_saves_is_told_keeps_the_text_and_can_save_once_more(admin, kari, personnel):
    Charge.objects.create(person=kari, area=personnel, kind=ChargeKind.OWNER, from_date=DAY)
    owner = Client()
    owner.force_login(kari)
    assert owner.post(ADDRESS, {**WORDS, "seen": ""}).status_code == 303
    mine = {**WORDS, "nb_happening": "Mine ord.", "seen": ""}

    answer = admin.post(ADDRESS, mine)

    page = text(answer)
    assert answer.status_code == 409
    assert "Noen andre har endret disse ordene" in page
    assert "Mine ord." in page
    assert "Brukerstøtten ser på den. (nb)" in page
    seen = StatusSentence.objects.first().stamp
    assert f'name="seen" value="{seen}"' in page
    assert admin.post(ADDRESS, {**mine, "seen": seen}).status_code == 303


def test_a_process_owner_finds_the_page_back_stage_and_it_says_who_changed_it(
    client, kari, personnel
):
    Charge.objects.create(person=kari, area=personnel, kind=ChargeKind.OWNER, from_date=DAY)
    client.force_login(kari)

    assert reverse("status_words") in text(client.get(reverse("backstage")))
    client.post(ADDRESS, {**WORDS, "seen": ""})

    assert f"Sist endret av {kari.full_name}" in text(client.get(ADDRESS))


def test_it_is_for_administrators_and_owners(client, liv_first_line):
    client.force_login(liv_first_line)

    for page in ("/styring/statustekster/", ADDRESS):
        assert client.get(page).status_code == 403
