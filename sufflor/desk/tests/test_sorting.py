"""What a request is about is said by whoever helps; what looks like it proposes the area."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.models import Direction, Request
from sufflor.events import actions as events
from sufflor.events.queries import history
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import CaseArea, HelpKind
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def unsorted(send, liv_first_line) -> Request:
    """Mail of which nobody knows the area."""
    return send("Hvor mange feriedager har en ny ansatt igjen?")


def sort(request, by, area=None, process=None, help_kind=HelpKind.SYSTEM, proposed=None) -> Request:
    return actions.sort_request(
        request=request,
        area=area,
        process=process,
        help_kind=help_kind,
        proposed=proposed,
        by=by,
        at=LATER,
    )


def write(title: str, body: str, area, by):
    return knowledge.import_article(
        article=Article(title=title, area=area), body=body, next_review=None, by=by, at=MORNING
    )


def _third(other: CaseArea) -> CaseArea:
    return CaseArea.objects.create(code="Z", slug="ferie", name="Ferie", owner=other.owner)


def sorted_events(request) -> list[dict[str, object]]:
    return [one.details for one in history(request) if one.verb == "request.sorted"]


def test_a_helper_says_what_it_is_about_and_it_stays_where_it_is(
    unsorted, liv_first_line, personnel, hiring
):
    sort(unsorted, liv_first_line, personnel, hiring, HelpKind.PROFESSIONAL)

    now = Request.objects.get(pk=unsorted.pk)
    assert (now.area, now.process, now.help_kind) == (personnel, hiring, HelpKind.PROFESSIONAL)
    assert (now.group, now.line, now.revision) == (
        unsorted.group,
        unsorted.line,
        unsorted.revision + 1,
    )


def test_a_process_alone_says_the_area(unsorted, liv_first_line, personnel, hiring):
    assert sort(unsorted, liv_first_line, process=hiring).area == personnel


def test_a_process_of_another_area_is_refused(unsorted, liv_first_line, archive, hiring):
    with pytest.raises(actions.ProcessOfAnotherArea):
        sort(unsorted, liv_first_line, archive, hiring)


def test_the_same_twice_is_once(unsorted, liv_first_line, personnel, archive):
    sort(unsorted, liv_first_line, personnel, proposed=archive)
    sort(unsorted, liv_first_line, personnel)

    assert sorted_events(unsorted) == [{"area": personnel.pk, "proposed": archive.pk}]


def test_who_goes_up_goes_to_the_specialists_of_what_was_said(
    unsorted, liv_first_line, per_second_line, personnel
):
    sort(unsorted, liv_first_line, personnel)

    up = queries.suggested(Request.objects.get(pk=unsorted.pk), Direction.UP, liv_first_line, LATER)

    assert up.group == per_second_line.support_groups.get()


def test_others_say_nothing_of_it_and_neither_does_the_one_who_asked(
    unsorted, kari, per_second_line, personnel
):
    for by in (kari, per_second_line):
        with pytest.raises(NotAllowed):
            sort(unsorted, by, personnel)


def test_what_is_closed_stays_as_it_was_counted(unsorted, kari, liv_first_line, personnel):
    actions.found_out(request=unsorted, by=kari, at=MORNING)

    with pytest.raises(actions.NotInThisState):
        sort(unsorted, liv_first_line, personnel)


def test_the_area_of_what_looks_like_it_is_proposed_with_the_reason(
    unsorted, personnel, archive, anne_admin
):
    write("Feriedager for nye ansatte", "Slik regner du ut feriedager.", personnel, anne_admin)
    write("Rydde i postlisten", "Fordel og avskriv.", archive, anne_admin)

    found = queries.proposed_area(unsorted)

    assert found.area == personnel
    assert found.because == ("Feriedager for nye ansatte",)


def test_where_nothing_looks_like_it_nothing_is_proposed(unsorted, archive, anne_admin):
    assert queries.proposed_area(unsorted) is None
    write("Rydde i postlisten", "Fordel og avskriv.", archive, anne_admin)
    assert queries.proposed_area(unsorted) is None


def test_where_it_lies_here_and_there_nothing_is_proposed(unsorted, personnel, archive, anne_admin):
    for area in (personnel, archive, _third(personnel)):
        write("Feriedager for ansatte", "Slik regner du ut feriedager.", area, anne_admin)

    assert queries.proposed_area(unsorted) is None


def test_how_often_a_proposal_was_right_is_counted_where_there_are_enough(unsorted, kari):
    def note(number: int, area: int) -> None:
        for _turn in range(number):
            events.record(
                "request.sorted", about=unsorted, by=kari, at=MORNING, area=area, proposed=1
            )

    note(7, 1)
    note(2, 2)
    assert queries.proposal_accuracy(LATER) is None
    note(1, 1)

    assert queries.proposal_accuracy(LATER) == queries.Accuracy(8, 10)
    assert queries.proposal_accuracy(LATER + timedelta(days=91)) is None
