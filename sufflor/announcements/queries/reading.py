"""Reading the message channel: what every page shows, what the front page shows, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q
from django.utils.translation import get_language

from sufflor.announcements.models import Notice, NoticeQuerySet, Tag, Target
from sufflor.announcements.queries.concerning import Aim, belonging, for_reader
from sufflor.lib.kept import Kept
from sufflor.organization.models import User
from sufflor.organization.queries import Belonging
from sufflor.organization.rules import Someone

MOST_LINES = 50
# For so long, what is for a reader's own group stands before what is newer and for everyone.
OWN_COMES_FIRST = timedelta(days=7)


@dataclass(frozen=True)
class NoticeLine:
    """A notice where only its title is shown, in the language of the page or as near as it goes.

    `concerns` names the groups that `aims` are for; both are empty when it is for everyone.
    """

    pk: int
    title: str
    language: str
    published_at: datetime
    expires_at: datetime | None
    concerns: tuple[str, ...]
    aims: tuple[Aim, ...]

    def is_for(self, reader: Belonging) -> bool:
        return not self.aims or any(aim.takes_in(reader) for aim in self.aims)


# One for each language.
_critical: Kept[tuple[NoticeLine, ...]] = Kept(size=6)
_latest: Kept[tuple[NoticeLine, ...]] = Kept(size=6)


def channel(at: datetime, tag: str = "", reader: Someone | None = None) -> NoticeQuerySet:
    """The notices that a reader sees at an instant, pinned first, with everything a list shows.

    With a `reader`, only those that concern them.
    """
    notices = Notice.objects.public().published_by(at).in_order()
    if tag in Tag.values:
        notices = notices.filter(tags__tag=tag)
    if isinstance(reader, User):
        notices = for_reader(notices, belonging(reader, at))
    return _with_rows(notices).prefetch_related("corrections")


def planned(at: datetime) -> NoticeQuerySet:
    """What is written and not yet shown, the next one first."""
    return _with_rows(Notice.objects.planned_at(at))


def to_release(at: datetime) -> NoticeQuerySet:
    """Planned notices whose time has come, and that only those who look at the page know of."""
    due = Notice.objects.public().filter(released_at=None).published_by(at)
    return due.order_by("published_at", "pk")


def written(at: datetime) -> NoticeQuerySet:
    """All that was ever shown or dropped: for those who write in the channel."""
    dropped_or_shown = Q(withdrawn_at__isnull=False) | Q(published_at__lte=at)
    return _with_rows(Notice.objects.filter(dropped_or_shown).in_order())


def critical(at: datetime, revision: int) -> tuple[NoticeLine, ...]:
    """Critical notices that have not expired.

    `revision` is that of the topics "chrome" and "organization" together.
    """
    lines = _critical.get(get_language(), revision, lambda: _read_critical(at))
    return tuple(
        line
        for line in lines
        if line.published_at <= at and line.expires_at and at < line.expires_at
    )


def latest(
    at: datetime, limit: int, revision: int, reader: Someone | None = None
) -> tuple[NoticeLine, ...]:
    """The newest notices: for a reader those for their own group first, and those for others last.

    `revision` is that of the topics "notices" and "organization" together.
    """
    kept = _latest.get(get_language(), revision, lambda: _read_latest(at))
    lines = [line for line in kept if line.published_at <= at]
    if any(line.aims for line in lines) and isinstance(reader, User):
        return _by_nearness(lines, belonging(reader, at, revision), at)[:limit]
    return tuple(lines[:limit])


def _by_nearness(
    lines: list[NoticeLine], reader: Belonging, at: datetime
) -> tuple[NoticeLine, ...]:
    def rank(line: NoticeLine) -> int:
        if not line.is_for(reader):
            return 2
        is_own = bool(line.aims) and at - line.published_at < OWN_COMES_FIRST
        return 0 if is_own else 1

    return tuple(sorted(lines, key=rank))


def _read_critical(at: datetime) -> tuple[NoticeLine, ...]:
    return _lines(Notice.objects.public().filter(is_critical=True), at)


def _read_latest(at: datetime) -> tuple[NoticeLine, ...]:
    return _lines(Notice.objects.public(), at)


def _lines(notices: NoticeQuerySet, at: datetime) -> tuple[NoticeLine, ...]:
    """The newest, and before them those that are planned: each is shown when its time comes."""
    notices = notices.order_by("-published_at", "-pk")
    newest = notices.published_by(at).values("pk")[:MOST_LINES]
    found = notices.filter(Q(published_at__gt=at) | Q(pk__in=newest))
    return tuple(_line(notice) for notice in found.prefetch_related("translations", _targets()))


def _with_rows(notices: NoticeQuerySet) -> NoticeQuerySet:
    """With all that a list shows of each."""
    return notices.select_related("unit").prefetch_related("tags", "translations", _targets())


def _targets() -> Prefetch[str]:
    return Prefetch("targets", Target.objects.select_related("unit", "area"))


def _line(notice: Notice) -> NoticeLine:
    words = notice.local
    targets = notice.targets.all()
    return NoticeLine(
        pk=notice.pk,
        title=words.title,
        language=words.language,
        published_at=notice.published_at,
        expires_at=notice.expires_at,
        concerns=tuple(str(target) for target in targets),
        aims=tuple(Aim(each.unit_id, each.work_role, each.area_id) for each in targets),
    )
