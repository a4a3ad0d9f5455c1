"""What the vendor says, however it comes: by mail, over the API, or written down by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.files import actions as files
from sufflor.files.models import StoredFile
from sufflor.lib.refusals import require
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.vendor import rules
from sufflor.vendor.actions.keeping import locked, written
from sufflor.vendor.models import NUMBER_LENGTH, Channel, Entry, EntryKind, VendorCase
from sufflor.vendor.models.entries import SUBJECT_LENGTH


@dataclass(frozen=True)
class Heard:
    """`number` is what the case is called there; `is_closed` that they call it closed."""

    text: str
    channel: Channel
    subject: str = ""
    address: str = ""
    number: str = ""
    is_closed: bool = False
    files: Collection[StoredFile] = ()


@transaction.atomic
def hear(*, case: VendorCase, heard: Heard, by: User, at: datetime) -> Entry:
    """From the vendor's own account, or by the contact whom they told. The same words again, by
    whichever way and under whichever subject, are heard once; a number that is new is kept."""
    case = locked(case)
    require(by == case.system.vendor.account or rules.may_open(by))
    text = written(heard.text)
    digest = hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()
    said, is_new = Entry.objects.get_or_create(
        case=case,
        digest=digest,
        defaults={
            "kind": EntryKind.ANSWER,
            "channel": heard.channel,
            "subject": one_line(heard.subject)[:SUBJECT_LENGTH],
            "address": heard.address,
            "text": text,
            "at": at,
            "by": by,
        },
    )
    if _keep(case, heard, at) or is_new:
        case.touched_at = at
        case.save(update_fields=["touched_at", "vendor_number", "vendor_closed_at"])
    if is_new:
        files.tie(files=heard.files, about=said, by=by, at=at)
        events.record("vendor_case.heard", about=case, by=by, at=at, entry=said.pk)
    return said


def _keep(case: VendorCase, heard: Heard, at: datetime) -> bool:
    number = one_line(heard.number)[:NUMBER_LENGTH]
    has_number = bool(number) and number != case.vendor_number
    if has_number:
        case.vendor_number = number
    closes = heard.is_closed and case.is_under_way and case.vendor_closed_at is None
    if closes:
        case.vendor_closed_at = at
    return has_number or closes
