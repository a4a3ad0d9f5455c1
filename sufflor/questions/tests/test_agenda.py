"""The agenda makes itself: what was solved, what is new, and what goes on."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from sufflor.known_errors import actions as errors
from sufflor.known_errors.models import KnownError
from sufflor.questions import actions, queries
from sufflor.questions.models import (
    HourKind,
    Moderation,
    Question,
    QuestionHour,
    QuestionKind,
    Section,
)
from sufflor.questions.rules import State
from tests.hours import FRIDAY, MONDAY, THURSDAY, asked, clock, the_hour


def words(hour, section, at):
    part = queries.agenda(hour, at).part(section)
    return [row.text for row in part.rows]


def error(hour, area, by, text, at):
    return actions.ask(
        hour=hour,
        area=area,
        role="alle",
        text=text,
        kind=QuestionKind.ERROR,
        submission=uuid4(),
        by=by,
        at=at,
    )


def answered(question, by, at, text="Slik."):
    return actions.answer(question=question, text=text, by=by, at=at)


def test_an_opening_goes_through_four_things_by_the_clock(rollout_days):
    hour = the_hour(THURSDAY, HourKind.OPENING)

    agenda = queries.agenda(hour, clock(THURSDAY, 8, 41))

    assert [(part.section, part.starts_at) for part in agenda.parts] == [
        (Section.STATUS, clock(THURSDAY, 8, 30)),
        (Section.SOLUTIONS, clock(THURSDAY, 8, 35)),
        (Section.QUESTIONS, clock(THURSDAY, 8, 40)),
        (Section.ERRORS, clock(THURSDAY, 8, 55)),
    ]
    assert agenda.current.section == Section.QUESTIONS


def test_a_closing_goes_through_four_others(rollout_days):
    hour = the_hour(THURSDAY, HourKind.CLOSING)

    agenda = queries.agenda(hour, clock(THURSDAY, 15, 0))

    assert [(part.section, part.starts_at) for part in agenda.parts] == [
        (Section.STATUS, clock(THURSDAY, 15, 0)),
        (Section.ANSWERS, clock(THURSDAY, 15, 5)),
        (Section.KNOWN_ERRORS, clock(THURSDAY, 15, 20)),
        (Section.CARRIED, clock(THURSDAY, 15, 25)),
    ]
    assert agenda.current.section == Section.STATUS


@pytest.mark.parametrize(("minutes", "starts"), [(60, [0, 10, 20, 50]), (12, [0, 2, 4, 10])])
def test_the_parts_stretch_with_the_hour(rollout_days, minutes, starts):
    hour = the_hour(THURSDAY, HourKind.OPENING)
    hour.closes_at = hour.opens_at + timedelta(minutes=minutes)

    agenda = queries.agenda(hour, hour.opens_at)

    begins = [part.starts_at - hour.opens_at for part in agenda.parts]
    assert begins == [timedelta(minutes=each) for each in starts]


def test_nothing_is_current_before_and_after_the_hour(rollout_days):
    hour = the_hour(THURSDAY, HourKind.OPENING)

    for at in (clock(THURSDAY, 8, 29), clock(THURSDAY, 9, 0)):
        assert queries.agenda(hour, at).current is None


def test_the_status_is_the_newest_one_until_the_hour_has_its_own(rollout_days, hilde_host):
    first, second = (the_hour(day, HourKind.OPENING) for day in (THURSDAY, FRIDAY))
    at = clock(FRIDAY, 8, 30)
    assert queries.agenda(second, at).part(Section.STATUS).text == ""

    actions.say_status(hour=first, text="Flyttingen er i gang.", by=hilde_host, at=at)
    assert queries.agenda(second, at).part(Section.STATUS).text == "Flyttingen er i gang."

    second = actions.say_status(hour=second, text="Alt er flyttet.", by=hilde_host, at=at)
    assert queries.agenda(second, at).part(Section.STATUS).text == "Alt er flyttet."
    first.refresh_from_db()
    assert queries.agenda(first, at).part(Section.STATUS).text == "Flyttingen er i gang."


def test_mondays_opening_covers_friday_afternoon_and_the_weekend(
    rollout_days, personnel, kari, hilde_host
):
    friday = the_hour(FRIDAY, HourKind.CLOSING)
    during, after, saturday, early = (
        asked(friday, personnel, kari, text, at=clock(FRIDAY, 10, minute))
        for minute, text in enumerate(("I timen?", "Etter timen?", "Lørdag?", "Mandag tidlig?"))
    )
    answered(during, hilde_host, clock(FRIDAY, 15, 20))
    answered(after, hilde_host, clock(FRIDAY, 15, 40))
    answered(saturday, hilde_host, clock(FRIDAY + timedelta(days=1), 11))
    answered(early, hilde_host, clock(MONDAY, 7, 50))

    monday = the_hour(MONDAY, HourKind.OPENING)
    agenda = queries.agenda(monday, clock(MONDAY, 8, 30))

    assert agenda.since == clock(FRIDAY, 15, 30)
    rows = agenda.part(Section.SOLUTIONS).rows
    assert [row.text for row in rows] == ["Etter timen?", "Lørdag?", "Mandag tidlig?"]
    assert rows[0].unit == "Dokumentasjonsforvaltningen"
    assert rows[0].url.startswith("/svar/")


def test_a_closing_that_was_called_off_is_covered_by_the_next_opening(
    rollout_days, personnel, kari, hilde_host
):
    friday = the_hour(FRIDAY, HourKind.CLOSING)
    question = asked(friday, personnel, kari, "Fredag?", at=clock(FRIDAY, 9, 30))
    answered(question, hilde_host, clock(FRIDAY, 10))
    actions.cancel_hour(hour=friday, reason="Syk", by=hilde_host, at=clock(FRIDAY, 12))

    monday = the_hour(MONDAY, HourKind.OPENING)
    agenda = queries.agenda(monday, clock(MONDAY, 8, 30))

    assert agenda.since == clock(THURSDAY, 15, 30)
    assert [row.text for row in agenda.part(Section.SOLUTIONS).rows] == ["Fredag?"]


def test_new_questions_and_new_errors_stand_apart(rollout_days, personnel, kari, hilde_host):
    hour = the_hour(THURSDAY, HourKind.OPENING)
    at = clock(THURSDAY, 8, 10)
    asked(hour, personnel, kari, "Ny?", at=at)
    error(hour, personnel, kari, "Tom liste", at)
    solved = asked(hour, personnel, kari, "Svart på før timen?", at=at)
    answered(solved, hilde_host, clock(THURSDAY, 8, 20))
    now = asked(hour, personnel, kari, "Svart på i timen?", at=clock(THURSDAY, 8, 11))
    answered(now, hilde_host, clock(THURSDAY, 8, 45))

    assert words(hour, Section.QUESTIONS, at) == ["Ny?", "Svart på i timen?"]
    assert words(hour, Section.ERRORS, at) == ["Tom liste"]
    assert words(hour, Section.SOLUTIONS, at) == ["Svart på før timen?"]


def test_a_closing_answers_the_questions_of_the_day(
    rollout_days, personnel, kari, hilde_host, per_second_line
):
    opening, closing = (the_hour(THURSDAY, kind) for kind in ("oppstart", "avslutning"))
    morning = asked(opening, personnel, kari, "Morgen?", at=clock(THURSDAY, 8, 35))
    answered(morning, hilde_host, clock(THURSDAY, 8, 45))
    asked(closing, personnel, kari, "Kl. 09.40?", at=clock(THURSDAY, 9, 40))
    noon = asked(closing, personnel, kari, "Middag?", at=clock(THURSDAY, 12))
    answered(noon, per_second_line, clock(THURSDAY, 13))

    at = clock(THURSDAY, 15, 5)
    rows = queries.agenda(closing, at).part(Section.ANSWERS).rows

    assert [(row.text, row.state) for row in rows] == [
        ("Morgen?", State.ANSWERED),
        ("Kl. 09.40?", State.WAITING),
        ("Middag?", State.ANSWERED),
    ]
    assert words(closing, Section.CARRIED, at) == ["Kl. 09.40?"]


def test_an_old_question_that_gets_its_answer_during_the_day_is_told_in_the_closing(
    rollout_days, personnel, kari, hilde_host
):
    old = asked(
        the_hour(THURSDAY, HourKind.CLOSING), personnel, kari, "Gammel?", at=clock(THURSDAY, 11)
    )
    answered(old, hilde_host, clock(FRIDAY, 11))

    closing = the_hour(FRIDAY, HourKind.CLOSING)

    assert words(closing, Section.ANSWERS, clock(FRIDAY, 15)) == ["Gammel?"]
    assert words(the_hour(MONDAY, HourKind.OPENING), Section.SOLUTIONS, clock(MONDAY, 8)) == []


def test_a_closing_lists_the_errors_that_are_worked_on(rollout_days, personnel, kari, hilde_host):
    thursday, friday = (the_hour(day, HourKind.CLOSING) for day in (THURSDAY, FRIDAY))
    at = clock(THURSDAY, 12)
    error(thursday, personnel, kari, "Treg", at)
    mended = error(thursday, personnel, kari, "Tom liste", at)
    answered(mended, hilde_host, clock(FRIDAY, 12))
    error(friday, personnel, kari, "Ny feil", clock(FRIDAY, 12))

    at = clock(FRIDAY, 15)

    assert words(friday, Section.KNOWN_ERRORS, at) == ["Treg", "Ny feil"]
    assert words(friday, Section.ANSWERS, at) == ["Tom liste"]
    assert words(friday, Section.CARRIED, at) == ["Ny feil"]


def test_what_was_taken_on_says_where_it_came_from(
    rollout_days, personnel, kari, hilde_host, per_second_line
):
    opening, closing = (the_hour(THURSDAY, kind) for kind in ("oppstart", "avslutning"))
    question = asked(opening, personnel, kari, "Rakk vi ikke?", at=clock(THURSDAY, 8, 35))
    actions.share_out(hour=opening, by=hilde_host, at=clock(THURSDAY, 9))
    actions.finish(hour=opening, by=hilde_host, at=clock(THURSDAY, 9, 5))

    row = queries.agenda(closing, clock(THURSDAY, 15)).part(Section.ANSWERS).rows[0]

    assert row.pk == question.pk
    assert (row.came_from.title, row.came_from.slug) == ("Felles oppstart", opening.slug)
    assert (row.state, row.unit) == (State.OWED, "HR-avdelingen")


def test_the_agenda_holds_only_what_everyone_may_read(rollout_days, personnel, kari, hilde_host):
    hour, at = the_hour(THURSDAY, HourKind.OPENING), clock(THURSDAY, 8, 10)
    hidden, declined, merged, shown = (
        asked(hour, personnel, kari, text, at=clock(THURSDAY, 8, minute))
        for minute, text in enumerate(("Skjult", "Avvist", "Lik", "Vist"))
    )
    actions.hide(question=hidden, by=hilde_host, at=at)
    actions.decline(question=declined, reason="Hører ikke hjemme her", by=hilde_host, at=at)
    actions.merge(question=merged, into=shown, by=hilde_host, at=at)

    assert words(hour, Section.QUESTIONS, at) == ["Vist"]

    QuestionHour.objects.filter(pk=hour.pk).update(moderation=Moderation.BEFORE)
    hour.refresh_from_db()
    assert words(hour, Section.QUESTIONS, at) == []


def test_the_agenda_names_nobody(rollout_days, personnel, kari, hilde_host, per_second_line):
    hour, at = the_hour(THURSDAY, HourKind.OPENING), clock(THURSDAY, 8, 10)
    answered(asked(hour, personnel, kari, at=at), hilde_host, clock(THURSDAY, 8, 40))
    waiting = asked(hour, personnel, kari, "Hvem?", at=at)
    actions.owe_answer(
        question=waiting,
        writer=per_second_line,
        due_at=None,
        was_spoken=True,
        by=hilde_host,
        at=at,
    )

    said = repr(queries.agenda(hour, at))

    for person in (kari, hilde_host, per_second_line):
        assert person.last_name not in said
        assert person.username not in said


def test_two_rollouts_keep_their_questions_apart(rollout_days, pia_planner, personnel, kari):
    other = QuestionHour.objects.create(
        kind=HourKind.OPENING,
        slug="2026-10-29-oppstart-2",
        date=THURSDAY,
        opens_at=clock(THURSDAY, 8, 30),
        closes_at=clock(THURSDAY, 9),
        collects_from=clock(THURSDAY, 8),
    )
    asked(other, personnel, kari, "Et annet?", at=clock(THURSDAY, 8, 10))

    assert words(the_hour(THURSDAY, HourKind.OPENING), Section.QUESTIONS, clock(THURSDAY, 9)) == []
    assert words(other, Section.QUESTIONS, clock(THURSDAY, 9)) == ["Et annet?"]


def test_an_agenda_speaks_the_language_of_its_page(rollout_days):
    hour, at = the_hour(THURSDAY, HourKind.OPENING), clock(THURSDAY, 8)

    titles = {}
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            titles[language] = queries.agenda(hour, at).part(Section.SOLUTIONS).title

    assert titles["en"] == "Solutions since last time"
    assert len(set(titles.values())) == 3


def test_an_agenda_costs_few_queries_and_none_while_nothing_happens(
    rollout_days, personnel, kari, hilde_host, lars, django_assert_max_num_queries
):
    opening, closing = (the_hour(THURSDAY, kind) for kind in ("oppstart", "avslutning"))
    at = clock(THURSDAY, 8, 35)
    questions = [
        asked(opening, personnel, kari, f"Nr. {n}?", at=clock(THURSDAY, 8, n)) for n in range(12)
    ]
    for question in questions[:6]:
        answered(question, hilde_host, at)
    actions.share_out(hour=opening, by=hilde_host, at=at)
    actions.finish(hour=opening, by=hilde_host, at=clock(THURSDAY, 9))

    with django_assert_max_num_queries(6):
        queries.agenda(closing, at)

    revision = queries.agenda_revision(queries.find_hour(closing.slug).content, {"answers": 7})
    actions.vote(
        question=Question.objects.get(pk=questions[-1].pk), by=lars, at=clock(THURSDAY, 10)
    )
    assert queries.find_hour(closing.slug).content + 7 == revision
    queries.agenda(closing, at, revision)
    with django_assert_max_num_queries(0):
        queries.agenda(closing, at, revision)


def test_an_error_that_is_hidden_in_another_hour_leaves_every_agenda_at_once(
    rollout_days, personnel, kari, hilde_host
):
    thursday, friday = (the_hour(day, HourKind.CLOSING) for day in (THURSDAY, FRIDAY))
    at = clock(THURSDAY, 12)
    first = error(thursday, personnel, kari, "Treg", at)
    assert words(friday, Section.KNOWN_ERRORS, at) == ["Treg"]

    error(thursday, personnel, kari, "Ny", at)
    assert words(friday, Section.KNOWN_ERRORS, at) == ["Treg", "Ny"]
    actions.hide(question=first, by=hilde_host, at=at)
    assert words(friday, Section.KNOWN_ERRORS, at) == ["Ny"]


def test_known_errors_stand_before_what_else_is_wrong_and_for_what_comes_from_them(
    rollout_days, personnel, kari, hilde_host, per_second_line
):
    friday = the_hour(FRIDAY, HourKind.CLOSING)
    at = clock(FRIDAY, 15, 5)
    for number, text in enumerate(("Treg", "Tom liste")):
        error(friday, personnel, kari, text, at - timedelta(minutes=30 - number))
    known, other = KnownError.objects.order_by("pk")
    errors.confirm(
        error=known,
        sentence="Vi ser den.",
        next_update_at=at + timedelta(days=1),
        by=per_second_line,
        at=at,
    )

    rows = queries.agenda(friday, at).part(Section.KNOWN_ERRORS).rows

    assert [(row.text, bool(row.status)) for row in rows] == [("Treg", True), ("Tom liste", False)]
    assert rows[0].path == known.path
    assert other.state == "candidate"
