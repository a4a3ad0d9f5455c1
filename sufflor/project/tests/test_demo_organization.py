from collections import Counter

import pytest
from django.utils.translation import override

from sufflor.organization.models import (
    Appointment,
    CaseArea,
    CaseProcess,
    Line,
    SupportGroup,
    Unit,
    User,
)
from sufflor.organization.queries import coverage, nearest_help
from sufflor.project.demo import organization
from tests.cast import DAY, MORNING

pytestmark = pytest.mark.django_db


def test_the_demo_is_as_large_as_an_institution():
    organization.fill(at=MORNING)

    kinds = Counter(Unit.objects.values_list("kind", flat=True))
    assert kinds["faculty"] == 8
    assert kinds["institute"] >= 25
    assert kinds["department"] >= 10
    assert CaseArea.objects.count() == 10
    assert CaseProcess.objects.count() >= 40
    advisers = Appointment.objects.valid_on(DAY).values("person").distinct()
    assert advisers.count() >= 60
    assert coverage(at=MORNING).holes > 0
    assert SupportGroup.objects.filter(line=Line.SECOND).count() == 10


def test_every_name_is_there_in_three_languages():
    organization.fill(at=MORNING)

    for model in (Unit, CaseArea, CaseProcess, SupportGroup):
        assert not model.objects.filter(name_nn="").exists()
        assert not model.objects.filter(name_en="").exists()


def test_there_is_an_account_for_each_kind_of_work():
    organization.fill(at=MORNING)

    for username in organization.ACCOUNTS:
        person = User.objects.get(username=username)
        assert person.check_password("demo")
        assert person.unit
    assert User.objects.exclude(username__in=organization.ACCOUNTS).exists()
    assert not any(
        person.has_usable_password()
        for person in User.objects.exclude(username__in=organization.ACCOUNTS)
    )


def test_filling_again_leaves_what_has_been_changed():
    organization.fill(at=MORNING)
    Appointment.objects.update(to_date=DAY)

    organization.fill(at=MORNING)

    assert not Appointment.objects.filter(to_date=None).exists()


def test_the_case_handler_has_a_colleague_near_by():
    organization.fill(at=MORNING)
    ingrid = User.objects.get(username="case_handler")

    with override("nb"):
        found = nearest_help(
            unit=ingrid.unit, area=CaseArea.objects.get(slug="personal"), at=MORNING
        )

    assert found.why == (
        "Mona Haugen er prosessrådgiver for Personal ved Institutt for bygg og miljø."
    )
