"""Taking away what nobody came back for, and what a process that died left behind."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from sufflor.events.models import reference
from sufflor.files import shelf
from sufflor.files.models import FileState, StoredFile

log = logging.getLogger("sufflor.files")

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Swept:
    """How much was taken away, and how many tied files have lost their bytes."""

    drafts: int
    bytes_alone: int
    lost: int


@transaction.atomic
def forget(*, about: models.Model) -> int:
    """All that is tied to something that is deleted itself, rows and bytes; says how many files."""
    rows = list(StoredFile.objects.filter(about=reference(about)).values_list("pk", flat=True))
    StoredFile.objects.filter(pk__in=rows).delete()
    for key in rows:
        transaction.on_commit(partial(shelf.drop, key))
    return len(rows)


def sweep(*, at: datetime) -> Swept:
    """Drafts of more than thirty days, bytes without a row, and drafts without bytes.

    Bytes of what is infected go after thirty days too; its row stays, and tells why. A tied file
    without bytes is only told of: somebody may have a copy of the folder.
    """
    drafts = _forget(Q(uploaded_at__lt=at - KEPT_FOR))
    shelf.clear_aside(at)
    bytes_alone = lost = 0
    for start in shelf.STARTS:
        # The rows first: what comes between has its bytes, and they have just come.
        wanted = _wanted(start, at)
        keys = shelf.keys(start)
        alone = [key for key in keys.keys() - wanted.keys() if shelf.is_left_behind(keys[key], at)]
        for key in alone:
            shelf.drop(key)
        gone = wanted.keys() - keys.keys()
        if gone_drafts := [key for key in gone if wanted[key]]:
            drafts += _forget(Q(pk__in=gone_drafts))
        bytes_alone += len(alone)
        lost += len(gone) - len(gone_drafts)
    if lost:
        log.error("files have lost their bytes: %s", lost)
    return Swept(drafts, bytes_alone, lost)


@transaction.atomic
def _forget(which: Q) -> int:
    """The rows of drafts, also of those that are removed. Their bytes are without a row then."""
    number, _by_model = StoredFile.objects.filter(which, about="").delete()
    return number


def _wanted(start: str, at: datetime) -> Mapping[UUID, bool]:
    """Those whose keys begin so and whose bytes are kept, and which of them are drafts."""
    first, last = UUID(start.ljust(32, "0")), UUID(start.ljust(32, "f"))
    is_past = Q(state=FileState.INFECTED, uploaded_at__lt=at - KEPT_FOR)
    files = StoredFile.objects.there().filter(pk__gte=first, pk__lte=last).exclude(is_past)
    return {key: not about for key, about in files.values_list("key", "about")}
