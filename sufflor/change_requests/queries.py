"""Reading wishes: the public list, one of them, what was learnt, and who stands behind which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Case, F, IntegerField, QuerySet, When

from sufflor.change_requests import rules
from sufflor.change_requests.models import (
    DONE,
    STATES_OF,
    UNDECIDED,
    WANTED,
    Backing,
    ChangeRequest,
    ChangeRequestQuerySet,
    Plain,
    State,
    Step,
)
from sufflor.lib.counting import FEWEST_COUNTED
from sufflor.lib.stand_ins import who
from sufflor.organization.models import Unit, User
from sufflor.organization.rules import Someone
from sufflor.search.models import Audience
from sufflor.search.queries import similar

KIND = "change_request"
# Beside what somebody writes, this many are enough.
MOST_ALIKE = 3


class Order(StrEnum):
    NEWS = "nytt"
    SUPPORT = "flest"


@dataclass(frozen=True)
class Support:
    """People and units side by side. None where it is too few to be told."""

    people: int | None
    units: int | None
    by_unit: tuple[tuple[str, int], ...] = ()


def listed(plain: Plain | None, area: str, order: Order) -> ChangeRequestQuerySet:
    """What everyone reads, of all kinds or one."""
    rows = ChangeRequest.objects.public().select_related("area").prefetch_related("steps")
    if plain:
        rows = rows.filter(state__in=STATES_OF[plain])
    if area:
        rows = rows.filter(area__slug=area)
    if order == Order.NEWS:
        return rows.order_by("-changed_at", "-pk")
    # Their order would tell of those that are too few to be told.
    few = When(people__lt=FEWEST_COUNTED, then=0)
    return rows.order_by(Case(few, default="people", output_field=IntegerField()).desc(), "-pk")


def public() -> ChangeRequestQuerySet:
    rows = ChangeRequest.objects.public().select_related("area")
    return rows.prefetch_related("steps").order_by("-changed_at", "-pk")


def learnt() -> ChangeRequestQuerySet:
    """What people asked for and got, the newest first."""
    return public().filter(state__in=DONE)


def own(person: User) -> ChangeRequestQuerySet:
    """What somebody stands behind, also before everyone reads it; where it was taken into another,
    that one."""
    asked = Backing.objects.filter(person=person, left_at=None).values_list("change", flat=True)
    rows = ChangeRequest.objects.filter(pk__in=_standing(asked))
    return rows.select_related("area").prefetch_related("steps").order_by("-changed_at", "-pk")


def to_decide(person: User, at: datetime) -> list[ChangeRequest]:
    """Those that have been looked at and wait for the word of this person."""
    rows = ChangeRequest.objects.standing().filter(state=State.ASSESSED).select_related("area")
    waiting = list(rows.order_by("-people", "pk"))
    owners = rules.owners_by_area({each.area_id for each in waiting if each.area_id}, at)
    none: frozenset[int] = frozenset()
    return [each for each in waiting if rules.decides(person, owners.get(each.area_id or 0, none))]


def proposed() -> ChangeRequestQuerySet:
    return _by_news(ChangeRequest.objects.standing().filter(state=State.PROPOSED))


def assessed() -> ChangeRequestQuerySet:
    return _by_news(ChangeRequest.objects.standing().filter(state=State.ASSESSED))


def wanted() -> ChangeRequestQuerySet:
    return _by_news(ChangeRequest.objects.standing().filter(state__in=WANTED))


def over() -> ChangeRequestQuerySet:
    past = ChangeRequest.objects.standing().filter(state__in=[*DONE, State.DECLINED])
    return _by_news(past)


def sendable() -> ChangeRequestQuerySet:
    """Those that the vendor has not been told of yet."""
    return _by_news(ChangeRequest.objects.standing().filter(state=State.ACCEPTED))


def standing(change: ChangeRequest) -> ChangeRequest:
    """The one that it was taken into, and that one, and so on; itself where it stands alone."""
    while change.merged_into is not None:
        change = change.merged_into
    return change


def family(change: ChangeRequest) -> frozenset[int]:
    """The keys of the wish, of those taken into it, and of those taken into them."""
    return _with_taken_in([change.pk])


def over_since(before: datetime) -> frozenset[int]:
    """The keys of those that were over by then and have not moved since, with all that was taken
    into them."""
    rows = ChangeRequest.objects.standing().filter(changed_at__lt=before)
    over = rows.filter(state__in=[*DONE, State.DECLINED])
    return _with_taken_in(over.values_list("pk", flat=True))


def backers(change: ChangeRequest) -> QuerySet[User]:
    """Those who asked for it or wish the same, each once."""
    rows = Backing.objects.filter(change__in=family(change), left_at=None)
    return User.objects.filter(is_active=True, pk__in=rows.values("person"))


def last_word(change: ChangeRequest) -> Step | None:
    """What those who asked were last mailed of it: a decision, or that it is there."""
    if change.is_undecided:
        return None
    told = (State.ACCEPTED, State.DECLINED, State.DELIVERED)
    return change.steps.filter(state__in=told).exclude(state=F("state_before")).first()


def backing_of(change: ChangeRequest, person: Someone) -> Backing | None:
    if not isinstance(person, User):
        return None
    rows = Backing.objects.filter(change__in=family(change), person=person, left_at=None)
    return rows.order_by("pk").first()


def witnesses(change: ChangeRequest) -> int:
    """How many of those who asked have said that it does what they needed."""
    rows = Backing.objects.filter(change__in=family(change), left_at=None, works_at__isnull=False)
    return rows.values_list(who()).distinct().count()


def sentences(change: ChangeRequest) -> QuerySet[Backing]:
    """What those who wish the same have added; only for those who help."""
    rows = Backing.objects.filter(change__in=family(change), left_at=None).exclude(sentence="")
    return rows.order_by("-at")


def told(change: ChangeRequest) -> Support:
    """What a list tells, without a query."""
    return Support(None, None) if change.has_few else Support(change.people, change.units)


def support(change: ChangeRequest) -> Support:
    """By unit, without names. Small units are told together; where all of them are too few, the
    smallest of the others is told with them, so that none is found by taking those from the whole.
    Three queries."""
    rows = Backing.objects.filter(change__in=family(change), left_at=None)
    people = dict(rows.order_by("pk").values_list(who(), "unit"))
    if 0 < len(people) < FEWEST_COUNTED:
        return Support(None, None)
    by_unit = Counter(unit for unit in people.values() if unit)
    large = [(pk, n) for pk, n in by_unit.most_common() if n >= FEWEST_COUNTED]
    while large and 0 < len(people) - _sum(large) < FEWEST_COUNTED:
        large.pop()
    rest = len(people) - _sum(large)
    names = {unit.pk: unit.local_name for unit in Unit.objects.filter(pk__in=dict(large))}
    told = [(names[pk], n) for pk, n in large]
    if rest and told:
        told.append(("", rest))
    return Support(len(people), len(by_unit), tuple(told))


def alike(text: str, without: Collection[int] = ()) -> list[ChangeRequest]:
    """Public wishes that look like what somebody writes and that can still be backed, the likest
    first."""
    near = similar(text, audience=Audience.PUBLIC, kinds=[KIND])[: 3 * MOST_ALIKE]
    keys = [int(one.ref.rpartition(":")[2]) for one in near]
    open_ = ChangeRequest.objects.public().filter(state__in=[*UNDECIDED, *WANTED])
    there = open_.exclude(pk__in=without).select_related("area").in_bulk(keys)
    return [there[pk] for pk in keys if pk in there][:MOST_ALIKE]


def choices(without: Collection[int] = ()) -> ChangeRequestQuerySet:
    """Wishes that another can be taken into, or that a request can ask for."""
    rows = ChangeRequest.objects.standing().exclude(pk__in=without)
    return _by_news(rows.filter(state__in=[*UNDECIDED, *WANTED]))


def _with_taken_in(keys: Iterable[int]) -> frozenset[int]:
    known: set[int] = set()
    newest = set(keys)
    while newest:
        known |= newest
        taken_in = ChangeRequest.objects.filter(merged_into__in=newest).values_list("pk", flat=True)
        newest = set(taken_in) - known
    return frozenset(known)


def _by_news(rows: ChangeRequestQuerySet) -> ChangeRequestQuerySet:
    return rows.select_related("area").order_by("-changed_at", "-pk")


def _standing(keys: Iterable[int]) -> frozenset[int]:
    """Those that these were taken into, and those themselves that stand alone."""
    ends: set[int] = set()
    waiting = set(keys)
    while waiting:
        into = dict(ChangeRequest.objects.filter(pk__in=waiting).values_list("pk", "merged_into"))
        ends |= {pk for pk, goal in into.items() if goal is None}
        waiting = {goal for goal in into.values() if goal is not None}
    return frozenset(ends)


def _sum(units: Iterable[tuple[int, int]]) -> int:
    return sum(number for _unit, number in units)
