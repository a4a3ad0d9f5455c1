"""Each request is counted as it is, and anew when it has changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.actions import HandoverNote, Place
from sufflor.desk.models import Direction, Movement, Request
from sufflor.insight import actions
from sufflor.insight.models import Counting, Entrance, Outcome, Passage, Reckoned
from sufflor.insight.queries import reckoned
from sufflor.insight.queries.cells import of_kind
from sufflor.insight.queries.passages import counted_now
from sufflor.organization.models import HelpKind, Line
from tests.cast import DAY, MORNING
from tests.passages import SECOND
from tests.requests import submitted

IN, UP, DOWN, BACK = Direction.IN, Direction.UP, Direction.DOWN, Direction.RETURN
LATER = MORNING + timedelta(hours=5)
ENOUGH = HandoverNote(asked="Hva koden heter.", tried="Sett i rutinen.")


@pytest.fixture
def sent(kari, liv_first_line, personnel) -> Request:
    """With the first line, since nobody is adviser."""
    return submitted(kari, area=personnel)


@pytest.fixture
def second_line(per_second_line) -> Place:
    return Place(Line.SECOND, per_second_line.support_groups.get())


def counted(request: Request) -> Passage:
    actions.count(at=LATER)
    return Passage.objects.get(request=request)


def test_a_request_is_counted_with_what_the_desk_did(
    sent, second_line, liv_first_line, per_second_line
) -> None:
    after = MORNING + timedelta(hours=1)
    desk.hand_over(
        request=sent, to=second_line, reason=None, note=ENOUGH, by=liv_first_line, at=after
    )
    after += timedelta(hours=2)
    desk.resolve(request=sent, text="Velg «Skjerm».", by=per_second_line, at=after)

    passage = counted(sent)

    assert (passage.day, passage.entrance) == (DAY, Entrance.OTHER)
    assert passage.stations == 1 << Line.FIRST | 1 << Line.SECOND
    assert (passage.outcome, passage.solved_at_line) == (Outcome.SOLVED, Line.SECOND)
    assert (passage.at_first, passage.at_second) == (3600, 7200)
    assert passage.answer_seconds == 10800
    assert (passage.ups, passage.downs, passage.bounces) == (1, 0, 0)


def test_a_request_is_counted_under_its_kind_of_help_and_anew_under_another(
    sent, liv_first_line, month
) -> None:
    counted(sent)
    assert counted_now(month, "").cells[None][of_kind("system")] == 1

    said = {"help_kind": HelpKind.BOTH, "proposed": None, "by": liv_first_line, "at": MORNING}
    desk.sort_request(request=sent, area=sent.area, process=None, **said)
    counted(sent)

    cells = counted_now(month, "").cells[None]
    assert (cells[of_kind("system")], cells[of_kind("both")]) == (0, 1)


def test_what_was_handed_over_and_taken_back_never_happened(
    sent, second_line, liv_first_line
) -> None:
    moved = desk.hand_over(
        request=sent, to=second_line, reason=None, note=ENOUGH, by=liv_first_line, at=MORNING
    )
    desk.undo_handover(movement=moved, by=liv_first_line, at=MORNING + timedelta(seconds=9))

    passage = counted(sent)

    assert passage.stations == 1 << Line.FIRST
    assert passage.at_second is None
    assert passage.ups == 0


def test_a_way_up_and_back_is_drawn_as_far_as_it_went(put) -> None:
    request = put(
        (
            (Line.FIRST, 0, IN),
            (Line.SECOND, 1, UP),
            (Line.FIRST, 2, BACK),
            (Line.ADVISER, 3, DOWN),
        ),
        solved=4,
    )

    passage = counted(request)

    assert passage.stations == 1 << Line.FIRST | 1 << Line.SECOND
    assert passage.solved_at_line == Line.ADVISER
    assert (passage.at_first, passage.at_second, passage.at_adviser) == (14400, 7200, 14400)
    assert (passage.ups, passage.downs, passage.bounces) == (1, 1, 1)


def test_what_is_under_way_waits_where_it_is(put) -> None:
    passage = counted(put(solved=None, answered=None))

    assert passage.outcome == Outcome.OPEN
    assert passage.at_first is None
    assert passage.answer_seconds is None


def test_counting_twice_is_counting_once(put) -> None:
    put()
    put()

    assert actions.count(at=MORNING, portion=1) == 2
    assert actions.count(at=LATER) == 0

    assert Passage.objects.count() == 2
    assert (Counting.objects.get().at, Counting.objects.get().revision) == (LATER, 1)


def test_what_changes_afterwards_is_mended(sent, liv_first_line) -> None:
    before = counted(sent)
    desk.resolve(request=sent, text="Nå.", by=liv_first_line, at=MORNING + timedelta(hours=1))

    assert actions.count(at=LATER) == 1

    assert before.outcome == Outcome.OPEN
    assert Passage.objects.get().outcome == Outcome.SOLVED


def test_what_was_asked_in_an_hour_came_from_there(put) -> None:
    assert counted(put(origin="questions.question:7")).entrance == Entrance.HOUR


def test_what_is_deleted_is_counted_no_more(put) -> None:
    request = put()
    counted(request)

    Movement.objects.all().delete()
    request.delete()

    assert not Passage.objects.exists()


@pytest.mark.parametrize("portion", [1, 2, 7])
def test_portions_leave_nothing_out(put, portion) -> None:
    for _number in range(5):
        put()

    assert actions.count(at=LATER, portion=portion) == 5


def test_what_pages_are_made_of_is_reckoned_before_anybody_reads(
    put, month, personnel, django_assert_num_queries
) -> None:
    """Also after a deletion, and a period whose requests are as they were is left alone."""
    first, *_others = [put(SECOND, area=personnel, answered=hours) for hours in (1, 2, 7)]
    actions.count(at=MORNING)
    put(at=MORNING - timedelta(days=40))
    actions.count(at=LATER)
    Movement.objects.filter(request=first).delete()
    first.delete()
    actions.count(at=LATER)

    for part in ("", "area", "unit"):
        with django_assert_num_queries(2):
            found = reckoned.counted(month, part)
        assert found == counted_now(month, part)
    october = Reckoned.objects.filter(first=month.first, last=month.last)
    assert october.values_list("made_of", flat=True).distinct().count() == 1
