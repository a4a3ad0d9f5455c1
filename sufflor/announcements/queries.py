"""Reading the message channel: what every page shows, what the front page shows, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sufflor.announcements.models import Notice, NoticeQuerySet, Tag
from sufflor.lib.kept import Kept


@dataclass(frozen=True)
class NoticeLine:
    """A notice where only its title is shown."""

    pk: int
    title: str
    language: str
    published_at: datetime
    expires_at: datetime | None
    is_pinned: bool


_critical: Kept[tuple[NoticeLine, ...]] = Kept(size=2)
_latest: Kept[tuple[NoticeLine, ...]] = Kept(size=2)


def channel(at: datetime, tag: str = "") -> NoticeQuerySet:
    """The notices that a reader sees at an instant, pinned first, with everything a list shows."""
    notices = Notice.objects.public().published_by(at).in_order().select_related("unit")
    if tag in Tag.values:
        notices = notices.filter(tags__tag=tag)
    return notices.prefetch_related("tags", "corrections")


def critical(at: datetime, revision: int) -> tuple[NoticeLine, ...]:
    """Critical notices that have not expired; `revision` is that of the topic "chrome"."""
    lines = _critical.get("critical", revision, _read_critical)
    return tuple(
        line
        for line in lines
        if line.published_at <= at and line.expires_at and at < line.expires_at
    )


def latest(at: datetime, limit: int, revision: int) -> tuple[NoticeLine, ...]:
    """The newest notices; `revision` is that of the topic "notices"."""
    lines = _latest.get("latest", revision, _read_latest)
    return tuple(line for line in lines if line.published_at <= at)[:limit]


def _read_critical() -> tuple[NoticeLine, ...]:
    return tuple(
        _line(notice)
        for notice in Notice.objects.public()
        .filter(is_critical=True)
        .order_by("-published_at")[:50]
    )


def _read_latest() -> tuple[NoticeLine, ...]:
    return tuple(_line(notice) for notice in Notice.objects.public().order_by("-published_at")[:50])


def _line(notice: Notice) -> NoticeLine:
    return NoticeLine(
        pk=notice.pk,
        title=notice.title,
        language=notice.language,
        published_at=notice.published_at,
        expires_at=notice.expires_at,
        is_pinned=notice.is_pinned,
    )
