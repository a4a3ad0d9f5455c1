"""The questions of an hour for those who answer them: with names, and what is left to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, OuterRef, Subquery, TextChoices, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from sufflor.events.models import Topic, TopicItem
from sufflor.lib.clock import local_date
from sufflor.lib.kept import Kept
from sufflor.organization.models import Appointment, Line, Membership, Role, RoleGrant
from sufflor.organization.rules import Someone
from sufflor.questions import rules
from sufflor.questions.models import Question, QuestionHour
from sufflor.questions.queries.turns import laid_aside
from sufflor.questions.rules import State


class Pile(TextChoices):
    """What lies together on the desk, in this order."""

    NOW = "now", _("Being answered now")
    WAITING = "waiting", _("In the queue")
    HELD = "held", _("To be read before everyone sees it")
    OWED = "owed", _("Answer in writing to come")
    ANSWERED = "answered", _("Answered")
    OUT = "out", _("Out of the queue")


PILES = tuple(Pile)
_PILE_OF = {
    State.NOW: Pile.NOW,
    State.WAITING: Pile.WAITING,
    State.HELD: Pile.HELD,
    State.OWED: Pile.OWED,
    State.ANSWERED: Pile.ANSWERED,
    State.DRAFTED: Pile.ANSWERED,
    State.PUBLISHED: Pile.ANSWERED,
    State.HIDDEN: Pile.OUT,
    State.MERGED: Pile.OUT,
    State.DECLINED: Pile.OUT,
    State.MOVED: Pile.OUT,
}
# Hiding is no end.
_LEFT = frozenset({State.HELD, State.WAITING, State.NOW, State.HIDDEN})


@dataclass(frozen=True, slots=True)
class DeskItem:
    """One question in the queue. `laid_aside` is when a host last took up another instead."""

    question: Question
    state: State
    laid_aside: int = 0
    merged: int = 0

    @property
    def pile(self) -> Pile:
        return _PILE_OF[self.state]

    @property
    def is_left(self) -> bool:
        """Whether it has neither an end nor an owner."""
        return self.state in _LEFT

    @property
    def is_out_of_hand(self) -> bool:
        """Whether something became of it that is worth a word to whoever has just had it."""
        return self.pile in {Pile.OWED, Pile.ANSWERED, Pile.OUT} or bool(self.laid_aside)

    @property
    def stamp(self) -> str:
        """Changes when the question, its answer or what became of it does; not with its votes."""
        question = self.question
        answer = question.answer.stamp if question.is_answered else ""
        owed = question.owed.at.isoformat() if hasattr(question, "owed") else ""
        told = (self.state, question.stamp, bool(question.pinned_at), self.merged, answer, owed)
        return "|".join(map(str, told))


@dataclass(frozen=True, slots=True)
class DeskHour:
    """An hour, the revision that its pages are made from, and the one in which a question of it
    last became another (see `content_revision`)."""

    hour: QuestionHour
    revision: int
    content: int


@dataclass(frozen=True, slots=True)
class Desk:
    """Every question of an hour, in the order in which they are worked through."""

    items: tuple[DeskItem, ...]

    @property
    def piles(self) -> Iterator[tuple[Pile, list[DeskItem]]]:
        """Those that hold something."""
        for pile in Pile:
            if there := [item for item in self.items if item.pile == pile]:
                yield pile, there

    @property
    def left(self) -> int:
        return sum(item.is_left for item in self.items)

    def count(self, pile: Pile) -> int:
        return sum(item.pile == pile for item in self.items)

    def item(self, number: int | None) -> DeskItem | None:
        return next((item for item in self.items if item.question.pk == number), None)

    def beside(self, item: DeskItem, step: int) -> DeskItem | None:
        """The one before it or after it."""
        place = self.items.index(item) + step
        return self.items[place] if 0 <= place < len(self.items) else None

    def first_after(self, number: int) -> DeskItem | None:
        """What to go on with when one is done: the first that waits, or else just the first."""
        others = [item for item in self.items if item.question.pk != number]
        return next((item for item in others if item.is_left), next(iter(others), None))


_answerers: Kept[frozenset[int]] = Kept(size=2)


def is_answerer(person: Someone, at: datetime, revision: int) -> bool:
    """Whether there is a desk for this person: `rules.may_see_desk` for pages read by many.

    Who they are is kept by date under the revision of the organisation.
    """
    day = local_date(at)
    return person.pk in _answerers.get(day, revision, lambda: _read_answerers(day))


def _read_answerers(day: date) -> frozenset[int]:
    hosts = RoleGrant.objects.filter(role__in=[Role.HOST, Role.ADMINISTRATOR])
    advisers = Appointment.objects.valid_on(day).order_by()
    second_line = Membership.objects.filter(group__line=Line.SECOND, group__area__isnull=False)
    people = hosts.values_list("person_id").union(
        advisers.values_list("person_id"), second_line.values_list("person_id")
    )
    return frozenset(people.values_list("person_id", flat=True))


def find_desk(slug: str) -> DeskHour | None:
    """An hour for those who run it, also a rehearsal, with its revisions of the same moment."""
    name = Concat(Value("hour-"), Cast(OuterRef("pk"), CharField()))
    moved = Topic.objects.filter(name=name).values("revision")
    changed = TopicItem.objects.filter(topic=name).order_by("-change_revision")
    rows = QuestionHour.objects.select_related("rehearsal_of").annotate(
        revision=Coalesce(Subquery(moved), 0),
        content=Coalesce(Subquery(changed.values("change_revision")[:1]), 0),
    )
    hour = rows.filter(slug=slug).first()
    if hour is None:
        return None
    read: dict[str, int] = hour.__dict__
    return DeskHour(hour, read["revision"], read["content"])


def desk(hour: QuestionHour) -> Desk:
    """Everything that was asked in an hour. Two queries, however many they are."""
    questions = list(
        Question.objects.filter(hour=hour)
        .select_related("area", *rules.STATE_ROWS)
        .defer("detail", "answer__text", "area__summary", "area__summary_nn", "area__summary_en")
        .ranked()
    )
    for question in questions:
        question.hour = hour
    states = {question.pk: rules.state_of(question) for question in questions}
    aside = laid_aside(hour, (one for one in questions if states[one.pk] == State.WAITING))
    merged = Counter(question.merged_into_id for question in questions)
    items = [
        DeskItem(
            question,
            states[question.pk],
            aside.get(question.pk, 0),
            merged[question.pk],
        )
        for question in questions
    ]
    return Desk(tuple(in_turn(items)))


def in_turn(items: Iterable[DeskItem]) -> list[DeskItem]:
    """By pile, and as they are ranked; what was laid aside waits until the others are taken."""
    return sorted(items, key=lambda item: (PILES.index(item.pile), item.laid_aside))
