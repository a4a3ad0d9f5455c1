"""Administrators see what would go before they decide, and hold a kind; nobody else sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from sufflor.keeping.models import Hold, Term
from sufflor.questions.models import Vote
from tests.cast import MORNING

pytestmark = pytest.mark.once


@pytest.fixture
def place():
    return reverse("kept_kind", args=["votes"])


def test_counting_touches_nothing_and_deciding_says_from_when(
    client, anne_admin, question, place, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING + timedelta(days=400))
    client.force_login(anne_admin)

    page = client.post(place, {"days": "365", "gjor": "tell"}).content.decode()

    assert "1 ville forsvunnet nå" in page
    assert not Term.objects.exists()
    assert Vote.objects.get().voter is not None

    client.post(place, {"days": "365"})
    assert Term.objects.get().days == 365
    assert "365 dager" in client.get(reverse("kept_kinds")).content.decode()


def test_what_is_out_of_bounds_is_told_beside_the_field(client, anne_admin, place):
    client.force_login(anne_admin)

    assert client.post(place, {"days": "3"}).status_code == 422
    assert client.post(reverse("kept_kind", args=["searches"]), {"days": ""}).status_code == 422


def test_a_kind_is_held_and_let_go(client, anne_admin, place):
    client.force_login(anne_admin)
    assert client.post(f"{place}bevaring/", {"why": ""}).status_code == 422

    client.post(f"{place}bevaring/", {"why": "En klage"})
    assert "En klage" in client.get(place).content.decode()
    client.post(f"{place}slipp/")

    assert Hold.objects.get().lifted_by == anne_admin


def test_the_list_has_a_ceiling(client, anne_admin, django_assert_max_num_queries):
    client.force_login(anne_admin)

    with django_assert_max_num_queries(25):
        client.get(reverse("kept_kinds"))


def test_others_find_nothing_to_decide(client, liv_first_line, place):
    client.force_login(liv_first_line)

    assert client.get(place).status_code == 403
    assert client.get(reverse("kept_kinds")).status_code == 403
