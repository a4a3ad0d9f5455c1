"""What goes to the archive, and what does not."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO

import pytest

from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Verdict
from sufflor.events.queries import history
from sufflor.files import actions as files
from sufflor.forms import actions as forms
from sufflor.forms.actions import Facts
from sufflor.forms.models import RecordClass
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING
from tests.world_forms import definition

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def form(anne_admin):
    def made(record_class: RecordClass):
        return forms.open_form(
            slug="sletting",
            facts=Facts(record_class=record_class),
            definition=definition("what"),
            by=anne_admin,
            at=MORNING,
        )

    return made


@pytest.mark.parametrize(
    ("record_class", "at_once", "when_resolved"),
    [
        (RecordClass.NONE, False, False),
        (RecordClass.ON_CLOSE, False, True),
        (RecordClass.ALWAYS, True, True),
    ],
)
def test_the_form_says_when(form, send, liv_first_line, record_class, at_once, when_resolved):
    request = send(form=form(record_class))
    assert rules.belongs_in_archive(request) == at_once

    actions.resolve(request=request, text="Slik.", by=liv_first_line, at=MORNING)

    request.refresh_from_db()
    assert rules.belongs_in_archive(request) == when_resolved
    if when_resolved:
        actions.export(request=request, by=liv_first_line, at=LATER)
        assert history(request).filter(verb="request.exported").exists()
    else:
        with pytest.raises(actions.NotForTheArchive):
            actions.export(request=request, by=liv_first_line, at=LATER)


def test_it_holds_what_was_said_decided_and_attached_and_nothing_that_helpers_say_to_each_other(
    form, send, kari, ruth, odd, liv_first_line
):
    attached = files.receive(name="a/b.txt", stream=BytesIO(b"Feil 17"), by=kari, at=MORNING)
    request = send(
        form=form(RecordClass.ALWAYS),
        answers={"what": "Feil dokument"},
        files=(attached,),
        is_confidential=True,
    )
    actions.note(request=request, text="Internt ord.", by=ruth, at=MORNING)
    seen = actions.propose(
        request=request, verdict=Verdict.GRANTED, grounds="Feilført.", by=ruth, at=MORNING
    ).stamp
    actions.decide(request=request, seen=seen, text="Det slettes.", by=odd, at=MORNING)

    packed = queries.package(request, LATER)

    facts = json.dumps(packed.metadata(LATER), ensure_ascii=False)
    assert [each.value for each in packed.answers] == ["Feil dokument"]
    assert packed.name_of(attached) == "vedlegg/01-b.txt"
    for word in ("Det slettes.", "Feilført.", "ruth", "odd", attached.sha256, "Feil dokument"):
        assert word in facts
    assert "Internt" not in facts


def test_a_reply_that_can_still_be_held_back_is_not_there(form, send, liv_first_line):
    request = send(form=form(RecordClass.ALWAYS))
    actions.reply(request=request, text="Slik.", by=liv_first_line, at=MORNING)

    assert queries.package(request, MORNING).messages == []
    assert len(queries.package(request, LATER).messages) == 1


def test_only_those_who_work_on_it_take_it_out(form, send, kari, liv_first_line):
    request = send(form=form(RecordClass.ALWAYS))

    with pytest.raises(NotAllowed):
        actions.export(request=request, by=kari, at=LATER)
