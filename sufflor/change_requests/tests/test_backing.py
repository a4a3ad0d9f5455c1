"""“Jeg ønsker det samme”: once per person, people and units side by side, and left again."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sufflor.change_requests import actions, queries
from sufflor.change_requests.models import Backing, ChangeRequest, State
from sufflor.change_requests.queries import Support
from sufflor.change_requests.tests.conftest import again, decided, taken_up
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import User
from tests.cast import MORNING


def crowd(unit, count: int, name: str) -> list[User]:
    people = [User(username=f"{name}-{n}", unit=unit) for n in range(count)]
    return User.objects.bulk_create(people)


def brought(change: ChangeRequest, people: list[User], by: User) -> Support:
    actions.bring(change=change, people=people, by=by, at=MORNING)
    return queries.support(again(change))


def test_whoever_wishes_for_it_stands_behind_it(proposed, kari):
    assert list(queries.backers(proposed)) == [kari]
    assert (proposed.people, proposed.units) == (1, 1)


def test_a_person_backs_it_once_however_often_they_press(change, lars):
    for _press in range(2):
        actions.back(change=change, by=lars, at=MORNING)

    assert Backing.objects.filter(person=lars).count() == 1
    assert again(change).people == 2


def test_a_sentence_is_kept_and_can_be_changed(change, lars):
    actions.back(change=change, by=lars, at=MORNING, sentence="Også for møtesaker.")
    actions.back(change=change, by=lars, at=MORNING)
    actions.back(change=change, by=lars, at=MORNING, sentence="Særlig for møtesaker.")

    assert [each.sentence for each in queries.sentences(change)] == ["Særlig for møtesaker."]


def test_a_number_that_tells_who_somebody_is_is_refused(change, lars):
    with pytest.raises(actions.TellsOfSomeone):
        actions.back(change=change, by=lars, at=MORNING, sentence="Gjelder 158376 00186")

    assert not Backing.objects.filter(person=lars).exists()


def test_nobody_backs_what_is_not_shown_yet_or_has_its_end(proposed, lars, owner, per_second_line):
    with pytest.raises(actions.NotOpen):
        actions.back(change=proposed, by=lars, at=MORNING)

    ended = decided(taken_up(proposed, per_second_line), State.DECLINED, owner)
    with pytest.raises(actions.NotOpen):
        actions.back(change=ended, by=lars, at=MORNING)


def test_who_has_left_is_not_brought_back_by_others_but_by_themselves(change, lars, liv_first_line):
    actions.back(change=change, by=lars, at=MORNING)

    actions.leave(change=change, by=lars, at=MORNING)
    actions.bring(change=change, people=[lars], by=liv_first_line, at=MORNING)
    assert lars not in queries.backers(change)
    assert again(change).people == 1

    actions.back(change=change, by=lars, at=MORNING)
    assert lars in queries.backers(change)


def test_few_are_told_as_few_and_so_are_their_units(change, institute, liv_first_line):
    support = brought(change, crowd(institute, 3, "bygg"), liv_first_line)

    assert support == queries.told(again(change)) == Support(None, None)


def test_people_and_units_stand_side_by_side(change, institute, faculty, liv_first_line):
    brought(change, crowd(institute, 6, "bygg"), liv_first_line)
    support = brought(change, crowd(faculty, 8, "fakultet"), liv_first_line)

    assert support == Support(15, 2, ((faculty.name, 8), (institute.name, 7)))
    assert queries.told(again(change)) == Support(15, 2)


def test_a_small_unit_is_not_what_is_left_of_the_whole(
    change, institute, faculty, hr_department, liv_first_line
):
    """Kari and five more at the institute, three at the faculty, eight at HR: nine are “others”."""
    brought(change, crowd(institute, 5, "bygg"), liv_first_line)
    brought(change, crowd(faculty, 3, "fakultet"), liv_first_line)
    support = brought(change, crowd(hr_department, 8, "hr"), liv_first_line)

    assert support == Support(17, 3, ((hr_department.name, 8), ("", 9)))


def test_where_one_unit_is_large_and_the_rest_is_small_no_unit_is_told(
    change, institute, faculty, liv_first_line
):
    brought(change, crowd(institute, 5, "bygg"), liv_first_line)
    support = brought(change, crowd(faculty, 2, "fakultet"), liv_first_line)

    assert support == Support(8, 2, ())


def test_what_is_taken_into_another_brings_its_people_and_takes_them_out_again(
    change, facts, kari, lars, per_second_line
):
    other = actions.propose(facts=facts, submission=uuid4(), by=lars, at=MORNING)
    done = {"by": per_second_line, "at": MORNING}

    actions.merge(change=other, into=change, **done)
    assert set(queries.backers(change)) == {kari, lars}
    assert again(change).people == 2
    assert list(queries.own(lars)) == [change]

    actions.undo_merge(change=again(other), **done)
    assert set(queries.backers(change)) == {kari}
    assert (again(change).people, again(other).people) == (1, 1)
    assert list(queries.own(lars)) == [other]


def test_who_asked_in_two_places_counts_once(change, facts, kari, per_second_line):
    other = actions.propose(facts=facts, submission=uuid4(), by=kari, at=MORNING)

    actions.merge(change=other, into=change, by=per_second_line, at=MORNING)

    assert again(change).people == 1


def test_counts_follow_through_two_merges_and_back(change, facts, lars, stranger, per_second_line):
    done = {"by": per_second_line, "at": MORNING}
    one, two = (
        actions.propose(facts=facts, submission=uuid4(), by=who, at=MORNING)
        for who in (lars, stranger)
    )
    actions.merge(change=one, into=two, **done)
    actions.merge(change=two, into=change, **done)
    assert again(change).people == 3

    actions.undo_merge(change=again(one), **done)

    assert (again(change).people, again(one).people) == (2, 1)


def test_merging_twice_is_once_and_only_into_what_stands(change, facts, lars, owner):
    one, two = (
        actions.propose(facts=facts, submission=uuid4(), by=lars, at=MORNING) for _n in range(2)
    )
    done = {"by": change.shown_by, "at": MORNING}
    for _press in range(2):
        actions.merge(change=one, into=change, **done)

    with pytest.raises(actions.TakenIntoAnother):
        actions.merge(change=two, into=one, **done)
    with pytest.raises(actions.TheSameWish):
        actions.merge(change=two, into=two, **done)
    with pytest.raises(actions.NotShownYet):
        actions.merge(change=change, into=two, **done)
    with pytest.raises(actions.NotFromHere):
        actions.merge(change=decided(change, State.ACCEPTED, owner), into=two, **done)
    with pytest.raises(NotAllowed):
        actions.merge(change=two, into=change, by=lars, at=MORNING)
