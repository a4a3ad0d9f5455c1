"""Where a request can be handed to, with who is there, why them, and when they answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from sufflor.desk import clearance, rules
from sufflor.desk.models import Direction, HandoverReason, Movement, Request
from sufflor.desk.queries.clocks import promised
from sufflor.desk.queries.upward import likely_above
from sufflor.desk.queries.work import load
from sufflor.lib.clock import local_date
from sufflor.lib.prepared import Values, prepared_rows
from sufflor.organization import queries as organization
from sufflor.organization.models import Appointment, HelpKind, Line, SupportGroup, User, name_in
from sufflor.organization.queries import Target

Columns = tuple[object, ...]

NAMES_SHOWN = 5
GROUP, PERSON = "gruppe", "person"


class GroupRow(NamedTuple):
    """The columns of a group: scores of them are offered, and one is chosen."""

    id: int
    name: str
    name_nn: str
    name_en: str
    code: str
    line: int
    area_id: int | None
    unit_id: int

    def named(self, language: str) -> str:
        """As `local_name` of the group says it."""
        return name_in(language, self.name, self.name_nn, self.name_en)


@dataclass(frozen=True)
class Choice:
    """A place, under a key that a form can send."""

    key: str
    line: Line
    row: GroupRow | None = None
    person: User | None = None
    because: str = ""

    @property
    def group(self) -> SupportGroup | None:
        """Made anew each time: a choice may be kept, and what hangs on a model may not."""
        if self.row is None:
            return None
        return SupportGroup.from_db(DEFAULT_DB_ALIAS, GroupRow._fields, self.row)

    @property
    def name(self) -> str:
        return self.named(get_language() or "nb")

    def named(self, language: str) -> str:
        if self.person:
            return self.person.full_name
        return self.row.named(language) if self.row else ""


def group_row(group: SupportGroup) -> GroupRow:
    return GroupRow._make(getattr(group, name) for name in GroupRow._fields)


def choices(request: Request, person: User) -> list[Choice]:
    """Every group that somebody is in, but for the one that has it whole; nearest the user first.

    Only vendor contacts pass on to the vendor. What others hand to them is looked at by them first,
    as by specialists. What is confidential goes to the first line, or where somebody may read it.
    One query, or two.
    """
    passes_on = rules.may_send_to_vendor(person)
    readers = clearance.readers_of(request)
    if readers is None:
        found = _offered(_manned_rows(), passes_on)
    else:
        cleared = _manned().filter(Q(line=Line.FIRST) | Q(members__in=readers)).distinct()
        found = _offered(tuple(_in_columns(cleared)), passes_on)
    if request.assignee_id is not None:
        return list(found)
    here = (request.group_id, request.line)
    return [one for one in found if (one.row and one.row.id, one.line) != here]


def places(person: User) -> list[Choice]:
    """For many at once: what is confidential among them says itself where it may not go."""
    return list(_offered(_manned_rows(), rules.may_send_to_vendor(person)))


@lru_cache(maxsize=64)
def _offered(rows: tuple[Columns, ...], passes_on: bool) -> tuple[Choice, ...]:
    """Made once for the same groups: what was read is the key."""
    return tuple(_of_row(GroupRow._make(columns), passes_on) for columns in rows)


def _manned_rows() -> tuple[Columns, ...]:
    return tuple(prepared_rows("manned groups", Values(), lambda _values: _in_columns(_manned())))


def _in_columns(groups: QuerySet[SupportGroup]) -> QuerySet[SupportGroup, Columns]:
    return groups.values_list(*GroupRow._fields)


def _manned() -> QuerySet[SupportGroup]:
    members = User.objects.filter(is_active=True, support_groups=OuterRef("pk"))
    return SupportGroup.objects.filter(Exists(members)).order_by("line", "name")


def choice_of(key: str, among: Sequence[Choice]) -> Choice | None:
    return next((one for one in among if one.key == key), None)


def suggested(request: Request, way: Direction, person: User, at: datetime) -> Choice | None:
    """Who is next on the way up, or nearest the user on the way down, by the house's routes."""
    passing = [pk for pk in (request.reporter_id, request.concerns_id, request.assignee_id) if pk]
    found = organization.route(
        unit=request.unit,
        area=request.area,
        process=request.process,
        help_kind=HelpKind(request.help_kind),
        at=at,
        load=load(),
        above=Line(request.line) if way is Direction.UP else None,
        passing=passing,
        readers=clearance.readers_of(request),
    )
    if way is Direction.UP and request.area is None and found.line <= request.line:
        return _guessed(request, person)
    if way is not Direction.UP and found.line >= request.line:
        return _nearest(request, passing, at)
    return _of_target(found, rules.may_send_to_vendor(person), found.because)


def first_line_for(request: Request, person: User) -> Choice | None:
    """The user support that would have had it."""
    groups = SupportGroup.objects.filter(line=Line.FIRST, members__is_active=True).distinct()
    first = groups.exclude(requests=request).order_by("name").first()
    return _of_group(first, rules.may_send_to_vendor(person)) if first else None


def place_of_person(person: User, among: Sequence[Choice], at: datetime) -> Choice | None:
    """Where somebody helps: in a group of theirs, else as a process adviser."""
    own = set(person.support_groups.values_list("pk", flat=True))
    for one in among:
        if one.row and one.row.id in own:
            return Choice(f"{PERSON}-{person.pk}", one.line, one.row, person)
    if Appointment.objects.valid_on(local_date(at)).filter(person=person).exists():
        return Choice(f"{PERSON}-{person.pk}", Line.ADVISER, None, person)
    return None


def people_at(choice: Choice) -> tuple[list[str], int]:
    """Some of those who are there by name, and how many others."""
    group = choice.group
    if choice.person or group is None:
        return ([choice.person.full_name] if choice.person else []), 0
    people = list(group.members.filter(is_active=True).order_by("last_name", "first_name"))
    return [one.full_name for one in people[:NAMES_SHOWN]], max(len(people) - NAMES_SHOWN, 0)


def answers_by(choice: Choice, at: datetime) -> datetime | None:
    """When those there have promised to answer what they get now."""
    return promised(choice.line, choice.group, at).first_answer_due


def just_handed(request: Request, person: User, at: datetime) -> Movement | None:
    """What somebody did a moment ago, and can still undo: a second press finds it done."""
    rows = Movement.objects.filter(request=request, by=person, left_at=None, undone_at=None)
    return rows.filter(at__gt=at - rules.UNDO_WITHIN).order_by("pk").last()


def reasons(way: Direction | None = None) -> list[HandoverReason]:
    """Those that may be given, for every way or for this one."""
    found = HandoverReason.objects.filter(is_active=True)
    return list(found if way is None else found.filter(direction__in=["", way]))


def _nearest(request: Request, passing: Collection[int], at: datetime) -> Choice | None:
    """The adviser nearest the user, where the routes lead no further down."""
    near = organization.nearest_help(
        unit=request.unit, area=request.area, at=at, process=request.process
    )
    readers = clearance.readers_of(request)
    for helper in near.helpers:
        if readers is not None and helper.person not in readers:
            continue
        if helper.answers and not helper.away_until and helper.person not in passing:
            person = User.objects.get(pk=helper.person)
            key = f"{PERSON}-{person.pk}"
            return Choice(key, Line.ADVISER, None, person, helper.why)
    return None


def _guessed(request: Request, person: User) -> Choice | None:
    guess = likely_above(request)
    if guess is None:
        return None
    return replace(_of_group(guess.group, rules.may_send_to_vendor(person)), because=guess.because)


def _of_target(found: Target, passes_on: bool, because: str) -> Choice | None:
    if found.person:
        key = f"{PERSON}-{found.person.pk}"
        row = group_row(found.group) if found.group else None
        return Choice(key, found.line, row, found.person, because)
    if found.group:
        return replace(_of_group(found.group, passes_on), because=because)
    return None


def _of_group(group: SupportGroup, passes_on: bool) -> Choice:
    return _of_row(group_row(group), passes_on)


def _of_row(row: GroupRow, passes_on: bool) -> Choice:
    line = Line(row.line)
    line = Line.SECOND if line is Line.VENDOR and not passes_on else line
    return Choice(f"{GROUP}-{row.id}", line, row)
