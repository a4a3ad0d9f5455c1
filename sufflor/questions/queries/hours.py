"""Reading question hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from sufflor.events.models import Topic, TopicItem
from sufflor.events.queries import times
from sufflor.lib.kept import Kept
from sufflor.organization.rules import Someone
from sufflor.questions import rules
from sufflor.questions.models import Moderation, QuestionHour
from sufflor.questions.reading import HourCard

_calendars: Kept[tuple[QuestionHour, ...]] = Kept(size=1)
_moved: Kept[Mapping[int, datetime]] = Kept(size=1)

IS_PUBLIC = Q(
    questions__hidden_at=None,
    questions__merged_into=None,
    questions__decline=None,
    questions__move=None,
) & (
    Q(questions__released_at__isnull=False)
    | Q(moderation=Moderation.AFTER, questions__held_at=None)
)


@dataclass(frozen=True, slots=True)
class Found:
    """An hour and the revision that its page is made from; `content` is the one in which more than
    votes last changed."""

    hour: QuestionHour
    revision: int
    content: int = 0


def next_hour(at: datetime) -> HourCard | None:
    """The hour that is open, or else the next one to open. One query."""
    hour = _counted(unended(at)).first()
    return _card(hour, at) if hour else None


def next_slug(at: datetime) -> str | None:
    """The address of that hour, without its figures."""
    return unended(at).values_list("slug", flat=True).first()


def hour_after(hour: QuestionHour, revision: int) -> QuestionHour | None:
    """The hour that takes up what this one does not get to. Kept under the revision of "chrome"."""
    calendar = _calendars.get("all", revision, lambda: tuple(QuestionHour.objects.held()))
    later = (other for other in calendar if other.opens_at >= hour.closes_at)
    return min(later, key=lambda other: other.opens_at, default=None)


def unended(at: datetime) -> QuerySet[QuestionHour]:
    return QuestionHour.objects.held().filter(closes_at__gt=at).order_by("opens_at", "pk")


def hours(at: datetime, revision: int) -> list[HourCard]:
    """Every hour with its figures, first to last, also those that are called off.

    One query, and one more when hours have been moved since.
    """
    rows = _counted(QuestionHour.objects.real().order_by("opens_at", "pk"))
    have_moved = moved(revision)
    return [_card(hour, at, have_moved.get(hour.pk)) for hour in rows]


def find_hour(slug: str) -> Found | None:
    """One hour by its address, with its revisions. Two plain queries: one clever one costs more."""
    return _found(QuestionHour.objects.real().filter(slug=slug).first())


def hour_for(slug: str, viewer: Someone) -> QuestionHour | None:
    """An hour alone; a rehearsal is there for those who arrange hours, and for nobody else."""
    hour = next(iter(QuestionHour.objects.order_by().filter(slug=slug)), None)
    # Who looks is only asked where it matters: a full hall looks at real hours.
    if hour is not None and hour.is_rehearsal and not rules.may_arrange(viewer):
        return None
    return hour


def moved(revision: int) -> Mapping[int, datetime]:
    """Hours that were given another time, and when that was said. Kept like `hour_after`."""
    return _moved.get("all", revision, _read_moved)


def _read_moved() -> Mapping[int, datetime]:
    return {int(about.rpartition(":")[2]): at for about, at in times("hour.moved").items()}


def _found(hour: QuestionHour | None) -> Found | None:
    if hour is None:
        return None
    last = TopicItem.objects.filter(topic=OuterRef("name")).order_by("-change_revision")
    topic = Topic.objects.filter(name=hour.topic).annotate(
        content=Coalesce(Subquery(last.values("change_revision")[:1]), 0)
    )
    revision, content = topic.values_list("revision", "content").first() or (0, 0)
    return Found(hour, revision, content)


def _counted(hours: QuerySet[QuestionHour]) -> QuerySet[QuestionHour]:
    return hours.annotate(
        question_count=Count("questions", filter=IS_PUBLIC),
        answered_count=Count("questions__answer", filter=IS_PUBLIC),
        vote_sum=Coalesce(Sum("questions__vote_count", filter=IS_PUBLIC), 0),
    )


def _card(hour: QuestionHour, at: datetime, moved_at: datetime | None = None) -> HourCard:
    figures: dict[str, int] = hour.__dict__
    return HourCard(
        pk=hour.pk,
        slug=hour.slug,
        kind=hour.kind,
        own_title=hour.own_title,
        date=hour.date,
        starts_at=hour.opens_at,
        ends_at=hour.closes_at,
        collects_from=hour.collects_from,
        room=hour.room,
        is_open=hour.is_open(at),
        is_over=hour.is_over(at),
        collects=hour.collects(at),
        is_cancelled=hour.is_cancelled,
        cancelled_why=hour.cancelled_why,
        moved_at=moved_at,
        question_count=figures["question_count"],
        answered_count=figures["answered_count"],
        vote_count=figures["vote_sum"],
    )
