"""One mail a day: which notices are in it, and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sufflor.announcements import queries as announcements
from sufflor.announcements.models import Notice, NoticeQuerySet
from sufflor.events.models import reference
from sufflor.messaging.models import Delivery, Digest, DigestNotice, Notices, State
from sufflor.messaging.told import Told
from sufflor.organization.models import User

# A worker that was away a week, or a holiday, still tells what was posted meanwhile.
LOOKS_BACK = timedelta(days=14)


def untold(at: datetime) -> NoticeQuerySet:
    """What has been shown and no digest has had, but for what is old news by now."""
    shown = Notice.objects.public().published_by(at).filter(published_at__gt=at - LOOKS_BACK)
    return shown.exclude(pk__in=DigestNotice.objects.values("notice")).order_by(
        "published_at", "pk"
    )


def told(digest: Digest, at: datetime) -> Iterable[Told]:
    """One mail for each who wants one a day and whom something in it concerns."""
    people: set[int] = set()
    for notice in digest.notices.all():
        daily = announcements.readers(notice, at).filter(preference__notices=Notices.DAILY)
        wanting = set(daily.exclude(email="").values_list("pk", flat=True))
        people |= wanting - _told_alone(notice)
    for person in sorted(people):
        key = f"digest:{digest.pk}:{person}"
        yield Told(person, "digest", reference(digest), key, at)


def notices_for(digest: Digest, person: User) -> list[Notice]:
    """What is left to tell this person: first what is for their own group, then the newest."""
    reader = announcements.belonging(person, digest.planned_at)
    concerning = announcements.for_reader(Notice.objects.public(), reader)
    found = (
        concerning.filter(digests=digest)
        .select_related("unit")
        .prefetch_related("targets", "translations")
        .order_by("-published_at", "-pk")
    )
    left = [notice for notice in found if person.pk not in _told_alone(notice)]
    return sorted(left, key=lambda notice: not notice.targets.all())


def _told_alone(notice: Notice) -> set[int]:
    """Who has got a mail about this notice alone, or is about to."""
    alone = Delivery.objects.filter(about=reference(notice)).exclude(state=State.DROPPED)
    return set(alone.values_list("recipient_id", flat=True))
