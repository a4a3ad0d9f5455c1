"""A condition as a filter on requests, the same on both stores.

Each test is true or false, never unknown: what has no due time is not due before anything, and is
among those of which that does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from sufflor.desk.conditions.language import (
    LINE_NAMES,
    Among,
    AsIn,
    Condition,
    Field,
    Group,
    Mode,
    Special,
    When,
)
from sufflor.desk.conditions.moments import moment_of
from sufflor.desk.models import ErrorTie
from sufflor.desk.models.requests import WAITING
from sufflor.forms.models import FormVersion
from sufflor.organization.models import CaseArea, CaseProcess, SupportGroup, Unit, User
from sufflor.organization.rules import groups_of

EVERYTHING, NOTHING = Q(pk__isnull=False), Q(pk__in=())
COLUMNS = {
    Field.DUE: "due_at",
    Field.WAKES: "wake_at",
    Field.OPENED: "opened_at",
    Field.CHANGED: "changed_at",
}
# Institution, faculty, institute, section: what lies below a unit is asked for together with it.
LEVELS_OF_UNITS = 4


@dataclass(frozen=True)
class Reader:
    """Who looks, when, and which views they may refer to."""

    person: User
    at: datetime
    views: Mapping[int, Condition]


def filter_of(condition: Condition, reader: Reader, passed: frozenset[int] = frozenset()) -> Q:
    """`passed` are the views on the way here: one that leads back to itself asks for nothing."""
    match condition:
        case Group():
            return _together(condition, reader, passed)
        case AsIn():
            view = condition.view
            if view in passed or view not in reader.views:
                return NOTHING
            return filter_of(reader.views[view], reader, passed | {view})
        case When():
            column = COLUMNS[condition.field]
            edge = "lt" if condition.is_before else "gte"
            moment = moment_of(condition.moment, reader.at)
            return Q((f"{column}__isnull", False), (f"{column}__{edge}", moment))
        case Among():
            return TESTS[condition.field](condition, reader)


def _together(group: Group, reader: Reader, passed: frozenset[int]) -> Q:
    parts = [filter_of(part, reader, passed) for part in group.parts]
    if group.mode is Mode.ALL:
        return Q(*parts) if parts else EVERYTHING
    some = Q(*parts, _connector=Q.OR) if parts else NOTHING
    return some if group.mode is Mode.ANY else ~some


def _plain(column: str) -> Callable[[Among, Reader], Q]:
    return lambda one, _reader: Q((f"{column}__in", one.values))


def _line(one: Among, _reader: Reader) -> Q:
    return Q(line__in=[LINE_NAMES[name] for name in one.values])


def _flag(holds: Q) -> Callable[[Among, Reader], Q]:
    def asked(one: Among, _reader: Reader) -> Q:
        wanted = [*([holds] if Special.YES in one.values else [])]
        wanted += [~holds] if Special.NO in one.values else []
        return Q(*wanted, _connector=Q.OR)

    return asked


def _missing(one: Among, _reader: Reader) -> Q:
    return Q((f"{COLUMNS[one.field]}__isnull", True))


def _coded(column: str, found: Callable[[list[str]], object]) -> Callable[[Among, Reader], Q]:
    """By codes, of what the request may be without."""

    def asked(one: Among, _reader: Reader) -> Q:
        codes = [value for value in one.values if value != Special.NONE]
        wanted = [Q((f"{column}__isnull", True))] if Special.NONE in one.values else []
        if codes:
            wanted.append(_in(column, found(codes)))
        return Q(*wanted, _connector=Q.OR)

    return asked


def _in(column: str, keys: object) -> Q:
    return Q((f"{column}__isnull", False), (f"{column}__in", keys))


def _group(one: Among, reader: Reader) -> Q:
    wanted = []
    if Special.NONE in one.values:
        wanted.append(Q(group__isnull=True))
    if Special.OURS in one.values:
        wanted.append(_in("group", groups_of(reader.person)))
    codes = [value for value in one.values if not value.startswith("@")]
    if codes:
        wanted.append(_in("group", SupportGroup.objects.filter(code__in=codes).values("pk")))
    return Q(*wanted, _connector=Q.OR)


def _assignee(one: Among, reader: Reader) -> Q:
    me = _in("assignee", [reader.person.pk])
    wanted = {
        Special.NONE: Q(assignee__isnull=True),
        Special.ME: me,
        Special.OTHERS: Q(assignee__isnull=False) & ~me,
    }
    chosen = [wanted[special] for special in wanted if special in one.values]
    names = [value for value in one.values if not value.startswith("@")]
    if names:
        chosen.append(_in("assignee", User.objects.filter(username__in=names).values("pk")))
    return Q(*chosen, _connector=Q.OR)


def _units(codes: list[str]) -> object:
    """These and all below them, without asking for the tree first."""
    paths = ["__".join(["parent"] * steps + ["code__in"]) for steps in range(LEVELS_OF_UNITS)]
    below = Q(*[(path, codes) for path in paths], _connector=Q.OR)
    return Unit.objects.filter(below).order_by().values("pk")


TESTS: Mapping[Field, Callable[[Among, Reader], Q]] = {
    Field.STATE: _plain("state"),
    Field.LINE: _line,
    Field.GROUP: _group,
    Field.ASSIGNEE: _assignee,
    Field.AREA: _coded("area", lambda slugs: CaseArea.objects.filter(slug__in=slugs).values("pk")),
    Field.PROCESS: _coded(
        "process", lambda codes: CaseProcess.objects.filter(code__in=codes).values("pk")
    ),
    Field.UNIT: _coded("unit", _units),
    Field.FORM: _coded(
        "form", lambda slugs: FormVersion.objects.filter(form__slug__in=slugs).values("pk")
    ),
    Field.HELP_KIND: _plain("help_kind"),
    Field.LANGUAGE: _plain("language"),
    Field.WAITS: _flag(Q(state__in=WAITING)),
    Field.ANSWERED: _flag(Q(answered_at__isnull=False)),
    Field.COORDINATOR: _flag(Q(needs_coordinator=True)),
    Field.ERROR: _flag(Q(Exists(ErrorTie.objects.filter(request=OuterRef("pk"))))),
    Field.DUE: _missing,
    Field.WAKES: _missing,
}
