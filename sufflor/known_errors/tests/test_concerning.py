"""“Gjelder meg også”: once per person, counted without names, and left again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.known_errors import actions, queries
from sufflor.known_errors.models import Concern, KnownError
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import User
from tests.cast import MORNING


def crowd(unit, count: int, name: str) -> list[User]:
    people = [User(username=f"{name}-{n}", unit=unit) for n in range(count)]
    return User.objects.bulk_create(people)


def test_it_concerns_a_person_once(error, kari):
    for _press in range(2):
        actions.join(error=error, by=kari, at=MORNING)

    assert Concern.objects.count() == 1
    assert list(queries.concerned(error)) == [kari]


def test_a_sentence_is_kept_and_can_be_changed(error, kari):
    actions.join(error=error, by=kari, at=MORNING, sentence="Bare ved flere enn ti vedlegg.")
    actions.join(error=error, by=kari, at=MORNING)
    actions.join(error=error, by=kari, at=MORNING, sentence="Alltid.")

    assert [each.sentence for each in queries.sentences(error)] == ["Alltid."]


def test_a_number_that_tells_who_somebody_is_is_refused(error, kari):
    with pytest.raises(actions.HoldsNumber):
        actions.join(error=error, by=kari, at=MORNING, sentence="Gjelder 158376 00186")

    assert not Concern.objects.exists()


def test_nobody_joins_what_is_not_known_to_be_an_error(candidate, kari):
    with pytest.raises(actions.NotFromHere):
        actions.join(error=candidate, by=kari, at=MORNING)


def test_who_has_left_is_not_brought_back_by_others_but_by_themselves(error, kari, liv_first_line):
    actions.join(error=error, by=kari, at=MORNING)

    actions.leave(error=error, by=kari, at=MORNING)
    actions.bring(error=error, people=[kari], by=liv_first_line, at=MORNING)
    assert not queries.concerned(error)
    assert queries.have_left(error) == {kari.pk}

    actions.join(error=error, by=kari, at=MORNING)
    assert list(queries.concerned(error)) == [kari]


def test_only_those_whom_it_concerns_say_that_it_works(error, kari, per_second_line):
    actions.fix(error=error, sentence="Rettet.", by=per_second_line, at=MORNING)

    with pytest.raises(NotAllowed):
        actions.say_that_it_works(error=error, by=kari, at=MORNING)


def test_units_are_counted_and_small_ones_are_not_told(error, institute, faculty, liv_first_line):
    people = crowd(institute, 6, "bygg") + crowd(faculty, 3, "fakultet")
    actions.bring(error=error, people=people, by=liv_first_line, at=MORNING)

    counted = queries.counted(error)

    assert counted.units == ((institute.name, 6), ("", None))
    assert counted.number is None, "the whole less the large ones would tell of the small one"


def test_the_whole_is_told_where_it_gives_nobody_away(error, institute, liv_first_line):
    actions.bring(error=error, people=crowd(institute, 5, "bygg"), by=liv_first_line, at=MORNING)

    assert queries.counted(error).number == 5


def test_a_candidate_taken_into_another_brings_its_people_and_takes_them_out_again(
    error, facts, kari, lars, liv_first_line, per_second_line
):
    other = actions.suggest(facts=facts, by=liv_first_line, at=MORNING)
    actions.join(error=error, by=kari, at=MORNING)
    actions.bring(error=other, people=[kari, lars], by=liv_first_line, at=MORNING)

    actions.merge(error=other, into=error, by=per_second_line, at=MORNING)
    assert set(queries.concerned(error)) == {kari, lars}
    assert not queries.candidates().exists()

    actions.undo_merge(error=KnownError.objects.get(pk=other.pk), by=per_second_line, at=MORNING)
    assert set(queries.concerned(error)) == {kari}
    assert list(queries.candidates()) == [other]


def test_who_came_along_with_a_candidate_says_that_it_works_and_leaves(
    error, facts, kari, liv_first_line, per_second_line
):
    other = actions.suggest(facts=facts, by=liv_first_line, at=MORNING)
    actions.bring(error=other, people=[kari], by=liv_first_line, at=MORNING)
    actions.merge(error=other, into=error, by=per_second_line, at=MORNING)
    actions.fix(error=error, sentence="Rettet.", by=per_second_line, at=MORNING)

    assert queries.concern_of(error, kari)
    actions.say_that_it_works(error=error, by=kari, at=MORNING)
    assert queries.witnesses(error) == 1
    until = MORNING + timedelta(hours=1)
    actions.confirm(
        error=error, sentence="Nei.", next_update_at=until, by=per_second_line, at=MORNING
    )
    assert queries.witnesses(error) == 0

    actions.leave(error=error, by=kari, at=MORNING)
    assert not queries.concerned(error)


def test_an_error_is_taken_into_one_that_stands(error, facts, liv_first_line, per_second_line):
    one, two = (actions.suggest(facts=facts, by=liv_first_line, at=MORNING) for _n in range(2))
    done = {"by": per_second_line, "at": MORNING}
    actions.merge(error=one, into=error, **done)

    with pytest.raises(actions.TakenIntoAnother):
        actions.merge(error=two, into=one, **done)
    with pytest.raises(actions.TheSameError):
        actions.merge(error=two, into=two, **done)
    with pytest.raises(actions.NotFromHere):
        actions.merge(error=error, into=two, **done)
