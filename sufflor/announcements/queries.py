"""Reading the message channel: what every page shows, what the front page shows, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import get_language

from sufflor.announcements.models import Notice, NoticeQuerySet, Tag
from sufflor.lib.kept import Kept

MOST_LINES = 50


@dataclass(frozen=True)
class NoticeLine:
    """A notice where only its title is shown, in the language of the page or as near as it goes."""

    pk: int
    title: str
    language: str
    published_at: datetime
    expires_at: datetime | None
    is_pinned: bool


# One for each language.
_critical: Kept[tuple[NoticeLine, ...]] = Kept(size=6)
_latest: Kept[tuple[NoticeLine, ...]] = Kept(size=6)


def channel(at: datetime, tag: str = "") -> NoticeQuerySet:
    """The notices that a reader sees at an instant, pinned first, with everything a list shows."""
    notices = Notice.objects.public().published_by(at).in_order().select_related("unit")
    if tag in Tag.values:
        notices = notices.filter(tags__tag=tag)
    return notices.prefetch_related("tags", "translations", "corrections")


def planned(at: datetime) -> NoticeQuerySet:
    """What is written and not yet shown, the next one first."""
    notices = Notice.objects.planned_at(at).select_related("unit")
    return notices.prefetch_related("tags", "translations")


def written(at: datetime) -> NoticeQuerySet:
    """All that was ever shown or dropped: for those who write in the channel."""
    dropped_or_shown = Q(withdrawn_at__isnull=False) | Q(published_at__lte=at)
    notices = Notice.objects.filter(dropped_or_shown).in_order().select_related("unit")
    return notices.prefetch_related("tags", "translations")


def critical(at: datetime, revision: int) -> tuple[NoticeLine, ...]:
    """Critical notices that have not expired; `revision` is that of the topic "chrome"."""
    lines = _critical.get(get_language(), revision, lambda: _read_critical(at))
    return tuple(
        line
        for line in lines
        if line.published_at <= at and line.expires_at and at < line.expires_at
    )


def latest(at: datetime, limit: int, revision: int) -> tuple[NoticeLine, ...]:
    """The newest notices; `revision` is that of the topic "notices"."""
    lines = _latest.get(get_language(), revision, lambda: _read_latest(at))
    return tuple(line for line in lines if line.published_at <= at)[:limit]


def _read_critical(at: datetime) -> tuple[NoticeLine, ...]:
    return _lines(Notice.objects.public().filter(is_critical=True), at)


def _read_latest(at: datetime) -> tuple[NoticeLine, ...]:
    return _lines(Notice.objects.public(), at)


def _lines(notices: NoticeQuerySet, at: datetime) -> tuple[NoticeLine, ...]:
    """The newest, and before them those that are planned: each is shown when its time comes."""
    notices = notices.order_by("-published_at", "-pk")
    newest = notices.published_by(at).values("pk")[:MOST_LINES]
    found = notices.filter(Q(published_at__gt=at) | Q(pk__in=newest))
    return tuple(_line(notice) for notice in found.prefetch_related("translations"))


def _line(notice: Notice) -> NoticeLine:
    words = notice.local
    return NoticeLine(
        pk=notice.pk,
        title=words.title,
        language=words.language,
        published_at=notice.published_at,
        expires_at=notice.expires_at,
        is_pinned=notice.is_pinned,
    )
