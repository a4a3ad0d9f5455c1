"""Finding somebody for a duty: by name, and only those who can have it."""

import pytest

from sufflor.organization.models import Role, RoleGrant
from sufflor.questions import actions
from sufflor.questions.models import DutyKind, HourKind
from sufflor.questions.queries import able
from tests.cast import MORNING, person
from tests.hours import FRIDAY, WEEKS_BEFORE, the_hour


def names(kind: DutyKind, area=None, words: str = "") -> list[str]:
    return [one.full_name for one in able(kind, area, MORNING, words).people]


@pytest.mark.usefixtures("kari", "ola_adviser", "eva_editor")
def test_hosts_host(hilde_host, anne_admin) -> None:
    assert names(DutyKind.HOST) == ["Anne Vik", "Hilde Aas"]


@pytest.mark.usefixtures("kari", "liv_first_line", "hilde_host")
def test_those_who_answer_in_the_area_come_before_hosts(
    personnel, archive, ola_adviser, per_second_line
) -> None:
    assert names(DutyKind.ANSWERER, personnel) == ["Ola Berg", "Per Lund", "Hilde Aas"]
    assert names(DutyKind.ANSWERER, archive) == ["Hilde Aas"]


@pytest.mark.parametrize("words", ["øys", "OYS", "ås", "aasen", "Øystein Å", "hr", "  åsen øy "])
def test_people_are_found_however_it_is_typed(hr_department, words) -> None:
    RoleGrant.objects.create(
        person=person("oyas", "Øystein", "Åsen", hr_department),
        role=Role.HOST,
        granted_at=MORNING,
    )

    assert names(DutyKind.HOST, words=words) == ["Øystein Åsen"]


@pytest.mark.parametrize("words", ["stein", "%", "_", "xyz", "\x00", "Øystein Berg"])
def test_nobody_is_found_by_what_is_not_their_name(hr_department, words) -> None:
    RoleGrant.objects.create(
        person=person("oyas", "Øystein", "Åsen", hr_department),
        role=Role.HOST,
        granted_at=MORNING,
    )

    assert names(DutyKind.HOST, words=words) == []


def test_of_many_some_are_shown_and_the_rest_are_counted(
    hr_department, django_assert_num_queries
) -> None:
    for number in range(25):
        host = person(f"h{number:02}", f"Vert{number:02}", "Nes", hr_department)
        RoleGrant.objects.create(person=host, role=Role.HOST, granted_at=MORNING)

    with django_assert_num_queries(1):
        found = able(DutyKind.HOST, None, MORNING)

    assert (len(found.people), found.more) == (20, 5)


def test_who_has_left_is_not_asked(hilde_host) -> None:
    hilde_host.is_active = False
    hilde_host.save()

    assert names(DutyKind.HOST) == []


@pytest.mark.usefixtures("ola_adviser", "per_second_line", "hilde_host", "anne_admin")
def test_everyone_who_is_found_can_have_the_duty(rollout_days, personnel, pia_planner) -> None:
    hour = the_hour(FRIDAY, HourKind.OPENING)

    for kind, area in ((DutyKind.HOST, None), (DutyKind.ANSWERER, personnel)):
        for one in able(kind, area, WEEKS_BEFORE).people:
            actions.give_duty(
                hour=hour, person=one, kind=kind, area=area, by=pia_planner, at=WEEKS_BEFORE
            )

    assert hour.duties.count() == 6
