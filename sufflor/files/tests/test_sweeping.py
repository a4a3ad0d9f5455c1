"""What nobody came back for is taken away, and nothing else is."""

from __future__ import annotations

import os
from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.files import actions
from sufflor.files import shelf as where
from sufflor.files.actions.sweeping import Swept
from sufflor.files.models import FileState, StoredFile
from sufflor.files.tests.conftest import on
from tests.cast import MORNING

DAY = timedelta(days=1)


def lies(path, at):
    """As if it had been written then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


@pytest.fixture
def old(received):
    """A file from before, and its bytes too."""

    def old(days=31, **more):
        file = received(at=MORNING - days * DAY, **more)
        lies(where.place(file.key), MORNING - days * DAY)
        return file

    return old


def test_drafts_go_after_thirty_days_with_their_bytes(old, shelf):
    old(days=31)
    kept = old(days=29)

    swept = actions.sweep(at=MORNING)

    assert swept == Swept(drafts=1, bytes_alone=1, lost=0)
    assert list(StoredFile.objects.all()) == [kept]
    assert on(shelf) == [where.place(kept.key)]


def test_what_is_tied_stays(old, kari, personnel):
    file = old(days=400)
    actions.tie(files=[file], about=personnel, by=kari, at=MORNING)

    assert actions.sweep(at=MORNING) == Swept(0, 0, 0)
    assert where.place(file.key).exists()


def test_what_is_infected_keeps_its_row_and_loses_its_bytes(old, kari, personnel):
    file = old()
    actions.tie(files=[file], about=personnel, by=kari, at=MORNING)
    StoredFile.objects.update(state=FileState.INFECTED, finding="Eicar")

    swept = actions.sweep(at=MORNING)

    assert swept == Swept(drafts=0, bytes_alone=1, lost=0)
    assert StoredFile.objects.get().finding == "Eicar"
    assert not where.place(file.key).exists()


def test_bytes_without_a_row_go_unless_they_have_just_come(db, shelf):
    lies(where.place(uuid4()), MORNING - DAY)
    fresh = lies(where.place(uuid4()), MORNING)

    swept = actions.sweep(at=MORNING)

    assert swept.bytes_alone == 1
    assert on(shelf) == [fresh]


def test_what_was_written_aside_goes_unless_it_is_being_written(db, shelf):
    lies(shelf / where.ASIDE / "old", MORNING - DAY)
    fresh = lies(shelf / where.ASIDE / "new", MORNING)

    actions.sweep(at=MORNING)

    assert on(shelf) == [fresh]


def test_a_draft_without_bytes_goes(received):
    file = received()
    where.drop(file.key)

    assert actions.sweep(at=MORNING) == Swept(drafts=1, bytes_alone=0, lost=0)
    assert not StoredFile.objects.exists()


def test_a_tied_file_without_bytes_is_told_of_and_stays(received, kari, personnel, caplog):
    file = received()
    actions.tie(files=[file], about=personnel, by=kari, at=MORNING)
    where.drop(file.key)

    assert actions.sweep(at=MORNING) == Swept(drafts=0, bytes_alone=0, lost=1)
    assert StoredFile.objects.get() == file
    assert "lost their bytes" in caplog.text


def test_bytes_that_a_removal_left_behind_go(received, kari, shelf):
    """Whoever removed it died before the bytes were gone."""
    file = received()
    actions.remove(file=file, by=kari, at=MORNING)
    lies(where.place(file.key), MORNING - DAY)

    assert actions.sweep(at=MORNING) == Swept(drafts=0, bytes_alone=1, lost=0)
    assert on(shelf) == []


def test_what_is_no_file_of_ours_is_left_alone(db, shelf):
    note = lies(shelf / "ab" / "LES MEG.txt", MORNING - DAY)

    actions.sweep(at=MORNING)

    assert note.exists()


def test_an_empty_shelf_is_swept_too(db):
    assert actions.sweep(at=MORNING) == Swept(0, 0, 0)


def test_sweeping_costs_the_same_however_much_there_is(received, django_assert_max_num_queries):
    for _ in range(5):
        received()

    with django_assert_max_num_queries(260):
        actions.sweep(at=MORNING)
