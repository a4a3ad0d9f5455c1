"""What a user reads of what has happened: the line, the words to them, and nothing from inside."""

from __future__ import annotations

from datetime import datetime, timedelta

from sufflor.desk import actions, queries
from sufflor.desk.actions import Place
from sufflor.desk.models import HandoverReason, State
from sufflor.desk.queries import Kind
from sufflor.desk.tests.conftest import ENOUGH
from sufflor.organization.models import Line, SupportGroup
from tests.cast import MORNING

MINUTE = timedelta(minutes=1)
LATER = MORNING + 10 * MINUTE


def hand_over(request, to, by, at=MORNING + MINUTE):
    reason = HandoverReason.objects.first()
    return actions.hand_over(request=request, to=to, reason=reason, note=ENOUGH, by=by, at=at)


def test_it_tells_where_the_request_went_newest_first(
    request_, kari, liv_first_line, second_line, django_assert_max_num_queries
):
    hand_over(request_, second_line, liv_first_line)
    request_.refresh_from_db()

    with django_assert_max_num_queries(5):
        told = queries.timeline(request_, kari, LATER)

    assert [(one.kind, one.line) for one in told.happenings] == [
        (Kind.MOVED, Line.SECOND),
        (Kind.MOVED, Line.FIRST),
        (Kind.SENT, None),
    ]


def test_the_steps_are_the_places_that_it_has_been_at(request_, kari, liv_first_line, second_line):
    hand_over(request_, second_line, liv_first_line)
    request_.refresh_from_db()

    steps = queries.timeline(request_, kari, LATER).steps

    assert [step.line for step in steps] == [None, Line.FIRST, Line.SECOND, None]
    assert [step.is_done for step in steps] == [True, True, False, False]
    assert [step.is_current for step in steps] == [False, False, True, False]


def test_from_one_group_to_another_at_the_same_line_is_nothing_to_tell(
    request_, kari, liv_first_line, per_second_line, records_department
):
    other = SupportGroup.objects.create(
        code="vakten", name="Vakten", line=Line.FIRST, unit=records_department
    )
    other.members.add(per_second_line)
    before = len(queries.timeline(request_, kari, LATER).happenings)

    hand_over(request_, Place(Line.FIRST, other), liv_first_line)

    assert len(queries.timeline(request_, kari, LATER).happenings) == before


def test_a_handover_that_was_undone_never_happened(request_, kari, liv_first_line, second_line):
    movement = hand_over(request_, second_line, liv_first_line)
    actions.undo_handover(movement=movement, by=liv_first_line, at=movement.at)
    request_.refresh_from_db()

    told = queries.timeline(request_, kari, LATER)

    assert [step.line for step in told.steps] == [None, Line.FIRST, None]


def test_an_answer_is_there_when_it_can_no_longer_be_held_back(request_, kari, liv_first_line):
    actions.reply(request=request_, text="Bruk Skjerm.", by=liv_first_line, at=MORNING)

    def answers(at: datetime) -> list[str]:
        said = [one.message for one in queries.timeline(request_, kari, at).happenings]
        return [message.text for message in said if message and message.is_from_helper]

    assert answers(MORNING) == []
    assert answers(LATER) == ["Bruk Skjerm."]


def test_nothing_that_helpers_write_to_each_other_is_in_it(
    request_, kari, liv_first_line, second_line
):
    actions.note(request=request_, text="KANARI", by=liv_first_line, at=MORNING)
    hand_over(request_, second_line, liv_first_line)
    request_.refresh_from_db()

    told = queries.timeline(request_, kari, LATER)

    assert [one.message for one in told.happenings if one.message] == []
    assert told.helper is None


def test_whoever_takes_part_may_write_and_leave_but_not_finish_it(request_, kari, lars):
    actions.bring_along(request=request_, person=lars, by=kari, at=MORNING)

    own, part = (queries.timeline(request_, person, LATER) for person in (kari, lars))

    assert (own.may_write, own.may_close, own.may_leave) == (True, True, False)
    assert (part.may_write, part.may_close, part.may_leave) == (True, False, True)
    assert [one.name for one in part.followers] == ["Kari Moen", "Lars Holm"]
    assert part.others == 1


def test_what_was_found_out_is_finished_at_once(request_, kari):
    actions.found_out(request=request_, by=kari, at=LATER)
    request_.refresh_from_db()

    told = queries.timeline(request_, kari, LATER)

    assert request_.state == State.CLOSED
    assert told.happenings[0].kind == Kind.CLOSED
    assert told.steps[-1].is_current
    assert not told.may_close
