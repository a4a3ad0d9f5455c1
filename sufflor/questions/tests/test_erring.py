"""An error that is reported in an hour becomes a candidate, and follows what the host does."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sufflor.known_errors import actions as errors
from sufflor.known_errors.models import KnownError, State
from sufflor.known_errors.queries import concerned
from sufflor.questions import actions
from sufflor.questions.actions import Report
from sufflor.questions.models import FromError, Question, QuestionKind, Scope
from tests.cast import MORNING


@pytest.fixture
def reported(morning, personnel, kari) -> Question:
    report = Report(
        wanted="Sende et brev.",
        steps="Jeg trykket på Ekspeder.",
        happened="Vedlegget falt ut.",
        message="E-12",
        scope=Scope.SEVERAL,
    )
    return actions.ask(
        hour=morning,
        area=personnel,
        role="alle",
        text="Hvorfor faller vedlegg ut?",
        submission=uuid4(),
        kind=QuestionKind.ERROR,
        report=report,
        by=kari,
        at=MORNING,
    )


def test_a_report_is_a_candidate_with_its_fields(reported, personnel, kari):
    candidate = KnownError.objects.get()

    assert candidate.state == State.CANDIDATE
    assert candidate.title == "Hvorfor faller vedlegg ut?"
    assert "Vedlegget falt ut." in candidate.seen
    assert list(candidate.areas.all()) == [personnel]
    assert list(concerned(candidate)) == [kari]
    assert FromError.objects.get().question == reported


def test_a_question_is_no_candidate(question):
    assert not KnownError.objects.exists()


def test_a_candidate_follows_the_words_of_its_question(reported, personnel, hilde_host):
    actions.edit_question(
        question=reported,
        text="Vedlegg faller ut ved ekspedering",
        detail="",
        area=personnel,
        role="alle",
        reason="Tydeligere.",
        seen=reported.stamp,
        by=hilde_host,
        at=MORNING,
    )

    assert KnownError.objects.get().title == "Vedlegg faller ut ved ekspedering"


def test_what_a_host_hides_is_gone_here_too_and_comes_again(reported, hilde_host):
    actions.hide(question=reported, by=hilde_host, at=MORNING)
    assert not KnownError.objects.exists()

    actions.show_again(question=reported, by=hilde_host, at=MORNING)
    assert KnownError.objects.get().title == reported.text


def test_what_becomes_private_is_no_candidate(reported, hilde_host):
    actions.move_to_request(question=reported, why="Et navn.", by=hilde_host, at=MORNING)

    assert not KnownError.objects.exists()


def test_what_was_taken_into_another_loses_its_words_and_keeps_its_people(
    reported, personnel, kari, hilde_host, per_second_line
):
    done = {"by": per_second_line, "at": MORNING}
    into = errors.suggest(facts=errors.Facts("Vedlegg", "Borte.", [personnel]), **done)
    errors.merge(error=KnownError.objects.exclude(pk=into.pk).get(), into=into, **done)

    actions.move_to_request(question=reported, why="Et navn.", by=hilde_host, at=MORNING)

    assert set(KnownError.objects.values_list("title", flat=True)) == {"Vedlegg"}
    assert list(concerned(into)) == [kari]
