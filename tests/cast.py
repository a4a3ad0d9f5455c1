"""The people, units and areas that the tests are about, by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from inspect import signature

import pytest
from django.db.models import Model

from sufflor.organization.models import (
    Appointment,
    CaseArea,
    CaseProcess,
    Line,
    Membership,
    Role,
    RoleGrant,
    SupportGroup,
    Unit,
    UnitKind,
    User,
    WorkRole,
)

# A Thursday on the second day of a rollout, at 08.35 in Oslo (winter time, UTC+1).
DAY = date(2026, 10, 29)
MORNING = datetime(2026, 10, 29, 7, 35, tzinfo=UTC)

# Those who are there already, in a world that the tests of a module share (tests/world.py).
STANDING: dict[str, Model] = {}
_makers: dict[str, Callable[..., Model]] = {}


def member(make: Callable[..., Model]) -> Callable[..., Model]:
    """A fixture for one of the cast: made for the test, unless they are there already."""
    name = make.__name__
    _makers[name] = make

    @pytest.fixture(name=name)
    @wraps(make)
    def taken_or_made(**needs: Model) -> Model:
        there = STANDING.get(name)
        return make(**needs) if there is None else there._meta.default_manager.get(pk=there.pk)

    return taken_or_made


def call_up(*names: str) -> dict[str, Model]:
    """These and all whom they need, outside a test."""
    there: dict[str, Model] = {}

    def called(name: str) -> Model:
        if name not in there:
            needs = signature(_makers[name]).parameters
            there[name] = _makers[name](
                **{need: None if need == "db" else called(need) for need in needs}
            )
        return there[name]

    for name in names:
        called(name)
    return there


@member
def university(db: None) -> Unit:
    return Unit.objects.create(code="NU", name="Nidelva universitet", kind=UnitKind.INSTITUTION)


@member
def faculty(university: Unit) -> Unit:
    return Unit.objects.create(
        code="IV", name="Fakultet for ingeniørvitenskap", kind=UnitKind.FACULTY, parent=university
    )


@member
def institute(faculty: Unit) -> Unit:
    return Unit.objects.create(
        code="IV-BM",
        name="Institutt for bygg og miljø",
        kind=UnitKind.INSTITUTE,
        parent=faculty,
    )


@member
def hr_department(university: Unit) -> Unit:
    return Unit.objects.create(
        code="HR", name="HR-avdelingen", kind=UnitKind.DEPARTMENT, parent=university
    )


@member
def records_department(university: Unit) -> Unit:
    return Unit.objects.create(
        code="DOKU",
        name="Dokumentasjonsforvaltningen",
        kind=UnitKind.DEPARTMENT,
        parent=university,
    )


@member
def personnel(hr_department: Unit) -> CaseArea:
    return CaseArea.objects.create(
        code="B",
        slug="personal",
        name="Personal",
        name_en="Personnel",
        owner=hr_department,
        position=1,
    )


@member
def archive(records_department: Unit) -> CaseArea:
    return CaseArea.objects.create(
        code="A", slug="arkiv", name="Arkiv og journal", owner=records_department, position=2
    )


@member
def hiring(personnel: CaseArea) -> CaseProcess:
    group = CaseProcess.objects.create(code="B.a", name="Rekruttering", area=personnel)
    return CaseProcess.objects.create(
        code="B.a.01",
        name="Ansettelse",
        area=personnel,
        parent=group,
        keywords="utlysning stilling",
    )


def person(username: str, first: str, last: str, unit: Unit, role: str = "saksbehandler") -> User:
    return User.objects.create_user(
        username, password="demo", first_name=first, last_name=last, unit=unit, work_role=role
    )


@member
def kari(institute: Unit) -> User:
    """A case handler at an institute: asks and votes."""
    return person("kari", "Kari", "Moen", institute)


@member
def lars(institute: Unit) -> User:
    """A manager at the same institute."""
    return person("lars", "Lars", "Holm", institute, WorkRole.MANAGER)


@member
def ola_adviser(faculty: Unit, personnel: CaseArea) -> User:
    """Process adviser for personnel at the faculty."""
    ola = person("ola", "Ola", "Berg", faculty)
    Appointment.objects.create(person=ola, unit=faculty, area=personnel, from_date=date(2026, 1, 1))
    return ola


@member
def liv_first_line(records_department: Unit) -> User:
    liv = person("liv", "Liv", "Dahl", records_department)
    group = SupportGroup.objects.create(
        code="forstelinjen", name="Førstelinjen", line=Line.FIRST, unit=records_department
    )
    Membership.objects.create(group=group, person=liv)
    return liv


@member
def per_second_line(hr_department: Unit, personnel: CaseArea) -> User:
    per = person("per", "Per", "Lund", hr_department)
    group = SupportGroup.objects.create(
        code="fagstotte-personal",
        name="Fagstøtte personal",
        line=Line.SECOND,
        area=personnel,
        unit=hr_department,
    )
    Membership.objects.create(group=group, person=per)
    return per


@member
def vera_vendor_contact(records_department: Unit) -> User:
    vera = person("vera", "Vera", "Lunde", records_department)
    group = SupportGroup.objects.create(
        code="leverandorkontakt",
        name="Leverandørkontakten",
        line=Line.VENDOR,
        unit=records_department,
    )
    Membership.objects.create(group=group, person=vera)
    return vera


@member
def hilde_host(records_department: Unit) -> User:
    """Runs the question hours."""
    return _with_role(person("hilde", "Hilde", "Aas", records_department), Role.HOST)


@member
def eva_editor(hr_department: Unit) -> User:
    return _with_role(person("eva", "Eva", "Strand", hr_department), Role.EDITOR)


@member
def anne_admin(records_department: Unit) -> User:
    return _with_role(person("anne", "Anne", "Vik", records_department), Role.ADMINISTRATOR)


@member
def stranger(university: Unit) -> User:
    """Signed in, with no role and no unit of interest."""
    return person("stranger", "Nils", "Ukjent", university)


def _with_role(someone: User, role: Role) -> User:
    RoleGrant.objects.create(person=someone, role=role, granted_at=MORNING)
    return someone
