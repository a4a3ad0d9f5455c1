"""Files are tied to what they are about by whoever uploaded them, and removed for good."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction

from sufflor.events.models import Event, reference
from sufflor.files import actions, queries
from sufflor.files.actions import holding
from sufflor.files.models import StoredFile
from sufflor.files.tests.conftest import on
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING


@pytest.fixture
def tie(kari, personnel):
    """Kari ties something. What it is about may be anything; here it is a case area."""

    def tie(*files, by=kari, about=personnel):
        actions.tie(files=files, about=about, by=by, at=MORNING)

    return tie


def test_what_is_tied_is_a_draft_no_more(received, tie, kari, personnel):
    first, second = received(name="1.txt"), received(name="2.txt")

    tie(first, second)

    assert [file.name for file in queries.files_about(personnel)] == ["1.txt", "2.txt"]
    assert not queries.drafts_of(kari).exists()
    event = Event.objects.get(verb="file.tied")
    assert event.about == reference(personnel)
    assert set(event.details["files"]) == {str(first.key), str(second.key)}


def test_tying_twice_is_the_same_as_once(received, tie):
    file = received()

    tie(file)
    tie(file)

    assert Event.objects.filter(verb="file.tied").count() == 1


def test_nobody_ties_what_another_has_uploaded(received, tie, lars, personnel):
    file = received()

    with pytest.raises(NotAllowed):
        tie(file, by=lars)

    assert not queries.files_about(personnel).exists()


def test_what_is_tied_to_one_thing_is_not_tied_to_another(received, tie, archive):
    file = received()
    tie(file)

    with pytest.raises(NotAllowed):
        tie(file, about=archive)


def test_a_file_that_is_gone_is_told_of_and_the_others_stay_drafts(received, tie, kari):
    here, gone = received(), received()
    actions.remove(file=gone, by=kari, at=MORNING)

    with pytest.raises(actions.FileGone):
        tie(here, gone)

    assert list(queries.drafts_of(kari)) == [here]


def test_one_thing_holds_so_many_files(received, tie, monkeypatch, personnel):
    monkeypatch.setattr(holding, "MOST_FILES", 2)
    tie(received(), received())

    with pytest.raises(actions.TooMuchHere):
        tie(received())

    assert queries.files_about(personnel).count() == 2


def test_one_thing_holds_so_many_bytes(received, tie, monkeypatch):
    monkeypatch.setattr(holding, "MOST_BYTES", 20)
    tie(received())

    with pytest.raises(actions.TooMuchHere):
        tie(received())


def test_files_of_many_things_are_read_at_once(
    received, tie, personnel, archive, django_assert_num_queries
):
    tie(received(name="1.txt"))
    tie(received(name="2.txt"), about=archive)

    with django_assert_num_queries(1):
        found = queries.files_about_each([reference(personnel), reference(archive)])

    assert {key: [file.name for file in files] for key, files in found.items()} == {
        reference(personnel): ["1.txt"],
        reference(archive): ["2.txt"],
    }


def test_a_form_brings_only_what_its_sender_has_uploaded(received, tie, kari, lars):
    mine, theirs, removed, tied = received(), received(by=lars), received(), received(name="t.txt")
    actions.remove(file=removed, by=kari, at=MORNING)
    tie(tied)
    keys = [str(each.key) for each in (mine, theirs, removed, tied)]

    found = queries.uploads_among([*keys, str(uuid4()), "../../etc/passwd", "", "\x00"], kari)

    assert found == [mine, tied]


def test_a_removed_file_keeps_its_row_and_has_no_bytes(
    received, tie, kari, shelf, django_capture_on_commit_callbacks
):
    file = received()
    tie(file)

    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(file=file, by=kari, at=MORNING)

    file.refresh_from_db()
    assert (file.removed_at, file.removed_by) == (MORNING, kari)
    assert on(shelf) == []
    assert Event.objects.get(verb="file.removed").about == reference(file)


def test_removing_twice_is_the_same_as_once(received, tie, kari, lars):
    file = received()
    tie(file)

    actions.remove(file=file, by=kari, at=MORNING)
    actions.remove(file=file, by=lars, at=MORNING)

    file.refresh_from_db()
    assert file.removed_by == kari
    assert Event.objects.filter(verb="file.removed").count() == 1


def test_a_draft_is_removed_by_nobody_else_and_without_history(received, kari, lars):
    file = received()

    with pytest.raises(NotAllowed):
        actions.remove(file=file, by=lars, at=MORNING)
    actions.remove(file=file, by=kari, at=MORNING)

    assert StoredFile.objects.get().is_removed
    assert not Event.objects.exists()


def test_the_bytes_stay_when_the_removal_is_taken_back(received, kari, shelf):
    file = received()

    with transaction.atomic():
        actions.remove(file=file, by=kari, at=MORNING)
        transaction.set_rollback(True)

    assert len(on(shelf)) == 1
