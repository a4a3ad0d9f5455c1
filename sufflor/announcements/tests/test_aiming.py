"""Whom a notice concerns: who is shown it first, who has it among their own, who is told of it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from sufflor.announcements import actions, queries
from sufflor.announcements.actions import Wording
from sufflor.announcements.models import FollowedArea, Group, Notice, Tag, Target
from sufflor.events.models import Event
from sufflor.organization.models import Appointment, User, WorkRole
from sufflor.search.models import Document
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def people(kari, lars, ola_adviser, per_second_line, eva_editor, liv_first_line, stranger):
    """Kari and Lars at the institute, Ola at its faculty, Per and Eva in HR, Liv in records."""
    return [kari, lars, ola_adviser, per_second_line, eva_editor, liv_first_line, stranger]


@pytest.fixture
def post(eva_editor, hr_department):
    def posted(*targets: Group, title: str = "Ny rutine", at=MORNING, **more) -> Notice:
        return actions.post(
            wording=Wording(title, "Les den."),
            unit=hr_department,
            contact="HR",
            targets=targets,
            by=eva_editor,
            at=at,
            **more,
        )

    return posted


def concerned(notice: Notice) -> set[str]:
    return {person.username for person in queries.readers(notice, MORNING)}


def has_it(person: User, notice: Notice) -> bool:
    return queries.channel(MORNING, reader=person).filter(pk=notice.pk).exists()


def sees_first(person: User | None) -> list[str]:
    return [line.title for line in queries.latest(LATER, 2, 1, person)]


def test_what_is_for_nobody_in_particular_is_for_everyone(post, people) -> None:
    notice = post()

    assert concerned(notice) == {person.username for person in people}
    assert all(has_it(person, notice) for person in people)


def test_a_unit_takes_in_all_below_it(post, people, faculty, institute) -> None:
    assert concerned(post(Group(unit=faculty))) == {"kari", "lars", "ola"}
    assert concerned(post(Group(unit=institute), title="En annen")) == {"kari", "lars"}


def test_a_group_is_narrowed_by_each_thing_it_names(post, people, faculty) -> None:
    notice = post(Group(unit=faculty, work_role=WorkRole.MANAGER))

    assert concerned(notice) == {"lars"}
    assert str(notice.targets.get()) == "Ledere · Fakultet for ingeniørvitenskap"


def test_several_groups_add_up_and_nobody_is_in_twice(post, people, faculty, institute) -> None:
    notice = post(Group(work_role=WorkRole.MANAGER), Group(unit=institute), Group(unit=faculty))

    assert sorted(person.username for person in queries.readers(notice, MORNING)) == [
        "kari",
        "lars",
        "ola",
    ]


def test_an_area_is_for_advisers_support_the_owner_and_those_who_say_so(
    post, people, personnel, kari
) -> None:
    notice = post(Group(area=personnel))
    assert concerned(notice) == {"ola", "per", "eva"}

    actions.follow_areas(areas=[personnel, personnel], by=kari, at=MORNING)

    assert concerned(notice) == {"ola", "per", "eva", "kari"}
    assert has_it(kari, notice)


def test_an_adviser_whose_time_is_over_is_not_concerned(post, people, personnel) -> None:
    notice = post(Group(area=personnel))

    Appointment.objects.update(to_date=date(2026, 10, 28))

    assert concerned(notice) == {"per", "eva"}


def test_who_is_told_and_who_has_it_among_their_own_are_the_same(
    post, people, faculty, hr_department, personnel, archive
) -> None:
    groups = [
        Group(unit, role, area)
        for unit in (None, faculty, hr_department)
        for role in ("", WorkRole.CASE_HANDLER, WorkRole.MANAGER)
        for area in (None, personnel, archive)
    ]

    for number, group in enumerate(groups):
        notice = post(group, title=f"Melding {number}")
        assert concerned(notice) == {p.username for p in people if has_it(p, notice)}, group


def test_who_is_not_active_is_told_nothing(post, kari, institute) -> None:
    kari.is_active = False
    kari.save()

    assert not queries.readers(post(Group(unit=institute)), MORNING).exists()


def test_everyone_reads_it_whomever_it_is_for(post, stranger, hr_department) -> None:
    notice = post(Group(unit=hr_department))

    assert list(queries.channel(MORNING)) == [notice]
    assert not queries.channel(MORNING, reader=stranger).exists()


def test_a_reader_sees_what_is_for_their_own_group_first(
    post, kari, stranger, institute, hr_department
) -> None:
    post(Group(unit=institute), title="For instituttet")
    post(title="For alle", at=MORNING + timedelta(minutes=1))
    post(title="For alle igjen", at=MORNING + timedelta(minutes=2))
    post(Group(unit=hr_department), title="For HR", at=MORNING + timedelta(minutes=3))

    assert sees_first(kari) == ["For instituttet", "For alle igjen"]
    assert sees_first(stranger) == ["For alle igjen", "For alle"]
    assert sees_first(None) == ["For HR", "For alle igjen"]


def test_a_week_later_it_stands_among_the_others(post, kari, institute) -> None:
    post(Group(unit=institute), title="For instituttet", at=MORNING - timedelta(days=7))
    post(title="For alle")
    post(title="For alle igjen", at=MORNING + timedelta(minutes=2))

    assert sees_first(kari) == ["For alle igjen", "For alle"]


def test_a_line_names_its_groups_in_the_language_of_the_page(post, personnel) -> None:
    post(Group(area=personnel))

    with override("en"):
        assert queries.latest(MORNING, 1, 1)[0].concerns == ("Personnel",)
    assert queries.latest(MORNING, 1, 1)[0].concerns == ("Personal",)


def test_groups_that_name_nothing_and_groups_twice_leave_no_rows(post, institute) -> None:
    notice = post(Group(), Group(unit=institute), Group(unit=institute))

    assert notice.targets.count() == 1


def test_search_finds_it_by_the_area_and_role_that_all_its_groups_have(
    post, personnel, faculty
) -> None:
    post(
        Group(faculty, WorkRole.MANAGER, personnel),
        Group(None, WorkRole.MANAGER, personnel),
    )
    assert Document.objects.values_list("area", "role").get() == ("personal", "leder")

    post(Group(faculty), Group(None, WorkRole.MANAGER), title="Spredt")
    assert Document.objects.values_list("area", "role").get(title="Spredt") == ("", "")


def test_a_tag_and_ones_own_go_together(post, kari, institute) -> None:
    tagged = post(Group(unit=institute), tags=[Tag.ROUTINE])
    post(Group(unit=institute), title="Uten merkelapp")

    assert list(queries.channel(MORNING, Tag.ROUTINE, kari)) == [tagged]


def test_following_the_same_areas_again_is_nothing(kari, personnel, archive) -> None:
    for areas in ([personnel], [personnel], [archive], []):
        actions.follow_areas(areas=areas, by=kari, at=MORNING)

    assert not FollowedArea.objects.exists()
    told = [event.details["areas"] for event in Event.objects.filter(verb="areas.followed")]
    assert told == [["B"], ["A"], []]


def test_a_changed_plan_has_its_own_groups(post, eva_editor, hr_department, institute) -> None:
    notice = post(Group(unit=institute), show_at=LATER)

    actions.change_planned(
        notice=notice,
        wording=Wording("Ny rutine", "Les den."),
        unit=hr_department,
        contact="HR",
        targets=[Group(unit=hr_department)],
        show_at=LATER,
        by=eva_editor,
        at=MORNING,
    )

    assert [target.unit for target in notice.targets.all()] == [hr_department]


def test_the_database_knows_no_target_that_is_everyone(post) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(notice=post())
