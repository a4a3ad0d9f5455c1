"""What is looked up while somebody fills in a form, and no more than the form asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import override

from sufflor.events.http import ORGANIZATION
from sufflor.events.queries import revisions
from sufflor.forms.browsers import called
from sufflor.forms.definition import Definition, FieldType, Source
from sufflor.forms.evaluating import Typed
from sufflor.forms.known import Choice, Known
from sufflor.lib.clock import OSLO
from sufflor.lib.kept import Kept
from sufflor.lib.text import one_line
from sufflor.organization.models import CaseArea, CaseProcess, Unit, User

# A user name or an address is no longer than this; what is longer is not looked up.
LONGEST_NAME = 254

_kept: Kept[tuple[Choice, ...]] = Kept(size=9)


def known(
    definition: Definition,
    typed: Typed,
    *,
    by: User,
    at: datetime,
    language: str,
    browser: str = "",
    files: Mapping[str, str] | None = None,
    role: str = "",
) -> Known:
    """At most two queries: the revision of the organisation, which its units, areas and processes
    are kept under, and people. `role` is another's, for a preview."""
    asked = {field.type for field in definition.fields}
    with override(language):
        return Known(
            role=role or by.work_role,
            prefill=_prefill(by, at, browser, role or by.work_role),
            choices=_choices(asked, language),
            people=_people(definition, typed) if FieldType.PERSON in asked else {},
            files=files or {},
        )


def _prefill(by: User, at: datetime, browser: str, role: str) -> dict[Source, str]:
    here = at.astimezone(OSLO)
    return {
        Source.NAME: by.full_name,
        Source.USERNAME: by.username,
        Source.EMAIL: by.email,
        Source.UNIT: by.unit.code if by.unit else "",
        Source.ROLE: role,
        Source.TODAY: f"{here:%Y-%m-%d}",
        Source.NOW: f"{here:%Y-%m-%dT%H:%M}",
        Source.BROWSER: called(browser),
    }


def _people(definition: Definition, typed: Typed) -> dict[str, Choice]:
    """Those who are meant by what was typed. An address that two have means neither."""
    fields = (field.name for field in definition.fields if field.type is FieldType.PERSON)
    said = {one_line(each).lower() for name in fields for each in typed.get(name, ())[-1:]}
    names = {name for name in said if 0 < len(name) <= LONGEST_NAME}
    meant: dict[str, list[User]] = {name: [] for name in names}
    for person in _called(names):
        for name in {person.username.lower(), person.email.lower()} & names:
            meant[name].append(person)
    return {
        name: Choice(people[0].username, people[0].full_name)
        for name, people in meant.items()
        if len(people) == 1
    }


def _called(names: Iterable[str]) -> Iterable[User]:
    called = Q()
    for name in names:
        called |= Q(username__iexact=name) | Q(email__iexact=name)
    return User.objects.filter(called, is_active=True) if called else ()


def _choices(asked: Collection[FieldType], language: str) -> dict[FieldType, tuple[Choice, ...]]:
    wanted = {kind: make for kind, make in _CHOICES.items() if kind in asked}
    if not wanted:
        return {}
    revision = revisions((ORGANIZATION,))[ORGANIZATION]
    return {kind: _kept.get((kind, language), revision, make) for kind, make in wanted.items()}


def _units() -> tuple[Choice, ...]:
    return tuple(Choice(unit.code, unit.local_name) for unit in Unit.objects.all())


def _areas() -> tuple[Choice, ...]:
    return tuple(Choice(area.slug, area.local_name) for area in CaseArea.objects.all())


def _processes() -> tuple[Choice, ...]:
    """Under their areas. Groups of processes can be chosen too, when nobody knows which."""
    rows = CaseProcess.objects.select_related("area").order_by("area__position", "code")
    return tuple(
        Choice(process.code, process.local_name, group=process.area.local_name) for process in rows
    )


_CHOICES: dict[FieldType, Callable[[], tuple[Choice, ...]]] = {
    FieldType.UNIT: _units,
    FieldType.CASE_AREA: _areas,
    FieldType.PROCESS: _processes,
}
