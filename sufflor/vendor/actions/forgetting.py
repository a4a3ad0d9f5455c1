"""What a case said to the vendor and heard from them, when it is over for good."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.files import actions as files
from sufflor.vendor.models import Entry, VendorCase
from sufflor.vendor.models.entries import GONE


@transaction.atomic
def forget_words(*, keys: Collection[int], at: datetime) -> int:
    """Steps, logs and letters go, and files with them: they may say who did what. What it was
    about, how it went and when stays."""
    for case in VendorCase.objects.filter(pk__in=keys):
        files.forget(about=case)
    entries = Entry.objects.filter(case__in=keys)
    for entry in entries:
        files.forget(about=entry)
    entries.exclude(text="").update(text=GONE, address="")
    empty = {"steps": "", "expected": "", "actual": "", "log": "", "tested": ""}
    return VendorCase.objects.filter(pk__in=keys).update(**empty)
