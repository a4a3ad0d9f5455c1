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
from sufflor.lib.virus_scanner import PATIENCE, NotLooked, ScannerAway, VirusScanner

log = logging.getLogger("sufflor.files")

# Somebody waits at their screen; the worker has more patience.
PATIENCE_AT_THE_GATE = 5.0
AT_A_TIME = 10


def check(*, file: StoredFile, at: datetime) -> StoredFile:
    """Clean, infected, or held while the scanner does not answer. Twice is the same as once.

    Call it outside a transaction: nobody else could write while the scanner thinks.
    """
    try:
        return _checked(file, at, PATIENCE_AT_THE_GATE)
    except NotLooked:
        return file


def check_held(*, at: datetime) -> None:
    """Ask again about some of those that are held, and about no more when the scanner is away."""
    for file in StoredFile.objects.held()[:AT_A_TIME]:
        try:
            _checked(file, at, PATIENCE)
        except ScannerAway:
            return
        except NotLooked:
            continue


def _checked(file: StoredFile, at: datetime, patience: float) -> StoredFile:
    try:
        finding = _finding(file, patience)
    except NotLooked as fault:
        log.warning("the virus scanner has not looked at %s: %s", file.key, fault)
        StoredFile.objects.filter(pk=file.pk).update(asked_at=at)
        raise
    return _settle(file, finding, at)


def _finding(file: StoredFile, patience: float) -> str:
    scanner: VirusScanner | None = settings.VIRUS_SCANNER
    if scanner is None:
        return ""
    scanner.ping()
    try:
        with shelf.place(file.key).open("rb") as stream:
            return scanner.scan(stream, patience)
    except FileNotFoundError as fault:
        raise NotLooked("its bytes are gone") from fault


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
