"""The page of the occasional helper: three buttons, and nothing to learn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions
from sufflor.desk.actions import TemplateWords
from sufflor.desk.models import Message, Request, State
from sufflor.desk.tests.conftest import ENOUGH
from sufflor.organization.models import Line
from tests.cast import MORNING
from tests.requests import submitted

pytestmark = pytest.mark.once


@pytest.fixture
def sent(nine_in_the_morning, kari, personnel, ola_adviser, liv_first_line) -> Request:
    """With Ola, who is the nearest."""
    request = submitted(kari, "Hvor ligger skjemaet?", area=personnel)
    assert request.assignee == ola_adviser
    return request


@pytest.fixture
def ola(client, ola_adviser):
    client.force_login(ola_adviser)
    return client


def address(request) -> str:
    return f"/arbeid/henvendelser/{request.pk}/enkel/"


def text(response) -> str:
    return response.content.decode()


def test_there_are_the_request_and_three_buttons(ola, sent):
    page = text(ola.get(address(sent)))

    for said in ("Hvor ligger skjemaet?", "Svar", "Send videre", "Send tilbake", "Førstelinjen"):
        assert said in page
    assert "work-undo" not in page


def test_answering_resolves_it_unless_one_says_otherwise(ola, sent):
    answer = ola.post(address(sent), {"gjor": "svar", "text": "Under Personal.", "loser": "ja"})

    sent.refresh_from_db()
    assert answer.status_code == 303
    assert sent.state == State.RESOLVED
    assert Message.objects.get().text == "Under Personal."


def test_an_answer_can_leave_it_open(ola, sent):
    ola.post(address(sent), {"gjor": "svar", "text": "Hvilken enhet?"})

    sent.refresh_from_db()
    assert sent.state == State.OPEN


def test_handing_over_goes_to_those_who_are_proposed(ola, sent, liv_first_line):
    group = liv_first_line.support_groups.get()
    form = {"gjor": "videre", "to": f"gruppe-{group.pk}", "asked": "Hvor?", "tried": "Søkt."}

    ola.post(address(sent), form)

    sent.refresh_from_db()
    assert (sent.line, sent.group, sent.assignee) == (Line.FIRST, group, None)
    assert "Førstelinjen har den nå." in text(ola.get(address(sent)))


def test_what_came_by_the_routes_of_the_house_is_returned_to_user_support(ola, sent):
    ola.post(address(sent), {"gjor": "tilbake", "why": "Ikke mitt område."})

    sent.refresh_from_db()
    assert sent.line == Line.FIRST
    assert sent.movements.last().tried == "Ikke mitt område."


def test_what_somebody_sent_is_returned_to_them(ola, sent, ola_adviser, liv_first_line):
    first = actions.Place(Line.FIRST, liv_first_line.support_groups.get())
    hour = timedelta(hours=1)
    actions.hand_over(
        request=sent, to=first, reason=None, note=ENOUGH, by=ola_adviser, at=MORNING - 2 * hour
    )
    actions.hand_over(
        request=sent,
        to=actions.Place(Line.ADVISER, person=ola_adviser),
        reason=None,
        note=ENOUGH,
        by=liv_first_line,
        at=MORNING - hour,
    )

    ola.post(address(sent), {"gjor": "tilbake", "why": "Mangler tilgang."})

    sent.refresh_from_db()
    assert sent.group == first.group
    assert sent.movements.last().direction == "return"


@pytest.mark.parametrize("button", ["videre", "tilbake"])
def test_two_presses_are_one(ola, sent, liv_first_line, button):
    group = liv_first_line.support_groups.get()
    form = {"gjor": button, "to": f"gruppe-{group.pk}", "asked": "Hvor?", "tried": "Søkt."}

    answers = [ola.post(address(sent), {**form, "why": "Ikke mitt."}) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert sent.movements.count() == 2


@pytest.mark.parametrize(
    ("form", "kept"),
    [
        ({"gjor": "svar", "text": "x" * 8001}, "x" * 8001),
        ({"gjor": "svar", "text": ""}, "Skriv noe"),
        ({"gjor": "videre", "to": "", "asked": "Hvor er det?"}, "Hvor er det?"),
        ({"gjor": "tilbake", "why": ""}, "Skriv én setning til neste person."),
        ({"gjor": "noe annet"}, "Hvor ligger skjemaet?"),
    ],
)
def test_what_is_not_taken_is_kept_and_the_form_is_open(ola, sent, form, kept):
    answer = ola.post(address(sent), form)

    assert answer.status_code == 422
    assert kept in text(answer)
    assert not Message.objects.exists()


def test_whoever_asked_somebody_else_has_no_buttons_any_more(ola, sent, ola_adviser):
    ola.post(address(sent), {"gjor": "tilbake", "why": "Ikke mitt område."})

    page = text(ola.get(address(sent)))

    assert "Førstelinjen har den nå." in page
    assert 'name="gjor"' not in page


def test_an_answer_that_is_ready_is_put_after_what_was_typed(ola, sent, ola_adviser):
    words = TemplateWords("Skjerming", "Slik skjermer du.")
    kept = actions.keep_template(words=words, owner=ola_adviser, by=ola_adviser, at=MORNING)

    offered = ola.post(address(sent), {"gjor": "maler", "text": "Hei.", "seen": sent.revision})
    chosen = ola.post(address(sent), {"mal": kept.pk, "text": "Hei.", "seen": sent.revision})

    assert "Skjerming" in text(offered)
    assert chosen.status_code == 200
    assert "Hei.\n\nSlik skjermer du." in text(chosen)
    assert not sent.messages.exists()
