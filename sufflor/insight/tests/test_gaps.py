"""What is missing is told in groups of five or more, and of requests only how many."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.models import Request
from sufflor.insight.queries import Gap, gaps
from sufflor.organization.models import CaseArea, User
from sufflor.questions import actions as questions
from sufflor.search import log
from sufflor.search.log import Note, What
from tests.cast import MORNING
from tests.hours import asked, asked_by_many

LATER = MORNING + timedelta(hours=1)


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    log._waiting.clear()


def searched(text: str, times: int, *, hits: int = 0) -> None:
    for number in range(times):
        log.note(Note(What.ASKED, f"{text}{number}", MORNING, text=text, hits=hits))
    log.write()


def sent(text: str, times: int, by: User, area: CaseArea) -> list[Request]:
    return [
        desk.open_request(reporter=by, area=area, text=f"{text} {number}", by=by, at=MORNING)
        for number in range(times)
    ]


def found() -> list[Gap]:
    return gaps(LATER, 30)


def test_searches_questions_and_requests_about_the_same_are_one_gap(
    morning, personnel: CaseArea, kari: User
) -> None:
    searched("parkere bil", 6)
    asked(morning, personnel, kari, "Hvor parkerer jeg bilen?")
    sent("Parkere bilen", 5, kari, personnel)

    (gap,) = found()

    assert (gap.label, gap.searches, len(gap.questions), gap.requests) == ("parkere bil", 6, 1, 5)
    assert gap.words[0] == "parkere bil"
    assert gap.total == 12


def test_few_requests_are_not_told_of_and_their_words_never_are(
    personnel: CaseArea, kari: User
) -> None:
    searched("parkere bil", 5)
    sent("Parkere bilen til Kari Hansen", 4, kari, personnel)
    sent("Konflikt med Ola", 4, kari, personnel)

    (gap,) = found()

    assert (gap.searches, gap.requests) == (5, 0)
    assert "Hansen" not in f"{gap.label} {gap.words}"


def test_requests_alone_show_only_the_words_that_five_have_in_common(
    personnel: CaseArea, kari: User
) -> None:
    for name in ("Ola", "Per", "Eva", "Liv", "Jon"):
        sent(f"Parkering til bilen for {name}", 1, kari, personnel)

    (gap,) = found()

    assert set(gap.label.split()) == {"parkering", "bilen"}
    assert gap.requests == 5


def test_what_is_confidential_is_no_voice(personnel: CaseArea, kari: User) -> None:
    sent("Parkering", 5, kari, personnel)
    Request.objects.update(is_confidential=True)

    assert found() == []


def test_searches_that_led_somewhere_are_no_gap(db: None) -> None:
    searched("parkere bil", 6, hits=3)
    log.Searched.objects.update(chosen=1)

    assert found() == []


def test_a_question_with_an_article_is_answered(
    morning, personnel: CaseArea, kari: User, hilde_host: User
) -> None:
    several = asked_by_many(morning, personnel, [f"Hvor parkerer jeg bil {n}?" for n in range(5)])
    assert [len(gap.questions) for gap in found()] == [5]

    answer = questions.answer(question=several[0], text="Bak.", by=hilde_host, at=MORNING)
    questions.draft_article(answer=answer, title="Parkere", by=hilde_host, at=MORNING)

    assert found() == []


def test_many_voices_cost_few_statements(
    morning, personnel: CaseArea, kari: User, django_assert_max_num_queries
) -> None:
    searched("parkere bil", 6)
    asked_by_many(morning, personnel, [f"Hvor parkerer jeg bil {n}?" for n in range(5)])
    sent("Parkere bilen", 5, kari, personnel)

    with django_assert_max_num_queries(6):
        found()
