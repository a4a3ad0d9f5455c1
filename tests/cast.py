"""The people, units and areas that the tests are about, by name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

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


@pytest.fixture
def university(db: None) -> Unit:
    return Unit.objects.create(code="NU", name="Nidelva universitet", kind=UnitKind.INSTITUTION)


@pytest.fixture
def faculty(university: Unit) -> Unit:
    return Unit.objects.create(
        code="IV", name="Fakultet for ingeniørvitenskap", kind=UnitKind.FACULTY, parent=university
    )


@pytest.fixture
def institute(faculty: Unit) -> Unit:
    return Unit.objects.create(
        code="IV-BM",
        name="Institutt for bygg og miljø",
        kind=UnitKind.INSTITUTE,
        parent=faculty,
    )


@pytest.fixture
def hr_department(university: Unit) -> Unit:
    return Unit.objects.create(
        code="HR", name="HR-avdelingen", kind=UnitKind.DEPARTMENT, parent=university
    )


@pytest.fixture
def records_department(university: Unit) -> Unit:
    return Unit.objects.create(
        code="DOKU",
        name="Dokumentasjonsforvaltningen",
        kind=UnitKind.DEPARTMENT,
        parent=university,
    )


@pytest.fixture
def personnel(hr_department: Unit) -> CaseArea:
    return CaseArea.objects.create(
        code="B",
        slug="personal",
        name="Personal",
        name_en="Personnel",
        owner=hr_department,
        position=1,
    )


@pytest.fixture
def archive(records_department: Unit) -> CaseArea:
    return CaseArea.objects.create(
        code="A", slug="arkiv", name="Arkiv og journal", owner=records_department, position=2
    )


@pytest.fixture
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


@pytest.fixture
def kari(institute: Unit) -> User:
    """A case handler at an institute: asks and votes."""
    return person("kari", "Kari", "Moen", institute)


@pytest.fixture
def lars(institute: Unit) -> User:
    """A manager at the same institute."""
    return person("lars", "Lars", "Holm", institute, WorkRole.MANAGER)


@pytest.fixture
def ola_adviser(faculty: Unit, personnel: CaseArea) -> User:
    """Process adviser for personnel at the faculty."""
    ola = person("ola", "Ola", "Berg", faculty)
    Appointment.objects.create(person=ola, unit=faculty, area=personnel, from_date=date(2026, 1, 1))
    return ola


@pytest.fixture
def liv_first_line(records_department: Unit) -> User:
    liv = person("liv", "Liv", "Dahl", records_department)
    group = SupportGroup.objects.create(
        code="forstelinjen", name="Førstelinjen", line=Line.FIRST, unit=records_department
    )
    Membership.objects.create(group=group, person=liv)
    return liv


@pytest.fixture
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


@pytest.fixture
def hilde_host(records_department: Unit) -> User:
    """Runs the question hours."""
    return _with_role(person("hilde", "Hilde", "Aas", records_department), Role.HOST)


@pytest.fixture
def eva_editor(hr_department: Unit) -> User:
    return _with_role(person("eva", "Eva", "Strand", hr_department), Role.EDITOR)


@pytest.fixture
def anne_admin(records_department: Unit) -> User:
    return _with_role(person("anne", "Anne", "Vik", records_department), Role.ADMINISTRATOR)


@pytest.fixture
def stranger(university: Unit) -> User:
    """Signed in, with no role and no unit of interest."""
    return person("stranger", "Nils", "Ukjent", university)


def _with_role(someone: User, role: Role) -> User:
    RoleGrant.objects.create(person=someone, role=role, granted_at=MORNING)
    return someone
