"""Texts about the same stand together, in whatever words."""

from __future__ import annotations

import pytest

from sufflor.search.clusters import clustered
from sufflor.search.tests.conftest import Indexed

pytestmark = pytest.mark.django_db


def test_other_forms_and_everyday_words_stand_together() -> None:
    texts = ["skjerme navn", "gjennomgangsbolig", "hvordan skjermer jeg navnet?", "boka mi"]

    assert clustered(texts) == [[0, 2], [1], [3]]


def test_a_word_of_every_page_holds_nothing_together(indexed: Indexed) -> None:
    for number in range(30):
        indexed(ref=f"knowledge.article:{number}", title="Endre noe", body="")

    assert clustered(["endre fotografi", "endre telefonliste"]) == [[0], [1]]


def test_what_carries_no_subject_stands_nowhere() -> None:
    assert clustered(["og", "", "det er"]) == []


def test_each_text_stands_in_one_group() -> None:
    texts = [f"sak {number % 7} skjerme" for number in range(50)]

    found = clustered(texts)

    assert sorted(number for group in found for number in group) == list(range(50))
