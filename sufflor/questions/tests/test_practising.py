"""A whole day that is practised, in copies that nobody else sees, and then all of it gone."""

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions
from sufflor.questions.models import HourKind, Question, QuestionHour
from sufflor.questions.queries import rehearsals
from sufflor.rollout.models import ItemKind
from tests.hours import FRIDAY, MONDAY, THURSDAY, asked, clock, the_hour

AT = clock(THURSDAY, 12)


def practise(rollout, by, day=FRIDAY) -> list[QuestionHour]:
    return actions.rehearse_day(rollout=rollout, day=day, by=by, at=AT)


def is_ticked(rollout) -> bool:
    return rollout.checklist.get(kind=ItemKind.REHEARSAL).is_ticked


def test_the_closing_begins_where_the_opening_ends(rollout_days, pia_planner) -> None:
    opening, closing = practise(rollout_days, pia_planner)

    assert (opening.kind, closing.kind) == (HourKind.OPENING, HourKind.CLOSING)
    assert opening.opens_at == AT
    assert closing.opens_at == opening.closes_at
    assert opening.rehearsal_of == the_hour(FRIDAY, HourKind.OPENING)


def test_real_questions_are_copied_into_it(rollout_days, pia_planner, personnel, kari) -> None:
    asked(the_hour(THURSDAY, HourKind.OPENING), personnel, kari, at=clock(THURSDAY, 8))

    opening, _closing = practise(rollout_days, pia_planner)

    copied = opening.questions.get()
    assert (copied.text, copied.asked_by) == ("Hvordan skjermer jeg et navn?", pia_planner)


def test_no_public_list_holds_it(rollout_days, pia_planner) -> None:
    practise(rollout_days, pia_planner)

    assert QuestionHour.objects.real().count() == 6
    assert len(rehearsals(rollout_days)) == 2


def test_beginning_twice_is_as_once(rollout_days, pia_planner) -> None:
    assert practise(rollout_days, pia_planner) == practise(rollout_days, pia_planner)


def test_finishing_ticks_the_checklist_and_takes_all_away(
    rollout_days, pia_planner, personnel, kari
) -> None:
    asked(the_hour(THURSDAY, HourKind.OPENING), personnel, kari, at=clock(THURSDAY, 8))
    practise(rollout_days, pia_planner)
    practise(rollout_days, pia_planner, MONDAY)

    for _ in range(2):
        actions.finish_rehearsal(rollout=rollout_days, by=pia_planner, at=AT)

    assert is_ticked(rollout_days)
    assert rehearsals(rollout_days) == []
    assert Question.objects.count() == 1
    assert Event.objects.filter(verb="checklist.ticked").count() == 1


def test_breaking_it_off_ticks_nothing(rollout_days, pia_planner) -> None:
    practise(rollout_days, pia_planner)

    for _ in range(2):
        actions.end_rehearsed_days(rollout=rollout_days, by=pia_planner, at=AT)

    assert not is_ticked(rollout_days)
    assert rehearsals(rollout_days) == []


def test_a_day_without_hours_cannot_be_practised(rollout_days, pia_planner) -> None:
    for kind in (HourKind.OPENING, HourKind.CLOSING):
        actions.cancel_hour(hour=the_hour(MONDAY, kind), reason="Fri", by=pia_planner, at=AT)

    with pytest.raises(actions.NoHoursThatDay):
        practise(rollout_days, pia_planner, MONDAY)


def test_only_planners_practise_a_day(rollout_days, pia_planner, hilde_host) -> None:
    practise(rollout_days, pia_planner)

    with pytest.raises(NotAllowed):
        practise(rollout_days, hilde_host)
    with pytest.raises(NotAllowed):
        actions.end_rehearsed_days(rollout=rollout_days, by=hilde_host, at=AT)

    assert len(rehearsals(rollout_days)) == 2
