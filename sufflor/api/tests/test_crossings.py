"""A system reads what was sent on to it, and says how it stands there; nothing more."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sufflor.api.models import Scope
from sufflor.desk import actions as desk
from sufflor.desk.models import Note
from tests.requests import submitted


@pytest.fixture
def crossing(system, kari, liv_first_line):
    at = timezone.now()
    request = submitted(kari, "kanarifugl", title="Ekspedering", at=at)
    return desk.cross_over(
        request=request, system=system.token.person, text="Se hit.", by=liv_first_line, at=at
    )


def test_it_reads_the_words_that_were_chosen_for_it(system, crossing) -> None:
    answer = system.get("crossings/")

    (one,) = answer.json()["crossings"]
    assert (one["request"], one["text"]) == (crossing.request.number, "Se hit.")
    assert "kanarifugl" not in answer.content.decode()
    assert system.get(f"requests/{crossing.request_id}/").status_code == 404


def test_a_status_twice_is_once(system, crossing) -> None:
    body = {"number": "I-17", "status": "Under arbeid"}

    answers = [system.post(f"crossings/{crossing.pk}/", body) for _time in range(2)]

    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert Note.objects.count() == 1


def test_other_systems_find_nothing(made_key, crossing) -> None:
    other = made_key()

    assert other.get("crossings/").json() == {"crossings": []}
    assert other.post(f"crossings/{crossing.pk}/", {"status": "Løst"}).status_code == 404


@pytest.mark.parametrize("body", [[], {"number": 17}, {"status": None}])
def test_what_cannot_be_read_is_refused(system, crossing, body) -> None:
    assert system.post(f"crossings/{crossing.pk}/", body).status_code == 400


def test_another_scope_does_not_open_it(made_key, crossing) -> None:
    assert made_key(Scope.READ).get("crossings/").status_code == 403
