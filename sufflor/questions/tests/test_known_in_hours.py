"""Known errors in the hours: on the agenda, kept in the minutes, and behind questions."""

from __future__ import annotations

import pytest

from sufflor.known_errors import actions as errors
from sufflor.known_errors.models import KnownError, Plain, State
from sufflor.questions import actions, queries
from sufflor.questions.models import HourKind, Section
from tests.hours import FRIDAY, THURSDAY, asked, clock, the_hour

NOON, END = clock(THURSDAY, 12), clock(THURSDAY, 15, 40)


@pytest.fixture
def closing(rollout_days):
    return the_hour(THURSDAY, HourKind.CLOSING)


def confirmed(title: str, area, by, at=NOON) -> KnownError:
    error = errors.suggest(facts=errors.Facts(title, "Slik ser det ut.", [area]), by=by, at=at)
    until = clock(FRIDAY, 9)
    errors.confirm(error=error, sentence="Vi ser den.", next_update_at=until, by=by, at=at)
    return KnownError.objects.get(pk=error.pk)


def fixed(error: KnownError, by, at) -> None:
    errors.fix(error=error, sentence="Rettet.", by=by, at=at)


def minuted(hour, section: Section) -> list[tuple[str, Plain, str]]:
    part = next((part for part in queries.minutes(hour).parts if part.section == section), None)
    return [(row.words, row.plain, row.today) for row in part.errors] if part else []


def test_minutes_keep_how_the_errors_of_the_agenda_stood(
    closing, personnel, hilde_host, per_second_line
):
    error = confirmed("Vedlegg faller ut", personnel, per_second_line)
    actions.finish(hour=closing, by=hilde_host, at=END)

    fixed(error, per_second_line, clock(THURSDAY, 18))

    assert minuted(closing, Section.KNOWN_ERRORS) == [
        ("Vedlegg faller ut", Plain.WORKED_ON, "Rettet")
    ]
    kept = closing.minutes.errors.get()
    assert (kept.state, kept.next_update_at) == (State.CONFIRMED, clock(FRIDAY, 9))


def test_what_was_fixed_since_the_last_closing_is_a_solution_in_the_opening(
    closing, personnel, hilde_host, per_second_line
):
    new, old = (confirmed(title, personnel, per_second_line) for title in ("Ny", "Gammel"))
    fixed(old, per_second_line, clock(THURSDAY, 13))
    fixed(new, per_second_line, clock(THURSDAY, 20))
    opening = the_hour(FRIDAY, HourKind.OPENING)

    part = queries.agenda(opening, clock(FRIDAY, 8)).part(Section.SOLUTIONS)
    assert [(row.text, row.status, row.due_at) for row in part.rows] == [("Ny", "Rettet", None)]

    actions.finish(hour=opening, by=hilde_host, at=clock(FRIDAY, 9, 5))
    assert minuted(opening, Section.SOLUTIONS) == [("Ny", Plain.SOLVED, "")]


def test_a_candidate_and_a_fix_that_was_none_are_in_no_minutes(
    closing, personnel, hilde_host, per_second_line
):
    facts = errors.Facts("Kanskje", "Kanskje.", [personnel])
    errors.suggest(facts=facts, by=per_second_line, at=NOON)
    error = confirmed("Ny", personnel, per_second_line)
    fixed(error, per_second_line, clock(THURSDAY, 20))
    errors.confirm(
        error=error,
        sentence="Nei.",
        next_update_at=clock(FRIDAY, 9),
        by=per_second_line,
        at=clock(THURSDAY, 21),
    )
    opening = the_hour(FRIDAY, HourKind.OPENING)

    actions.finish(hour=opening, by=hilde_host, at=clock(FRIDAY, 9, 5))

    assert not minuted(opening, Section.SOLUTIONS)


def test_an_hour_knows_the_errors_that_its_questions_come_from(
    closing, personnel, kari, per_second_line
):
    error = confirmed("Vedlegg faller ut", personnel, per_second_line)
    question = asked(closing, personnel, kari, "Hvor blir det av vedleggene?", at=NOON)
    assert queries.errors_behind(closing, 1) == frozenset()

    tie = actions.tie_question(question=question, error=error, by=per_second_line, at=NOON)
    assert queries.errors_behind(closing, 2) == {error.pk}

    actions.untie_question(tie=tie, by=per_second_line, at=NOON)
    assert queries.errors_behind(closing, 3) == frozenset()


def test_an_error_is_offered_while_somebody_writes_the_same(
    closing, personnel, kari, per_second_line
):
    words = ["Kalender", "Utlogging", "Kopimottaker", "Skanning", "Fakturaer", "Protokoll"]
    for minute, word in enumerate(words):
        at = clock(THURSDAY, 12, minute)
        asked(closing, personnel, kari, f"{word} i Elements?", at=at)
    error = confirmed("Vedlegg faller ut ved ekspedering", personnel, per_second_line)

    [near] = queries.similar("vedlegg faller ut", closing, NOON).errors
    assert (near.pk, near.plain) == (error.pk, Plain.WORKED_ON)

    fixed(error, per_second_line, NOON)
    assert not queries.similar("vedlegg faller ut", closing, NOON).errors
