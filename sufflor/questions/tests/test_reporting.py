"""Reporting an error, asking for a colleague, and keeping identity numbers back."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sufflor.questions import actions, queries, rules
from sufflor.questions.models import (
    REPORT_LENGTH,
    ErrorReport,
    Question,
    QuestionKind,
    Scope,
    Vote,
)
from sufflor.questions.rules import State
from sufflor.search.models import Document
from tests.cast import MORNING

# Made for tests: nobody is born in the eighty-third month.
NOBODY = "158376 00186"
TOLD = actions.Report(
    wanted="Sende brevet",
    steps="Trykket Ekspeder",
    happened="Ingenting",
    message="Feil 17: mangler mottaker",
    scope=Scope.SEVERAL,
)


def ask(hour, area, by, text="Hvor er sakene mine?", **more):
    wanted = {"role": "alle", "submission": uuid4(), "at": MORNING, **more}
    return actions.ask(hour=hour, area=area, text=text, by=by, **wanted)


def error(hour, area, by, report=TOLD, **more):
    return ask(hour, area, by, "Får ikke sendt", kind=QuestionKind.ERROR, report=report, **more)


def test_an_error_tells_what_was_wanted_done_seen_and_whom_it_hits(morning, personnel, kari):
    question = error(morning, personnel, kari)

    report = ErrorReport.objects.get()
    assert question.kind == QuestionKind.ERROR
    assert report.question == question
    assert [text for _label, text in report.told()] == [
        "Sende brevet",
        "Trykket Ekspeder",
        "Ingenting",
        "Feil 17: mangler mottaker",
        "Flere av oss",
    ]


def test_an_error_is_found_by_what_the_screen_said(morning, personnel, kari):
    error(morning, personnel, kari)

    assert "mangler mottaker" in Document.objects.get(kind="question").body


def test_an_error_has_its_report_also_when_nothing_is_told(morning, personnel, kari):
    error(morning, personnel, kari, report=None)

    assert ErrorReport.objects.get().told() == []


def test_a_question_has_no_report_whatever_is_sent(morning, personnel, kari):
    ask(morning, personnel, kari, report=TOLD)

    assert not ErrorReport.objects.exists()


def test_a_report_has_its_length(morning, personnel, kari):
    error(morning, personnel, kari, report=actions.Report(steps="x" * REPORT_LENGTH))

    with pytest.raises(actions.ReportTooLong):
        error(morning, personnel, kari, report=actions.Report(steps="x" * (REPORT_LENGTH + 1)))
    assert Question.objects.count() == 1


def test_somebody_asks_for_a_colleague_and_the_vote_is_the_askers(morning, personnel, kari, lars):
    question = ask(morning, personnel, kari, on_behalf_of=lars)

    assert (question.asked_by, question.on_behalf_of) == (kari, lars)
    assert Vote.objects.get().voter == kari
    assert question in [Question.objects.get(pk=row.pk) for row in queries.my_questions(lars)]


def test_the_colleague_may_vote_as_a_person_of_their_own(morning, personnel, kari, lars):
    question = ask(morning, personnel, kari, on_behalf_of=lars)

    actions.vote(question=question, by=lars, at=MORNING)
    actions.vote(question=question, by=kari, at=MORNING)

    question.refresh_from_db()
    assert question.vote_count == 2


def test_asking_for_oneself_is_asking(morning, personnel, kari):
    assert ask(morning, personnel, kari, on_behalf_of=kari).on_behalf_of is None


@pytest.mark.parametrize(
    ("field", "place"), [("text", "Spørsmålet ditt"), ("detail", "Forklar mer")]
)
def test_an_identity_number_is_stopped_before_it_is_stored(morning, personnel, kari, field, place):
    with pytest.raises(actions.HoldsPersonalNumber) as refused:
        ask(morning, personnel, kari, **{field: f"Gjelder {NOBODY}, hva nå?"})

    said = str(refused.value)
    assert f"158376 ***** ({place})" in said
    assert "00186" not in said
    assert refused.value.status == 422
    assert [number.field for number in refused.value.numbers] == [field]
    assert not Question.objects.exists()


@pytest.mark.parametrize("field", ["wanted", "steps", "happened", "message"])
def test_an_identity_number_is_stopped_in_what_is_told_of_an_error(morning, personnel, kari, field):
    with pytest.raises(actions.HoldsPersonalNumber) as refused:
        error(morning, personnel, kari, report=actions.Report(**{field: NOBODY}))

    assert [number.field for number in refused.value.numbers] == [field]
    assert not Question.objects.exists()


def test_whoever_says_that_it_is_none_may_send_it_and_a_host_reads_it_first(
    morning, personnel, kari, hilde_host
):
    question = ask(morning, personnel, kari, detail=NOBODY, may_hold_number=True)

    assert rules.state_of(question) == State.HELD
    assert question.released_at is None
    assert not Question.objects.public().exists()
    assert not Document.objects.exists()

    actions.release(question=question, by=hilde_host, at=MORNING)

    assert list(Question.objects.public()) == [question]
    assert Document.objects.exists()


def test_what_holds_no_number_is_not_held_whatever_its_writer_says(morning, personnel, kari):
    question = ask(morning, personnel, kari, may_hold_number=True)

    assert rules.state_of(question) == State.WAITING


def test_a_number_in_what_is_held_is_seen_by_no_list(morning, personnel, kari):
    ask(morning, personnel, kari, detail=NOBODY, may_hold_number=True)

    found = queries.find_hour(morning.slug)
    assert queries.hour_page(found, kari, MORNING).total == 0
    assert queries.next_hour(MORNING).question_count == 0
    assert queries.changes(found, 0, MORNING).rows == ()


def test_an_answer_with_an_identity_number_is_refused(morning, personnel, kari, hilde_host):
    question = ask(morning, personnel, kari)

    with pytest.raises(actions.NumberInPublic, match=r"158376 \*\*\*\*\* \(Svaret\)"):
        actions.answer(question=question, text=f"Søk på {NOBODY}", by=hilde_host, at=MORNING)

    answer = actions.answer(question=question, text="Søk på navnet.", by=hilde_host, at=MORNING)
    with pytest.raises(actions.NumberInPublic):
        actions.edit_answer(
            answer=answer, text=NOBODY, seen=answer.stamp, by=hilde_host, at=MORNING
        )
