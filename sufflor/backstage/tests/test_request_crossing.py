"""A helper sends a request on to another system, and keeps what they say there."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from sufflor.desk.models import Crossing
from sufflor.organization import actions as organization
from tests.requests import submitted


@pytest.fixture
def found(kari, liv_first_line, client):
    client.force_login(liv_first_line)
    return submitted(kari, "Den stopper.", title="Ekspedering", at=timezone.now())


@pytest.fixture
def system(anne_admin):
    return organization.open_system_account(
        name="Felles IT", unit=None, email="", by=anne_admin, at=timezone.now()
    )


def test_it_is_sent_on_and_what_they_say_is_kept(client, found, system) -> None:
    place = reverse("cross_request", args=[found.pk])
    assert "Den stopper." in client.get(place).content.decode()

    assert client.post(place, {"system": system.pk, "text": "Se hit."}).status_code == 303

    crossing = Crossing.objects.get()
    typed = {"gjor": "status", "crossing": crossing.pk, "number": "I-17", "status": "Løst"}
    assert client.post(place, typed).status_code == 303
    shown = client.get(place).content.decode()
    assert "I-17" in shown
    assert "Løst" in shown


@pytest.mark.parametrize("typed", [{}, {"system": "x", "text": "Se"}, {"text": "Se hit."}])
def test_what_is_missing_is_told_and_what_was_typed_is_kept(client, found, typed) -> None:
    answer = client.post(reverse("cross_request", args=[found.pk]), typed)

    assert answer.status_code == 422
    assert typed.get("text", "") in answer.content.decode()
    assert not Crossing.objects.exists()


@pytest.mark.parametrize("crossing", ["", "x", "99999", "1" * 40])
def test_a_crossing_that_is_not_there_is_not_found(client, found, crossing) -> None:
    typed = {"gjor": "status", "crossing": crossing, "status": "Løst"}

    assert client.post(reverse("cross_request", args=[found.pk]), typed).status_code == 404
