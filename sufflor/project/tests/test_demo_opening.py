from datetime import date, time

import pytest

from sufflor.lib.clock import moment
from sufflor.organization.models import (
    CaseArea,
    Competence,
    HelpKind,
    Line,
    OpeningPeriod,
    SupportGroup,
    Unit,
    User,
)
from sufflor.organization.queries import calendar_of, route, who_can_help, working_times
from sufflor.project.demo import opening, organization
from tests.cast import DAY, MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_line():
    for part in (organization, opening):
        part.fill(at=MORNING)
    return SupportGroup.objects.get(code="forstelinjen")


def test_the_first_line_eats_and_the_house_closes_early_in_summer(first_line):
    at_lunch = moment(DAY, time(11, 45))

    assert not calendar_of(first_line).is_open(at_lunch)
    assert calendar_of(None).is_open(at_lunch)
    assert not calendar_of(None).is_open(moment(date(2027, 6, 1), time(15, 30)))


def test_what_is_asked_in_the_morning_is_answered_before_lunch(first_line):
    due = working_times().promise(Line.FIRST, first_line.pk, MORNING)

    assert due.first_answer_due == moment(DAY, time(10, 35))
    assert all(working_times().promise(line, None, MORNING).resolve_due for line in Line)


def test_somebody_is_full_and_the_next_gets_it(first_line):
    asked = {
        "unit": Unit.objects.get(code="FTB-BM"),
        "area": CaseArea.objects.get(code="B"),
        "process": None,
        "help_kind": HelpKind.PROFESSIONAL,
        "at": MORNING,
    }
    adviser = User.objects.get(username="adviser")

    assert route(**asked).person == adviser
    assert route(**asked, load={adviser.pk: 8}).person.username == "torelian"


def test_there_is_somebody_to_suggest_in_every_area(first_line):
    for area in CaseArea.objects.all():
        assert len(who_can_help(area=area, process=None, at=MORNING)) == 3, area


def test_filling_twice_changes_nothing(first_line):
    before = OpeningPeriod.objects.count(), Competence.objects.count()

    for part in (organization, opening):
        part.fill(at=MORNING)

    assert (OpeningPeriod.objects.count(), Competence.objects.count()) == before
