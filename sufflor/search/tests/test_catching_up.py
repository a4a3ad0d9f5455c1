"""What was indexed by other lists than those of today is read anew, a portion at a time."""

from __future__ import annotations

import pytest

from sufflor.search import actions, editions
from sufflor.search.models import Audience, Document, Edition
from sufflor.search.queries import search
from sufflor.search.tests.conftest import Indexed


def test_what_is_behind_is_caught_up_with_portion_by_portion(
    indexed: Indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        indexed(ref=f"a:{number}", title=f"Kantine {number}", body="")
    assert not editions.behind().exists()
    Document.objects.update(meaning=b"", vector="{}")
    Edition.objects.update(read_with="some other lists")
    monkeypatch.setattr(actions, "PORTION", 2)

    actions.catch_up()

    assert editions.behind().count() == 1
    actions.catch_up()
    assert not editions.behind().exists()
    assert not Document.objects.filter(meaning=b"").exists()
    found = search("kantine", audience=Audience.PUBLIC, language="nb").hits
    assert {hit.ref for hit in found} == {"a:0", "a:1", "a:2"}


def test_nothing_behind_is_nothing_to_do(indexed: Indexed) -> None:
    indexed()
    before = list(Edition.objects.values_list("number", flat=True))

    actions.catch_up()

    assert list(Edition.objects.values_list("number", flat=True)) == before
