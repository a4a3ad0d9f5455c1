"""What was late is written down by itself, explained by those who work on it, and counted."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.models import Delay, DelayReason, Promised
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Line, OpeningPeriod, ServicePromise
from tests.cast import MORNING

HOUR = timedelta(hours=1)
LATE = MORNING + 7 * HOUR


@pytest.fixture(autouse=True)
def two_hours(db) -> None:
    """Open from eight to four on weekdays; the first line answers within two of those hours."""
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(weekday=day, opens=time(8), closes=time(16), from_date=date(2026, 1, 1))
        for day in range(5)
    )
    ServicePromise.objects.create(line=Line.FIRST, first_answer_hours=2, resolve_hours=4)


@pytest.fixture
def late(request_, liv_first_line) -> Delay:
    actions.reply(request=request_, text="Beklager ventetiden.", by=liv_first_line, at=LATE)
    return Delay.objects.get()


def explain(delay, by, reason=DelayReason.MANY, words="  Tre  var syke "):
    return actions.explain_delays(request=delay.request, reason=reason, words=words, by=by, at=LATE)


def test_an_answer_in_time_leaves_nothing(request_, liv_first_line):
    actions.reply(request=request_, text="Slik gjør du.", by=liv_first_line, at=MORNING + HOUR)

    assert not Delay.objects.exists()


def test_a_late_first_answer_is_written_down_once(request_, late, liv_first_line):
    actions.reply(request=request_, text="Og mer.", by=liv_first_line, at=LATE + HOUR)

    assert late.promised == Promised.ANSWER
    assert (late.due_at, late.met_at) == (MORNING + 2 * HOUR, LATE)
    assert late.group == liv_first_line.support_groups.get()
    assert Delay.objects.count() == 1


def test_a_late_solution_counts_beside_it(request_, liv_first_line):
    actions.resolve(request=request_, text="Slik gjør du.", by=liv_first_line, at=LATE)

    assert set(Delay.objects.values_list("promised", flat=True)) == set(Promised.values)


def test_what_is_held_back_was_not_late_after_all(request_, late, liv_first_line):
    said = request_.messages.get()

    actions.hold_back(message=said, by=liv_first_line, at=LATE)

    assert not Delay.objects.exists()


def test_it_is_explained_and_explained_better(late, liv_first_line):
    explain(late, liv_first_line)
    explain(late, liv_first_line, DelayReason.AWAY, "")

    late.refresh_from_db()
    assert (late.reason, late.words, late.explained_by) == ("away", "", liv_first_line)


def test_without_a_reason_nothing_is_explained(late, liv_first_line):
    with pytest.raises(actions.NotExplained):
        explain(late, liv_first_line, "nonsense")


def test_what_was_in_time_needs_no_reason(request_, liv_first_line):
    with pytest.raises(actions.NothingLate):
        actions.explain_delays(
            request=request_, reason="many", words="", by=liv_first_line, at=MORNING
        )


def test_the_user_explains_nothing(late, kari):
    with pytest.raises(NotAllowed):
        explain(late, kari)


def test_reasons_are_counted_for_those_who_help_there(
    late, liv_first_line, per_second_line, anne_admin
):
    found = queries.delays(liv_first_line, LATE)
    assert [one.pk for one in found.unexplained] == [late.pk]
    assert (found.count, found.explained) == (1, 0)

    explain(late, liv_first_line)

    mine = queries.delays(liv_first_line, LATE)
    assert [(one.reason, one.answers, one.solutions) for one in mine.tallies] == [("many", 1, 0)]
    assert mine.explained == 1
    assert queries.delays(per_second_line, LATE).count == 0
    house = queries.delays(anne_admin, LATE)
    assert (house.count, house.unexplained) == (1, ())


def test_two_queries_tell_of_all(late, liv_first_line, django_assert_num_queries):
    queries.delays(liv_first_line, LATE)
    with django_assert_num_queries(2):
        queries.delays(liv_first_line, LATE)
