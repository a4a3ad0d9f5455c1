"""Taking away replies that were begun, and that nobody came back to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.desk.models import Draft


@transaction.atomic
def forget_drafts(*, keys: Collection[int], at: datetime) -> int:
    return Draft.objects.filter(pk__in=keys).delete()[0]
