"""The report after a rollout: figures that write themselves, frozen when it is published."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.events.models import Event
from sufflor.insight import actions, queries
from sufflor.insight.actions import Words
from sufflor.insight.models import Report
from sufflor.known_errors import actions as known_errors
from sufflor.known_errors.actions import Facts
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions as questions
from sufflor.questions.models import HourKind
from sufflor.rollout.plan import PlannedRollout
from tests.cast import MORNING
from tests.hours import FRIDAY, MONDAY, THURSDAY, asked_by_many, clock, the_hour

AFTER = clock(MONDAY, 8) + timedelta(days=1)
WORDS = Words("Elements: slik gikk det", before="Tre dager i høst.", after="Vi øver mer.")


@pytest.fixture
def plan(rollout_days) -> PlannedRollout:
    return queries.begun(AFTER)[0]


@pytest.fixture
def seven(rollout_days, personnel, hilde_host):
    """Seven questions on the first day; five are answered at noon, two hours later in the week."""
    hour = the_hour(THURSDAY, HourKind.OPENING)
    found = asked_by_many(hour, personnel, [f"Hvordan gjør jeg {n}?" for n in range(12)])
    for question in found[:6]:
        questions.answer(question=question, text="Slik.", by=hilde_host, at=clock(THURSDAY, 12))
    return found


def test_the_figures_agree_with_a_count_by_hand(plan, seven, put, faculty, hr_department) -> None:
    for number in range(11):
        unit = faculty if number < 6 else hr_department
        put(unit=unit, at=clock(THURSDAY, 9), solved=None if number < 5 else 1)
    put(at=clock(MONDAY, 9) + timedelta(days=9), unit=faculty)
    actions.count(at=AFTER)

    figures = queries.figures(plan, AFTER)

    assert (figures.first, figures.last, figures.hours) == (str(THURSDAY), str(MONDAY), 6)
    assert (figures.questions, figures.answered, figures.unanswered) == (12, 6, 6)
    assert (figures.requests, figures.unsolved) == (11, 5)
    assert figures.same_day == 6
    assert [(day.date, day.questions, day.requests) for day in figures.days] == [
        (str(THURSDAY), 12, 11),
        (str(FRIDAY), 0, 0),
        (str(MONDAY), 0, 0),
    ]
    assert figures.answer_minutes is not None
    assert 4 * 60 <= figures.answer_minutes <= 6 * 60


def test_a_unit_that_the_month_would_give_away_is_hidden(
    plan, put, faculty, hr_department, records_department, kari
) -> None:
    """Eight in the rollout and two more in the same month: their difference would be told. One
    other is hidden with it, since what is left of the whole would be it."""
    for unit, number in ((faculty, 8), (hr_department, 9), (records_department, 10)):
        for _one in range(number):
            put(unit=unit, at=clock(THURSDAY, 9))
    for _one in range(2):
        put(unit=faculty, at=clock(THURSDAY, 9) - timedelta(days=10))
    actions.count(at=AFTER)

    units = {each.pk: each.requests for each in queries.figures(plan, AFTER).units}

    assert units == {records_department.pk: 10}


def test_what_most_stood_behind_and_the_errors_are_told(
    plan, seven, personnel, kari, lars, per_second_line
) -> None:
    for voter in (kari, lars):
        questions.vote(question=seven[3], by=voter, at=clock(THURSDAY, 8, 40))
    error = known_errors.suggest(
        facts=Facts("Vedlegg faller ut", "Brevet er tomt.", [personnel]),
        by=per_second_line,
        at=clock(THURSDAY, 9),
    )
    known_errors.confirm(
        error=error,
        sentence="Vi ser den.",
        next_update_at=clock(THURSDAY, 15),
        by=per_second_line,
        at=clock(THURSDAY, 10),
    )

    page = queries.report_page(queries.figures(plan, AFTER))

    assert page.top[0].text == "Hvordan gjør jeg 3?"
    assert page.top[0].is_answered
    assert [each.title for each in page.errors] == ["Vedlegg faller ut"]


def test_it_is_published_with_the_figures_of_that_day(plan, seven, pia_planner, hilde_host) -> None:
    report = actions.publish_report(rollout=plan, words=WORDS, seen="", by=pia_planner, at=AFTER)
    for question in seven[6:]:
        questions.answer(question=question, text="Slik.", by=hilde_host, at=AFTER)

    kept = queries.Figures.kept_in(Report.objects.get(pk=report.pk))

    assert kept.answered == 6
    assert queries.figures(plan, AFTER).answered == 12
    assert [one.title for one in queries.published()] == [WORDS.title]
    assert Event.objects.filter(verb="report.published").count() == 1


def test_what_is_hidden_later_is_gone_from_the_report(
    plan, seven, personnel, kari, pia_planner, hilde_host
) -> None:
    questions.vote(question=seven[8], by=kari, at=clock(THURSDAY, 8, 40))
    report = actions.publish_report(rollout=plan, words=WORDS, seen="", by=pia_planner, at=AFTER)
    questions.hide(question=seven[8], by=hilde_host, at=AFTER)

    page = queries.report_page(queries.Figures.kept_in(report))

    assert "Hvordan gjør jeg 8?" not in [each.text for each in page.top]


def test_while_it_goes_on_it_is_only_saved(plan, pia_planner) -> None:
    with pytest.raises(actions.NotOverYet):
        actions.publish_report(
            rollout=plan, words=WORDS, seen="", by=pia_planner, at=clock(MONDAY, 20)
        )
    actions.write_report(rollout=plan, words=WORDS, seen="", by=pia_planner, at=MORNING)

    assert not queries.published().exists()


def test_two_who_write_at_once_see_each_other(plan, pia_planner) -> None:
    first = actions.write_report(rollout=plan, words=WORDS, seen="", by=pia_planner, at=MORNING)
    actions.write_report(rollout=plan, words=WORDS, seen=first.stamp, by=pia_planner, at=AFTER)

    with pytest.raises(actions.ReportEditedMeanwhile):
        actions.write_report(rollout=plan, words=WORDS, seen=first.stamp, by=pia_planner, at=AFTER)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (Words(" "), actions.NoTitle),
        (Words("x" * 161), actions.NoTitle),
        (Words("Slik", after="x" * 8001), actions.ReportTooLong),
        (Words("Slik", before="Fødselsnummer 01010750160"), actions.NumberInReport),
    ],
)
def test_what_cannot_be_published_is_refused(plan, pia_planner, words, refusal) -> None:
    with pytest.raises(refusal):
        actions.publish_report(rollout=plan, words=words, seen="", by=pia_planner, at=AFTER)

    assert not Report.objects.exists()


def test_only_those_who_plan_report(plan, hilde_host) -> None:
    with pytest.raises(NotAllowed):
        actions.write_report(rollout=plan, words=WORDS, seen="", by=hilde_host, at=MORNING)


def test_it_is_taken_back_once(plan, pia_planner) -> None:
    report = actions.publish_report(rollout=plan, words=WORDS, seen="", by=pia_planner, at=AFTER)

    for _time in range(2):
        actions.withdraw_report(report=report, by=pia_planner, at=AFTER)

    assert not queries.published().exists()
    assert Event.objects.filter(verb="report.withdrawn").count() == 1
