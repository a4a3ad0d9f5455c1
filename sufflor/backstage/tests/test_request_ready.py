"""Answers that are ready, in the reply that is being written."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sufflor.desk import actions
from sufflor.desk.actions import TemplateWords
from sufflor.desk.models import Message, Request
from tests.cast import MORNING
from tests.requests import submitted

pytestmark = pytest.mark.once


@pytest.fixture
def sent(nine_in_the_morning, kari, personnel, liv_first_line) -> Request:
    return submitted(kari, "Hvordan skjermer jeg?", area=personnel)


@pytest.fixture
def kept(liv_first_line):
    words = TemplateWords("Takk", "Hei {navn}, vi ser på {nummer}.")
    group = liv_first_line.support_groups.get()
    return actions.keep_template(words=words, owner=group, by=liv_first_line, at=MORNING)


def test_they_are_fetched_when_somebody_asks(liv, sent, kept):
    page = liv.get(reverse("request", args=[sent.pk])).content.decode()
    asked = liv.get(reverse("ready_for_request", args=[sent.pk])).content.decode()

    assert reverse("ready_for_request", args=[sent.pk]) in page
    assert "Hei Kari" not in page
    assert f'data-words="Hei Kari, vi ser på {sent.number}."' in asked


def test_without_a_script_the_form_comes_again_with_what_there_is_to_choose(liv, sent, kept):
    answer = liv.post(
        reverse("reply_request", args=[sent.pk]), {"gjor": "maler", "text": "God morgen."}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'name="mal" value="{kept.pk}"' in page
    assert ">God morgen.</textarea>" in page


def test_what_is_chosen_stands_after_what_was_typed_and_nothing_is_sent(liv, sent, kept):
    answer = liv.post(
        reverse("reply_request", args=[sent.pk]), {"mal": kept.pk, "text": "God morgen."}
    )

    assert answer.status_code == 200
    assert f"God morgen.\n\nHei Kari, vi ser på {sent.number}." in answer.content.decode()
    assert not Message.objects.exists()


def test_one_that_is_gone_leaves_what_was_typed_as_it_was(liv, sent, kept):
    for chosen in ("", "x", "9" * 30, str(kept.pk + 1)):
        answer = liv.post(reverse("reply_request", args=[sent.pk]), {"mal": chosen, "text": "Hei."})

        assert ">Hei.</textarea>" in answer.content.decode()


def test_the_page_tells_what_can_stand_in_braces(liv, liv_first_line):
    page = liv.get(reverse("ready_answer_new")).content.decode()

    for name in ("{navn}", "{nummer}", "{tittel}", "{hjelper}", "{enhet}"):
        assert name in page
