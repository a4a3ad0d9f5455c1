"""A vendor reads what it was sent on its cases, and answers; nothing more."""

from __future__ import annotations

import pytest

from sufflor.api.models import Scope
from sufflor.vendor import actions as vendors
from sufflor.vendor.models import Entry, EntryKind, Vendor
from tests.cast import MORNING
from tests.vendors import fresh, sent


@pytest.fixture
def ours(system, vendor, vendor_case, vera_vendor_contact):
    """The vendor of the case is who holds the key."""
    Vendor.objects.update(account=system.token.person)
    vendors.note(case=vendor_case, text="kanarifugl", by=vera_vendor_contact, at=MORNING)
    sent(vendor_case, vera_vendor_contact, channel="api")
    return fresh(vendor_case)


def test_it_reads_the_very_words_that_are_kept(system, ours) -> None:
    answer = system.get("vendor-cases/")

    (one,) = answer.json()["letters"]
    kept = Entry.objects.get(kind=EntryKind.SENT)
    assert (one["number"], one["subject"], one["text"]) == (ours.number, kept.subject, kept.text)
    assert "kanarifugl" not in answer.content.decode()


def test_an_answer_twice_is_heard_once(system, ours) -> None:
    body = {"text": "Vi ser på det.", "number": "I-17", "closed": True}

    answers = [system.post(f"vendor-cases/{ours.pk}/", body) for _time in range(2)]

    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].json()["your_number"] == "I-17"
    assert Entry.objects.filter(kind=EntryKind.ANSWER).count() == 1
    assert fresh(ours).vendor_closed_at is not None


def test_others_find_nothing(made_key, ours) -> None:
    other = made_key()

    assert other.get("vendor-cases/").json() == {"letters": []}
    assert other.post(f"vendor-cases/{ours.pk}/", {"text": "Hei"}).status_code == 404


@pytest.mark.parametrize("body", [[], {}, {"text": 17}, {"text": "Hei", "closed": "ja"}])
def test_what_cannot_be_read_is_refused(system, ours, body) -> None:
    assert system.post(f"vendor-cases/{ours.pk}/", body).status_code == 400


def test_another_scope_does_not_open_it(made_key, ours) -> None:
    assert made_key(Scope.READ).get("vendor-cases/").status_code == 403
