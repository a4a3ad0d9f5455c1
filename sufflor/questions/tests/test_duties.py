"""Who has the word in which hour, and how people swap."""

from __future__ import annotations

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.actions.swapping import SwapAnswered, SwapWaits
from sufflor.organization.models import Role, RoleGrant
from sufflor.questions import actions, queries
from sufflor.questions.models import Duty, DutyKind, HourKind, Swap
from tests.hours import FRIDAY, MONDAY, THURSDAY, WEEKS_BEFORE, clock, the_hour

HOST, ANSWERER = DutyKind.HOST, DutyKind.ANSWERER


@pytest.fixture
def opening(rollout_days):
    return the_hour(THURSDAY, HourKind.OPENING)


@pytest.fixture
def second_host(lars):
    RoleGrant.objects.create(person=lars, role=Role.HOST, granted_at=WEEKS_BEFORE)
    return lars


@pytest.fixture
def duty(opening, hilde_host, pia_planner):
    return give(opening, hilde_host, by=pia_planner)


def give(hour, person, kind=HOST, area=None, at=WEEKS_BEFORE, for_all=False, *, by):
    return actions.give_duty(
        hour=hour, person=person, kind=kind, area=area, by=by, at=at, for_all=for_all
    )


def ask(duty, to_person, by, at=WEEKS_BEFORE):
    return actions.ask_to_swap(duty=duty, to_person=to_person, by=by, at=at)


def answer(swap, by, accepts=True, at=WEEKS_BEFORE):
    return actions.answer_swap(swap=swap, accepts=accepts, by=by, at=at)


def test_a_host_and_those_who_answer_get_their_duties(
    opening, hilde_host, ola_adviser, per_second_line, personnel, pia_planner
):
    give(opening, hilde_host, by=pia_planner)
    give(opening, ola_adviser, ANSWERER, personnel, by=pia_planner)
    give(opening, per_second_line, ANSWERER, personnel, by=hilde_host)

    first = queries.roster(opening.rollout)[0]
    assert [duty.person for duty in first.hosts] == [hilde_host]
    assert [(duty.person, duty.area) for duty in first.answerers] == [
        (ola_adviser, personnel),
        (per_second_line, personnel),
    ]
    assert Event.objects.filter(verb="duty.given").count() == 3


def test_giving_a_duty_twice_is_the_same_as_giving_it_once(opening, hilde_host, pia_planner):
    first = give(opening, hilde_host, by=pia_planner)
    again = give(opening, hilde_host, by=pia_planner)

    assert first == again
    assert Event.objects.filter(verb="duty.given").count() == 1


def test_a_duty_is_given_in_all_hours_of_the_kind_that_follow(opening, hilde_host, pia_planner):
    friday = the_hour(FRIDAY, HourKind.OPENING)

    give(friday, hilde_host, for_all=True, by=pia_planner)

    assert list(Duty.objects.values_list("hour__slug", flat=True)) == [
        "2026-10-30-oppstart",
        "2026-11-02-oppstart",
    ]


def test_only_whoever_has_the_right_gets_the_duty(
    opening, kari, ola_adviser, personnel, archive, pia_planner
):
    with pytest.raises(actions.CannotHost, match="Ola Berg"):
        give(opening, ola_adviser, by=pia_planner)
    with pytest.raises(actions.CannotAnswer, match="Arkiv og journal"):
        give(opening, ola_adviser, ANSWERER, archive, by=pia_planner)
    with pytest.raises(actions.CannotAnswer):
        give(opening, kari, ANSWERER, personnel, by=pia_planner)
    with pytest.raises(actions.NoArea):
        give(opening, ola_adviser, ANSWERER, by=pia_planner)

    assert not Duty.objects.exists()


def test_duties_are_given_by_those_who_arrange_and_not_in_hours_that_are_over(
    opening, hilde_host, kari, pia_planner
):
    with pytest.raises(NotAllowed):
        give(opening, hilde_host, by=kari)
    with pytest.raises(actions.HourIsOver):
        give(opening, hilde_host, at=clock(THURSDAY, 9), by=pia_planner)


def test_a_duty_can_be_taken_away(duty, pia_planner):
    for _ in range(2):
        actions.drop_duty(duty=duty, by=pia_planner, at=WEEKS_BEFORE)

    assert not Duty.objects.exists()
    assert Event.objects.filter(verb="duty.dropped").count() == 1


def test_nobody_takes_a_duty_from_another_without_the_right(duty, kari):
    with pytest.raises(NotAllowed):
        actions.drop_duty(duty=duty, by=kari, at=WEEKS_BEFORE)


def test_a_duty_moves_when_the_other_says_yes(duty, hilde_host, second_host):
    swap = ask(duty, second_host, by=hilde_host)
    duty.refresh_from_db()
    assert duty.person == hilde_host
    assert queries.asked_swaps(second_host, WEEKS_BEFORE) == [swap]

    for _ in range(2):
        answer(swap, second_host)

    duty.refresh_from_db()
    assert duty.person == second_host
    assert queries.asked_swaps(second_host, WEEKS_BEFORE) == []
    assert [one.hour for one in queries.duties_of(second_host, WEEKS_BEFORE)] == [duty.hour]
    assert Event.objects.filter(verb="swap.answered").count() == 1


def test_a_duty_stays_when_the_other_says_no_and_somebody_else_can_be_asked(
    duty, hilde_host, second_host, anne_admin
):
    answer(ask(duty, second_host, by=hilde_host), second_host, accepts=False)

    ask(duty, anne_admin, by=hilde_host)

    duty.refresh_from_db()
    assert duty.person == hilde_host


def test_one_person_is_asked_at_a_time(duty, hilde_host, second_host, anne_admin):
    swap = ask(duty, second_host, by=hilde_host)

    assert ask(duty, second_host, by=hilde_host) == swap
    with pytest.raises(SwapWaits):
        ask(duty, anne_admin, by=hilde_host)

    answer(swap, hilde_host, accepts=False)
    ask(duty, anne_admin, by=hilde_host)


def test_a_swap_needs_somebody_with_the_right(
    duty, hilde_host, ola_adviser, per_second_line, personnel, pia_planner, kari
):
    with pytest.raises(actions.CannotHost):
        ask(duty, ola_adviser, by=hilde_host)

    mine = give(duty.hour, ola_adviser, ANSWERER, personnel, by=pia_planner)
    with pytest.raises(actions.CannotAnswer):
        ask(mine, kari, by=ola_adviser)
    answer(ask(mine, per_second_line, by=ola_adviser), per_second_line)

    mine.refresh_from_db()
    assert mine.person == per_second_line


def test_nobody_answers_for_another_or_swaps_what_is_not_theirs(
    duty, hilde_host, second_host, kari
):
    with pytest.raises(NotAllowed):
        ask(duty, second_host, by=kari)
    swap = ask(duty, second_host, by=hilde_host)
    for person in (kari, hilde_host):
        with pytest.raises(NotAllowed):
            answer(swap, person)

    assert Swap.objects.get().answered_at is None


def test_a_right_that_is_lost_meanwhile_stops_the_swap(duty, hilde_host, second_host):
    swap = ask(duty, second_host, by=hilde_host)
    RoleGrant.objects.filter(person=second_host).delete()
    del second_host.__dict__["_roles"]

    with pytest.raises(actions.CannotHost):
        answer(swap, second_host)

    assert Swap.objects.get().answered_at is None


def test_a_no_cannot_become_a_yes(duty, hilde_host, second_host):
    swap = ask(duty, second_host, by=hilde_host)
    answer(swap, second_host, accepts=False)

    with pytest.raises(SwapAnswered):
        answer(swap, second_host)


def test_whoever_has_the_duty_already_has_it_once(duty, hilde_host, second_host, pia_planner):
    give(duty.hour, second_host, by=pia_planner)

    answer(ask(duty, second_host, by=hilde_host), second_host)

    people = Duty.objects.filter(hour=duty.hour).values_list("person", flat=True)
    assert list(people) == [second_host.pk]


def test_no_swaps_after_the_hour(duty, hilde_host, second_host):
    swap = ask(duty, second_host, by=hilde_host)

    with pytest.raises(actions.HourIsOver):
        ask(duty, second_host, by=hilde_host, at=clock(MONDAY, 9))
    with pytest.raises(actions.HourIsOver):
        answer(swap, second_host, at=clock(MONDAY, 9))


def test_the_roster_costs_three_queries(
    rollout_days, hilde_host, second_host, pia_planner, django_assert_max_num_queries
):
    first = give(the_hour(THURSDAY, HourKind.OPENING), hilde_host, for_all=True, by=pia_planner)
    ask(first, second_host, by=hilde_host)

    with django_assert_max_num_queries(3):
        found = queries.roster(rollout_days)
        names = [str(duty.person.unit) for hour in found for duty in hour.hosts]

    assert len(names) == 3
    assert [len(hour.swaps) for hour in found] == [1, 0, 0, 0, 0, 0]
    assert [bool(hour.hosts) for hour in found] == [True, False] * 3
