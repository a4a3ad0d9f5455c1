"""Taking away notices that stopped to matter long ago."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.announcements.actions import keeping
from sufflor.announcements.models import Notice
from sufflor.events.models import reference
from sufflor.search import actions as search


@transaction.atomic
def forget_notices(*, keys: Collection[int], at: datetime) -> int:
    """With what was corrected in them, out of the channel, the feeds and the search."""
    notices = list(Notice.objects.filter(pk__in=keys).order_by("pk"))
    for notice in notices:
        search.remove(reference(notice))
        keeping.touch(notice)
    Notice.objects.filter(pk__in=keys).delete()
    return len(notices)
