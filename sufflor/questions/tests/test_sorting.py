"""Those who answer say what kind of help a question asks for, and what is made of it keeps that."""

from __future__ import annotations

import pytest

from sufflor.events.queries import history
from sufflor.knowledge.models import Entrance
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import HelpKind
from sufflor.questions import actions
from sufflor.questions.models import Question, QuestionKind
from tests.cast import MORNING
from tests.hours import asked
from tests.requests import submitted


def sort(question, by, help_kind=HelpKind.SPECIALIST, work_system="Lønn"):
    said = {"help_kind": help_kind, "work_system": work_system}
    return actions.sort_question(question=question, **said, by=by, at=MORNING)


def now(question) -> tuple[str, str]:
    found = Question.objects.get(pk=question.pk)
    return found.help_kind, found.work_system


def test_whoever_asks_says_nothing_and_an_error_is_about_the_system(
    question, morning, personnel, kari
):
    error = asked(morning, personnel, kari, "Feilkode 17", kind=QuestionKind.ERROR)

    assert now(question) == ("", "")
    assert now(error) == (HelpKind.SYSTEM, "")


def test_those_who_answer_say_it_once(question, per_second_line, kari):
    for _twice in range(2):
        sort(question, per_second_line)

    assert now(question) == (HelpKind.SPECIALIST, "Lønn")
    assert [one.verb for one in history(question)].count("question.sorted") == 1
    with pytest.raises(NotAllowed):
        sort(question, kari)


def test_it_can_be_said_with_the_answer_and_the_guide_keeps_it(question, hilde_host):
    answer = actions.answer(
        question=question,
        text="Slik.",
        help_kind=HelpKind.PROFESSIONAL,
        work_system="Lønn",
        by=hilde_host,
        at=MORNING,
    )

    article = actions.draft_article(answer=answer, title="", by=hilde_host, at=MORNING)

    assert now(question) == (HelpKind.PROFESSIONAL, "Lønn")
    assert (article.entrance, article.work_system) == (Entrance.PRACTICE, "Lønn")


def test_a_guide_is_about_both_where_nobody_has_said_it(question, hilde_host):
    answer = actions.answer(question=question, text="Slik.", by=hilde_host, at=MORNING)

    article = actions.draft_article(answer=answer, title="", by=hilde_host, at=MORNING)

    assert article.entrance == Entrance.BOTH


@pytest.mark.usefixtures("liv_first_line")
def test_the_request_that_it_becomes_keeps_it(question, hilde_host):
    sort(question, hilde_host)

    request = actions.move_to_request(question=question, why="Et navn.", by=hilde_host, at=MORNING)

    assert (request.help_kind, request.work_system) == (HelpKind.SPECIALIST, "Lønn")
    with pytest.raises(actions.NotInTheQueue):
        sort(question, hilde_host, HelpKind.BOTH)


def test_a_request_that_is_asked_in_an_hour_brings_it(morning, kari, personnel, liv_first_line):
    sent = submitted(kari, area=personnel, help_kind=HelpKind.BOTH)

    question = actions.raise_in_hour(
        request=sent,
        hour=morning,
        area=personnel,
        text="Hvordan skjermes et navn?",
        submission=sent.submission,
        by=liv_first_line,
        at=MORNING,
    )

    assert now(question) == (HelpKind.BOTH, "")
