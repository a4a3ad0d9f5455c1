"""From a proposal to a case that the vendor contacts have."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sufflor.known_errors import actions as errors
from sufflor.lib.refusals import NotAllowed
from sufflor.vendor import actions, queries, rules
from sufflor.vendor.actions import Plan, Ties
from sufflor.vendor.models import Severity, State, VendorCase
from sufflor.vendor.queries import Filter
from sufflor.vendor.tests.conftest import LATER
from tests.cast import MORNING
from tests.vendors import fresh, sent


def test_the_second_line_proposes_and_a_vendor_contact_opens(
    facts, per_second_line, vera_vendor_contact
):
    case = actions.propose(facts=facts, by=per_second_line, at=MORNING)
    assert (case.state, case.owner) == (State.PROPOSED, None)

    with pytest.raises(NotAllowed):
        actions.open_case(case=case, by=per_second_line, at=MORNING)
    actions.open_case(case=case, by=vera_vendor_contact, at=MORNING)
    actions.open_case(case=case, by=vera_vendor_contact, at=MORNING)

    assert (fresh(case).state, fresh(case).owner) == (State.READY, vera_vendor_contact)
    assert case.entries.count() == 1


def test_the_first_line_proposes_nothing(facts, liv_first_line, kari):
    for somebody in (liv_first_line, kari):
        with pytest.raises(NotAllowed):
            actions.propose(facts=facts, by=somebody, at=MORNING)

    assert not VendorCase.objects.exists()


def test_a_case_says_in_one_line_what_it_is(facts, vera_vendor_contact):
    with pytest.raises(actions.NoTitle):
        actions.propose(facts=replace(facts, title=" "), by=vera_vendor_contact, at=MORNING)
    with pytest.raises(actions.TooLong):
        actions.propose(facts=replace(facts, log="x" * 8001), by=vera_vendor_contact, at=MORNING)


def test_the_card_of_a_case_says_what_it_lacks(facts, per_second_line):
    halfway = replace(facts, steps="", checked=["searched"])

    case = actions.propose(facts=halfway, by=per_second_line, at=MORNING)

    assert rules.lacks(case) == ("steps", "repeated", "clean")
    (column, *_rest) = queries.board(Filter(), MORNING)
    assert column.cards[0].lacks == ("steps", "repeated", "clean")


def test_a_case_from_yesterday_evening_has_been_there_a_day_in_the_morning(facts, per_second_line):
    actions.propose(facts=facts, by=per_second_line, at=MORNING - timedelta(hours=12))

    (column, *_rest) = queries.board(Filter(), MORNING)

    assert column.cards[0].days == 1


def test_whoever_has_proposed_a_case_mends_it_until_it_is_opened(
    facts, per_second_line, vera_vendor_contact
):
    case = actions.propose(facts=facts, by=per_second_line, at=MORNING)
    better = replace(facts, title="Ekspedering stopper helt")
    actions.describe(case=case, facts=better, seen=case.stamp, by=per_second_line, at=LATER)
    actions.open_case(case=case, by=vera_vendor_contact, at=LATER)

    stamp = fresh(case).stamp

    with pytest.raises(NotAllowed):
        actions.describe(case=case, facts=facts, seen=stamp, by=per_second_line, at=LATER)

    assert fresh(case).title == "Ekspedering stopper helt"


def test_two_who_write_at_once_see_each_other(case, facts, vera_vendor_contact):
    done = {"facts": facts, "seen": case.stamp, "by": vera_vendor_contact}
    actions.describe(case=case, **done, at=LATER)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.describe(case=case, **done, at=LATER + timedelta(minutes=1))


def test_only_a_vendor_contact_has_a_case(case, per_second_line, vera_vendor_contact):
    wanted = Plan(owner=per_second_line)

    with pytest.raises(actions.NotAContact):
        actions.plan(case=case, wanted=wanted, by=vera_vendor_contact, at=MORNING)


def test_what_is_due_follows_the_vendors_own_clock(case, vera_vendor_contact):
    sent(case, vera_vendor_contact)

    # Thursday at 08.35: two hours of theirs go until 10.35, and eight until Friday at 08.35.
    assert fresh(case).due_at == MORNING + timedelta(hours=2)
    actions.confirm(case=case, by=vera_vendor_contact, at=LATER)
    assert fresh(case).due_at == MORNING + timedelta(days=1)


def test_another_severity_is_due_at_another_time(case, vera_vendor_contact):
    sent(case, vera_vendor_contact)
    plan = Plan(
        owner=vera_vendor_contact,
        severity=Severity.SERIOUS,
        due_at=fresh(case).due_at,
        next_action="Ring dem",
    )

    actions.plan(case=case, wanted=plan, by=vera_vendor_contact, at=LATER)

    assert fresh(case).due_at == MORNING + timedelta(days=1)
    mine = replace(plan, due_at=LATER)
    actions.plan(case=case, wanted=mine, by=vera_vendor_contact, at=LATER)
    assert fresh(case).due_at == LATER


def test_what_nobody_has_touched_is_shown(case, vera_vendor_contact):
    late = MORNING + timedelta(days=1, minutes=1)

    assert [each.pk for each in queries.untouched(late)] == [case.pk]
    assert not queries.untouched(MORNING + timedelta(hours=23))
    actions.note(case=case, text="Ringt dem.", by=vera_vendor_contact, at=late)
    assert not queries.untouched(late)


def test_tying_twice_is_tying_once(case, error, vera_vendor_contact):
    for _time in range(2):
        ties = Ties(errors=[error])
        actions.tie(case=case, ties=ties, by=vera_vendor_contact, at=MORNING)

    assert queries.errors_of(case) == [error]
    actions.untie(case=case, ties=Ties(errors=[error]), by=vera_vendor_contact, at=MORNING)
    assert queries.errors_of(case) == []


def test_the_board_has_a_ceiling_of_queries(
    case, facts, vera_vendor_contact, django_assert_max_num_queries
):
    for number in range(20):
        one = replace(facts, title=f"Feil {number}")
        actions.propose(facts=one, by=vera_vendor_contact, at=MORNING)

    with django_assert_max_num_queries(9):
        columns = queries.board(Filter(), MORNING)

    assert len(columns[0].cards) == 21


def test_the_board_is_narrowed_by_what_is_chosen(case, vera_vendor_contact, per_second_line):
    there = [
        Filter(severity="a"),
        Filter(owner=vera_vendor_contact.pk),
        Filter(system=case.system_id),
    ]
    gone = [Filter(severity="b"), Filter(owner=per_second_line.pk), Filter(system=10**6)]

    assert all(queries.board(each, MORNING)[0].cards for each in there)
    assert not any(queries.board(each, MORNING)[0].cards for each in gone)


def test_people_are_counted_once_however_they_are_concerned(case, error, vera_vendor_contact):
    people = [vera_vendor_contact, error.opened_by]
    errors.bring(error=error, people=people, by=vera_vendor_contact, at=MORNING)

    assert queries.affected([case.pk])[case.pk].number is None
