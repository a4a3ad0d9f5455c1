"""From the article's page to its department's list, and the answer back."""

from __future__ import annotations

import pytest

from sufflor.knowledge import actions
from sufflor.knowledge.models import Suggestion, Taken
from tests.articles import published
from tests.cast import MORNING

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]

PLACE = "/tema/personal/registrere-ferie/"


@pytest.fixture
def article(personnel, hilde_host):
    return published(personnel, hilde_host)


def test_a_reader_suggests_and_finds_it_again_with_its_answer(client, article, kari, eva_editor):
    client.force_login(kari)

    assert f"{PLACE}forslag/" in client.get(PLACE).content.decode()
    page = client.post(f"{PLACE}forslag/", {"text": "Satsene er gamle."}, follow=True)
    assert "Venter på svar" in page.content.decode()
    actions.answer_suggestion(
        suggestion=Suggestion.objects.get(),
        outcome=Taken.KEPT,
        reply="De gjelder ut året.",
        by=eva_editor,
        at=MORNING,
    )

    page = client.get(f"{PLACE}forslag/").content.decode()
    assert "De gjelder ut året." in page
    assert "Eva Strand" in page


def test_nobody_reads_what_another_suggested(client, article, kari, hilde_host):
    actions.suggest_change(article=article, text="Satsene er gamle.", by=kari, at=MORNING)
    client.force_login(hilde_host)

    assert "Satsene er gamle." not in client.get(f"{PLACE}forslag/").content.decode()


def test_the_editor_reads_it_on_the_list_and_answers(client, article, kari, eva_editor):
    one = actions.suggest_change(article=article, text="Satsene er gamle.", by=kari, at=MORNING)
    client.force_login(eva_editor)

    page = client.get("/styring/innhold/").content.decode()
    assert "Satsene er gamle." in page
    address = f"/styring/innhold/forslag/{one.pk}/"
    assert address in page
    refused = client.post(address, {"outcome": "beholdt", "reply": ""})
    assert refused.status_code == 422
    assert "reply" in refused.context["form"].errors
    page = client.post(address, {"outcome": "brukt", "reply": "Takk!"}, follow=True)

    assert "Satsene er gamle." not in page.content.decode()
    assert Suggestion.objects.get().outcome == Taken.USED


def test_others_are_refused(client, article, kari):
    one = actions.suggest_change(article=article, text="Satsene er gamle.", by=kari, at=MORNING)
    client.force_login(kari)

    assert client.get(f"/styring/innhold/forslag/{one.pk}/").status_code == 403
