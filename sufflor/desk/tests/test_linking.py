"""Requests that have to do with each other, and one that asks two things."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.desk import actions, queries, rules
from sufflor.desk.actions import Part
from sufflor.desk.models import Link, LinkKind, Message, Request
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import HelpKind, Line
from tests.cast import MORNING

SOON = MORNING + timedelta(minutes=5)


@pytest.fixture
def other(send, lars, personnel) -> Request:
    return send("Hvordan skjuler jeg navn?", by=lars, area=personnel)


def link(request, other, by, kind=LinkKind.RELATED):
    return actions.link(request=request, other=other, kind=kind, by=by, at=SOON)


def split(request, by, submission=None, **facts):
    part = Part(
        **{"title": "", "text": "Hva sier loven?", "help_kind": HelpKind.PROFESSIONAL} | facts
    )
    return actions.split(
        request=request, part=part, submission=submission or uuid4(), by=by, at=SOON
    )


def test_both_see_the_other_and_once_is_enough(request_, other, liv_first_line):
    assert link(request_, other, liv_first_line) == link(other, request_, liv_first_line)

    for one, its_other in ((request_, other), (other, request_)):
        assert [each.other for each in queries.ties(one, liv_first_line, SOON)] == [its_other]


def test_what_a_helper_may_not_see_is_not_linked_and_is_shown_by_number_alone(
    request_, secret, ruth, liv_first_line
):
    with pytest.raises(NotAllowed):
        link(request_, secret, liv_first_line)
    Link.objects.create(request=request_, other=secret, kind=LinkKind.RELATED, at=SOON, by=ruth)

    (tie,) = queries.ties(request_, liv_first_line, SOON)
    assert not tie.is_seen


def test_they_have_nothing_to_do_with_each_other_after_all(request_, other, liv_first_line):
    made = link(request_, other, liv_first_line)

    for _twice in range(2):
        actions.unlink(link=made, by=liv_first_line, at=SOON)

    assert not Link.objects.exists()


def test_a_part_finds_its_own_way_and_the_same_people_follow_it(
    send, lars, kari, liv_first_line, per_second_line, personnel
):
    request = send("To ting.", concerns=lars)

    part = split(request, liv_first_line, area=personnel)

    assert part.line in {Line.FIRST, Line.SECOND}
    assert (part.reporter, part.concerns, part.opened_by) == (kari, lars, liv_first_line)
    for each in (kari, lars):
        assert Request.objects.followed_by(each, SOON).filter(pk=part.pk).exists()
    assert rules.may_note(liv_first_line, part, SOON)
    assert part.number in Message.objects.get(request=request).text
    assert Link.objects.get().kind == LinkKind.PART


def test_the_same_form_twice_is_one_part_and_of_another_request_none(
    request_, other, liv_first_line
):
    submission = uuid4()

    first = split(request_, liv_first_line, submission)
    assert split(request_, liv_first_line, submission) == first
    with pytest.raises(actions.NotOfThisRequest):
        split(other, liv_first_line, submission)

    assert Request.objects.count() == 3


def test_a_part_of_what_is_confidential_is_confidential(secret, ruth, liv_first_line):
    part = split(secret, ruth)

    assert part.is_confidential
    assert not rules.may_note(liv_first_line, part, SOON)


def test_candidates_are_those_that_the_helper_works_with(
    request_, other, secret, liv_first_line, per_second_line
):
    assert queries.candidates(request_, liv_first_line, "", SOON) == [other]
    assert queries.candidates(request_, liv_first_line, other.number, SOON) == [other]
    assert queries.candidates(request_, liv_first_line, "skjuler", SOON) == [other]
    assert queries.candidates(request_, liv_first_line, secret.number, SOON) == []
    assert queries.candidates(request_, per_second_line, "", SOON) == []
