"""Leading an hour through its questions, one after the other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions, queries
from sufflor.questions.models import OwedAnswer, Question, QuestionHour, QuestionKind
from tests.cast import MORNING
from tests.hours import asked


@pytest.fixture
def three(morning, personnel, kari, lars, ola_adviser):
    """Three questions with three, two and one vote."""
    first, second, third = (asked(morning, personnel, kari, text) for text in ("A", "B", "C"))
    for question, voters in ((first, (lars, ola_adviser)), (second, (lars,))):
        for voter in voters:
            actions.vote(question=question, by=voter, at=MORNING)
    return first, second, third


def now(hour: QuestionHour) -> str:
    found = Question.objects.filter(pk=QuestionHour.objects.get(pk=hour.pk).now_answering_id)
    return "".join(found.values_list("text", flat=True))


def waiting(hour: QuestionHour) -> list[str]:
    return [one.text for one in queries.turns(QuestionHour.objects.get(pk=hour.pk)).waiting]


def step(hour: QuestionHour, by, seen: Question | None, at=MORNING) -> Question | None:
    return actions.go_on(hour=hour, seen=seen.pk if seen else None, by=by, at=at)


def test_the_question_with_most_votes_is_taken_up_first(morning, three, hilde_host):
    taken = step(morning, hilde_host, None)

    assert taken == three[0]
    assert now(morning) == "A"
    assert waiting(morning) == ["B", "C"]
    assert Event.objects.get(verb="question.taken_up").about.endswith(f":{three[0].pk}")


def test_what_is_passed_over_comes_again_when_the_others_are_done(morning, three, hilde_host):
    step(morning, hilde_host, None)

    step(morning, hilde_host, three[0])

    assert now(morning) == "B"
    assert waiting(morning) == ["C", "A"]
    step(morning, hilde_host, three[1])
    assert now(morning) == "C"
    assert waiting(morning) == ["A", "B"]


def test_a_new_question_with_many_votes_comes_before_what_was_laid_aside(
    morning, three, personnel, kari, lars, hilde_host
):
    step(morning, hilde_host, None)
    step(morning, hilde_host, three[0])

    asked(morning, personnel, lars, "D")

    assert waiting(morning) == ["C", "D", "A"]


def test_two_hosts_who_press_at_once_go_one_step(morning, three, hilde_host, anne_admin):
    step(morning, hilde_host, None)

    step(morning, hilde_host, three[0])
    step(morning, anne_admin, three[0])

    assert now(morning) == "B"


def test_after_the_last_one_nothing_is_being_answered(morning, question, hilde_host):
    step(morning, hilde_host, None)

    assert step(morning, hilde_host, question) is None
    assert now(morning) == ""
    assert waiting(morning) == [question.text]


def test_errors_are_gone_through_by_themselves(morning, personnel, kari, lars, hilde_host):
    asked(morning, personnel, kari, "Et spørsmål")
    error = asked(morning, personnel, lars, "En feil")
    Question.objects.filter(pk=error.pk).update(kind=QuestionKind.ERROR)

    taken = actions.go_on(
        hour=morning, seen=None, kinds=[QuestionKind.ERROR], by=hilde_host, at=MORNING
    )

    assert taken == error


def test_what_everyone_cannot_read_is_never_taken_up(morning, three, hilde_host):
    actions.hide(question=three[0], by=hilde_host, at=MORNING)
    Question.objects.filter(pk=three[1].pk).update(held_at=MORNING)

    step(morning, hilde_host, None)

    assert now(morning) == "C"


def test_answered_aloud_gives_it_a_writer_and_takes_up_the_next(
    morning, three, hilde_host, ola_adviser
):
    step(morning, hilde_host, None)

    actions.answered_aloud(
        question=three[0], writer=ola_adviser, due_at=None, by=hilde_host, at=MORNING
    )

    owed = OwedAnswer.objects.get()
    assert (owed.question, owed.writer, owed.spoken_at) == (three[0], ola_adviser, MORNING)
    assert owed.due_at > MORNING
    assert now(morning) == "B"
    assert waiting(morning) == ["C"]


def test_answered_aloud_twice_goes_one_step(morning, three, hilde_host, ola_adviser):
    step(morning, hilde_host, None)

    for _ in range(2):
        actions.answered_aloud(
            question=three[0], writer=ola_adviser, due_at=None, by=hilde_host, at=MORNING
        )

    assert now(morning) == "B"
    assert OwedAnswer.objects.count() == 1


def test_a_question_that_is_not_on_the_screen_moves_nothing_on_it(
    morning, three, hilde_host, ola_adviser
):
    step(morning, hilde_host, None)

    actions.answered_aloud(
        question=three[2], writer=ola_adviser, due_at=None, by=hilde_host, at=MORNING
    )

    assert now(morning) == "A"


def test_laid_aside_in_an_earlier_hour_begins_anew(morning, three, hilde_host):
    before = morning.collects_from - timedelta(minutes=1)
    step(morning, hilde_host, None, before)

    step(morning, hilde_host, three[0], before)

    assert now(morning) == "B"
    assert waiting(morning) == ["A", "C"]


def test_only_hosts_lead(morning, three, ola_adviser, kari):
    for person in (ola_adviser, kari):
        with pytest.raises(NotAllowed):
            step(morning, person, None)
        with pytest.raises(NotAllowed):
            actions.answered_aloud(
                question=three[0], writer=ola_adviser, due_at=None, by=person, at=MORNING
            )

    assert now(morning) == ""
    assert not OwedAnswer.objects.exists()
