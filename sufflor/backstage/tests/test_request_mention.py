"""Mentioning a colleague on the page of a request, with and without a script."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sufflor.desk.models import Note, Request
from tests.cast import MORNING
from tests.requests import submitted

pytestmark = pytest.mark.once


@pytest.fixture
def sent(nine_in_the_morning, kari, personnel, liv_first_line, per_second_line) -> Request:
    return submitted(kari, "Hvordan skjermer jeg?", area=personnel)


def test_a_script_is_given_those_whose_names_begin_so(liv, sent):
    found = liv.get(reverse("mention_in_request", args=[sent.pk]), {"q": "pe"}).content.decode()

    assert 'role="option"' in found
    assert 'data-name="per"' in found
    assert "Kari" not in found


def test_without_a_script_the_form_comes_again_with_a_list(liv, sent):
    answer = liv.post(
        reverse("note_request", args=[sent.pk]), {"gjor": "nevn", "text": "Hva sier du?"}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<option value="per">Per Lund</option>' in page
    assert ">Hva sier du?</textarea>" in page
    assert not Note.objects.exists()


def test_whoever_is_chosen_there_is_named_in_the_note(liv, sent, per_second_line):
    liv.post(reverse("note_request", args=[sent.pk]), {"nevn": "per", "text": "Hva sier du?"})

    assert Note.objects.get().text == "@per Hva sier du?"
    assert Request.objects.worked_by(per_second_line, MORNING).get() == sent


def test_chosen_and_written_is_named_once(liv, sent):
    liv.post(reverse("note_request", args=[sent.pk]), {"nevn": "per", "text": "@per: hva?"})

    assert Note.objects.get().text == "@per: hva?"
