"""Sending what was filled in in a form."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.actions import Filled
from sufflor.desk.models import Request
from sufflor.events.queries import history
from sufflor.files import actions as files
from sufflor.files.queries import files_about
from sufflor.forms import actions as forms
from sufflor.forms import queries as published
from sufflor.forms.evaluating import evaluate
from sufflor.organization.models import HelpKind, Line, Role, RoleGrant
from sufflor.rollout import actions as rollout
from sufflor.rollout.models import WayIn, WayKind
from tests.cast import MORNING

SLUG = "hjelp-til-bruk-av-elements"
ERROR = {
    "branch": ["feil"],
    "what": ["Ekspedering stopper"],
    "area": ["personal"],
    "wanted": ["Sende et svar med tre vedlegg."],
    "happened": ["Ingenting."],
}
DELETION = {
    "branch": ["sletting"],
    "what": ["Feil dokument"],
    "deletion_case": ["2026/12345"],
    "action": ["slettes"],
    "object": ["Vedlegg 2"],
    "reason": ["Feil mottaker"],
    "is_secret": ["nei"],
    "urgency": ["i_dag"],
}
NUMBER = "13097248022"


@pytest.fixture
def filled(personnel, kari, liv_first_line):
    """As Kari fills in the form that comes along, with something else in some of its fields."""
    forms.load_shipped(by=None, at=MORNING)

    def filled(typed=ERROR, may_hold_number=False, files=(), slug=SLUG, **more):
        version = published.published(slug, MORNING)
        asked = {**typed, **{name: [text] for name, text in more.items()}}
        names = {str(each.key): each.name for each in files}
        known = published.known(
            version.parsed, asked, by=kari, at=MORNING, language="nb", files=names
        )
        evaluated = evaluate(version.parsed, asked, language="nb", known=known)
        return Filled(version, evaluated, files=files, may_hold_number=may_hold_number)

    return filled


def send(filled: Filled, by, submission=None) -> Request:
    return actions.send_form(filled=filled, submission=submission or uuid4(), by=by, at=MORNING)


def test_the_answers_become_a_request_with_its_heading_words_area_and_kind(
    filled, kari, personnel, ola_adviser
):
    request = send(filled(), kari)

    assert request.title == "Ekspedering stopper"
    assert request.text == "Sende et svar med tre vedlegg."
    assert (request.area, request.help_kind) == (personnel, HelpKind.SYSTEM)
    assert (request.line, request.assignee) == (Line.ADVISER, ola_adviser)
    assert request.answers["happened"] == "Ingenting."
    assert request.form is not None


def test_sent_twice_it_is_one(filled, kari):
    submission = uuid4()

    assert send(filled(), kari, submission) == send(filled(), kari, submission)
    assert Request.objects.count() == 1


def test_a_form_that_must_be_mended_is_not_sent(filled, kari):
    with pytest.raises(actions.NotFilledIn):
        send(filled(wanted=""), kari)

    assert not Request.objects.exists()


def test_an_answer_that_is_hidden_is_not_kept(filled, kari):
    request = send(filled(reason="Skal ikke være med"), kari)

    assert "reason" not in request.answers


def test_a_file_in_a_field_that_is_hidden_is_not_kept(filled, kari):
    """As when somebody attaches a picture of a fault, and then asks about something else."""
    picture = files.receive(name="bilde.txt", stream=BytesIO(b"Feil"), by=kari, at=MORNING)
    with_it = {"files": (picture,), "screenshots": str(picture.key), "redacted": "ja"}
    assert not files_about(send(filled({**DELETION}, **with_it), kari)).exists()

    assert files_about(send(filled(**with_it), kari)).get() == picture


def test_a_deletion_is_confidential_though_the_form_is_not(filled, kari):
    assert not send(filled(), kari).is_confidential
    assert send(filled(DELETION), kari).is_confidential


def test_what_looks_like_an_identity_number_is_pointed_at_before_it_is_sent(filled, kari):
    with pytest.raises(actions.HoldsIdentityNumber) as caught:
        send(filled(happened=f"Det gjelder {NUMBER}"), kari)

    (number,) = caught.value.numbers
    assert number.field == "happened"
    assert NUMBER not in number.masked
    assert not Request.objects.exists()


def test_whoever_says_that_it_is_something_else_sends_it(filled, kari):
    request = send(filled(happened=f"Nummer {NUMBER}", may_hold_number=True), kari)

    assert NUMBER in request.answers["happened"]


def test_it_says_beforehand_who_will_get_it(
    filled, kari, personnel, ola_adviser, django_assert_max_num_queries
):
    form = filled()
    meant = queries.meaning(form.version, form.evaluated)

    with django_assert_max_num_queries(14):
        helps = queries.expected(meant, by=kari, concerns=None, at=MORNING)

    assert (helps.line, helps.person, helps.area) == (Line.ADVISER, ola_adviser, personnel)
    assert send(form, kari).assignee == helps.person


def test_nobody_is_told_that_they_will_help_themselves(filled, ola_adviser):
    form = filled()
    meant = queries.meaning(form.version, form.evaluated)

    helps = queries.expected(meant, by=ola_adviser, concerns=None, at=MORNING)

    assert (helps.line, helps.person) == (Line.FIRST, None)
    assert helps.is_anybody


ASTRAY = "opplysninger-pa-avveie"
GONE_ASTRAY = {
    "what": ["Vedlegg til feil mottaker"],
    "discovered_at": ["2026-10-29T08:00"],
    "story": ["Det lå fem navn i det."],
    "kinds": ["kontakt"],
    "persons": ["noen"],
    "seen_by": ["eksterne"],
    "is_stopped": ["nei"],
    "phone": ["73 00 00 00"],
}


@pytest.mark.parametrize(("urgency", "calls"), [("privacy", 1), ("", 0)])
def test_what_never_closes_cannot_wait(filled, kari, anne_admin, institute, urgency, calls):
    RoleGrant.objects.create(person=anne_admin, role=Role.PLANNER, granted_at=MORNING)
    way = WayIn(slug=ASTRAY, kind=WayKind.FORM, name="Opplysninger på avveie", urgency=urgency)
    rollout.offer_way_in(way_in=way, by=anne_admin, at=MORNING)

    submission = uuid4()
    for _press in range(2):
        told = filled(GONE_ASTRAY, slug=ASTRAY, unit=institute.code)
        request = send(told, kari, submission)

    called = [event for event in history(request) if event.verb == "request.cannot_wait"]
    assert request.is_confidential
    assert len(called) == calls
