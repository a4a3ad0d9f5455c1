"""Asking the virus scanner. What it has not answered for is held, and is served to nobody."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction

from sufflor.events import actions as events
from sufflor.files import shelf
from sufflor.files.models import FileState, StoredFile
from sufflor.files.rules import TRANSITIONS
from sufflor.lib.virus_scanner import PATIENCE, ScannerAway, VirusScanner

log = logging.getLogger("sufflor.files")

# Somebody waits at their screen; the worker has more patience.
PATIENCE_AT_THE_GATE = 5.0
AT_A_TIME = 25


def check(*, file: StoredFile, at: datetime) -> StoredFile:
    """Clean, infected, or held while the scanner does not answer. Twice is the same as once.

    Call it outside a transaction: nobody else could write while the scanner thinks.
    """
    try:
        return _checked(file, at, PATIENCE_AT_THE_GATE)
    except ScannerAway as fault:
        log.warning("the virus scanner does not answer: %s", fault)
        return file


def check_held(*, at: datetime) -> int:
    """Ask about those that are held, the oldest first, and about no more when it is away."""
    number = 0
    for file in StoredFile.objects.held()[:AT_A_TIME]:
        try:
            _checked(file, at, PATIENCE)
        except ScannerAway as fault:
            log.warning("the virus scanner does not answer: %s", fault)
            break
        except FileNotFoundError:
            log.error("a file that waits for the virus scanner is gone: %s", file.key)
        else:
            number += 1
    return number


def _checked(file: StoredFile, at: datetime, patience: float) -> StoredFile:
    scanner: VirusScanner | None = settings.VIRUS_SCANNER
    finding = ""
    if scanner is not None:
        scanner.ping()
        with shelf.place(file.key).open("rb") as stream:
            finding = scanner.scan(stream, patience)
    return _settle(file, finding, at)


@transaction.atomic
def _settle(file: StoredFile, finding: str, at: datetime) -> StoredFile:
    file = StoredFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    state = FileState.INFECTED if finding else FileState.CLEAN
    if state not in TRANSITIONS[FileState(file.state)]:
        return file
    file.state, file.finding, file.checked_at = state, finding[:200], at
    file.save(update_fields=["state", "finding", "checked_at"])
    if file.is_infected:
        events.record("file.infected", about=file, by=None, at=at, finding=file.finding)
    return file
