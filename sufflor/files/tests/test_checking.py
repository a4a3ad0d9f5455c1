"""What a real scanner says of files, and what is held while it says nothing."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import connection

from sufflor.events.models import Event, reference
from sufflor.files import actions, queries
from sufflor.files import shelf as where
from sufflor.files.actions import checking
from sufflor.files.models import FileState, StoredFile
from sufflor.files.tests.conftest import on, packed
from sufflor.lib.virus_scanner import VirusScanner
from sufflor.messaging import schedule
from sufflor.messaging.models import Job
from tests.cast import MORNING
from tools.door.clamav import EICAR, FOUND

VIRUS = EICAR.encode()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def scanned(settings, clamd):
    settings.VIRUS_SCANNER = clamd


@pytest.fixture
def held(settings, scanner_that_is_down, received):
    """A file that came while the scanner was down."""

    def held(content=b"Hei", **more):
        settings.VIRUS_SCANNER = scanner_that_is_down
        return received(content, **more)

    return held


@pytest.fixture
def work(work_at, monkeypatch):
    """Nothing but files is on the worker's schedule."""
    entries = tuple(map(schedule.entry_of, ("scan", "sweep")))
    monkeypatch.setattr(schedule, "SCHEDULE", entries)
    return work_at


def states():
    return list(StoredFile.objects.order_by("uploaded_at", "name").values_list("state", flat=True))


@pytest.mark.usefixtures("scanned")
def test_what_is_clean_is_ready_when_it_has_come(received):
    file = received()

    assert (file.state, file.checked_at) == (FileState.CLEAN, MORNING)


@pytest.mark.usefixtures("scanned")
@pytest.mark.parametrize(
    "content", [VIRUS, packed({"brev.txt": VIRUS}), packed({"1.zip": packed({"2": VIRUS})})]
)
def test_a_virus_is_found_and_told_of(received, content):
    file = received(content, "brev")

    assert file.is_infected
    assert FOUND in file.finding
    event = Event.objects.get()
    assert (event.verb, event.about, event.by) == ("file.infected", reference(file), "")


@pytest.mark.usefixtures("scanned")
def test_what_is_infected_comes_along_so_that_helpers_are_told(received, kari, personnel):
    file = received(VIRUS)

    actions.tie(files=[file], about=personnel, by=kari, at=MORNING)

    assert [each.is_infected for each in queries.files_about(personnel)] == [True]


def test_while_the_scanner_is_down_a_file_is_held_and_not_lost(held, shelf):
    file = held()

    assert file.is_held
    assert file.checked_at is None
    assert len(on(shelf)) == 1


def test_a_scanner_that_hangs_costs_the_sender_a_moment(settings, scanner_that_hangs, received):
    settings.VIRUS_SCANNER = scanner_that_hangs
    began = time.monotonic()

    file = received()

    assert file.is_held
    assert time.monotonic() - began < 4


def test_the_worker_asks_again_until_the_scanner_is_back(held, work, settings, clamd):
    held(name="1.txt")
    held(VIRUS, name="2.txt")

    work(MORNING + MINUTE)
    assert states() == ["held", "held"]
    settings.VIRUS_SCANNER = clamd
    work(MORNING + 2 * MINUTE)

    assert states() == ["clean", "infected"]
    assert not Job.objects.filter(done_at=None).exists()


@pytest.mark.usefixtures("scanned")
def test_when_nothing_is_held_the_scanner_is_left_alone(received, work):
    received()

    work(MORNING + MINUTE)

    assert not Job.objects.filter(name="scan").exists()


def test_when_the_scanner_is_away_it_is_asked_about_one_only(held, settings, caplog):
    for _ in range(3):
        held()
    caplog.clear()

    actions.check_held(at=MORNING + MINUTE)

    assert len(caplog.records) == 1


def test_one_file_that_it_cannot_look_at_keeps_no_other_waiting(held, settings, clamd, monkeypatch):
    monkeypatch.setattr(checking, "AT_A_TIME", 1)
    held(name="1.txt")
    held(name="2.txt")
    gone = StoredFile.objects.held().first()
    where.drop(gone.key)
    settings.VIRUS_SCANNER = clamd

    for minute in (1, 2):
        actions.check_held(at=MORNING + minute * MINUTE)

    assert sorted(states()) == ["clean", "held"]


def test_a_scanner_is_not_asked_about_what_it_has_answered_for(settings, clamd, received):
    settings.VIRUS_SCANNER = clamd
    file = received(VIRUS)
    settings.VIRUS_SCANNER = None

    actions.check(file=file, at=MORNING)

    assert states() == ["infected"]
    assert Event.objects.count() == 1


def test_what_was_held_is_clean_when_there_is_to_be_no_scanner(held, settings):
    held()
    settings.VIRUS_SCANNER = None

    actions.check_held(at=MORNING + MINUTE)

    assert states() == ["clean"]


def test_the_worker_sweeps_at_night(received, work):
    received(at=MORNING - timedelta(days=40))

    work(MORNING)

    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_others_may_write_while_the_scanner_thinks(settings, held, kari, monkeypatch, work):
    """A scan in a transaction would hold all of SQLite."""
    held()
    seen = []

    class Thinking(VirusScanner):
        def ping(self, patience=0):
            seen.append(connection.in_atomic_block)

        def scan(self, stream, patience=0):
            seen.append(connection.in_atomic_block)
            return ""

    settings.VIRUS_SCANNER = Thinking()
    work(MORNING + MINUTE)

    assert seen == [False, False]
    assert states() == ["clean"]
