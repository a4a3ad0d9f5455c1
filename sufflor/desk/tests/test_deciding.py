"""What is confidential: read by those who may, each time known, and decided on by two."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Decision, Message, Note, Request, Verdict
from sufflor.desk.tests.conftest import ENOUGH
from sufflor.events.queries import history
from sufflor.forms import actions as forms
from sufflor.forms.queries import published
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Membership
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)
GROUNDS = "Dokumentet er ført på feil person."


def proposed(request, by, at=MORNING, grounds=GROUNDS, verdict=Verdict.GRANTED):
    return actions.propose(request=request, verdict=verdict, grounds=grounds, by=by, at=at)


def decide(request, by, seen, at=LATER):
    return actions.decide(request=request, seen=seen, text="Det blir slettet.", by=by, at=at)


def test_those_alone_who_have_the_role_read_it(secret, liv_first_line, ruth, kari):
    assert Request.objects.worked_by(ruth, MORNING).get() == secret
    assert not Request.objects.worked_by(liv_first_line, MORNING).exists()
    assert Request.objects.followed_by(kari, MORNING).get() == secret


def test_the_others_know_its_number_and_nothing_of_what_it_says(secret, liv_first_line, ruth, lars):
    known = queries.sealed(liv_first_line, MORNING)

    assert [each.number for each in known] == [secret.number]
    assert secret.text not in repr(known)
    assert queries.sealed(ruth, MORNING) == queries.sealed(lars, MORNING) == []


def test_nobody_with_the_role_reads_their_own_on_the_back_stage(send, liv_first_line, ruth, odd):
    own = send("Slett det.", by=ruth, is_confidential=True)

    assert not Request.objects.worked_by(ruth, MORNING).exists()
    assert not rules.may_decide(ruth, own, MORNING)
    assert rules.may_decide(odd, own, MORNING)


def test_every_look_leaves_a_line_and_looks_at_others_leave_none(secret, request_, ruth):
    actions.read(request=secret, by=ruth, at=MORNING)
    actions.read(request=secret, by=ruth, at=LATER)
    actions.read(request=request_, by=ruth, at=MORNING)

    assert history(secret).filter(verb="request.read").count() == 2
    assert not history(request_).filter(verb="request.read").exists()


def test_one_proposes_another_decides_and_the_user_is_told(secret, ruth, odd):
    seen = proposed(secret, ruth).stamp

    decided = decide(secret, odd, seen)

    assert (decided.proposed_by, decided.decided_by) == (ruth, odd)
    said = Message.objects.get(request=secret)
    assert said.text == "Det blir slettet."
    assert GROUNDS not in said.text
    assert history(secret).filter(verb="request.decided").exists()


def test_nobody_decides_alone(secret, ruth):
    seen = proposed(secret, ruth).stamp

    with pytest.raises(actions.TakesTwo):
        decide(secret, ruth, seen)

    assert not Decision.objects.get().is_decided
    assert not Message.objects.exists()


def test_a_deletion_is_resolved_when_two_have_decided(send, liv_first_line, ruth, odd):
    forms.load_shipped(by=None, at=MORNING)
    form = published("hjelp-til-bruk-av-elements", MORNING)
    told = {"form": form, "answers": {"branch": "sletting"}, "is_confidential": True}
    deletion, other = send("Slett det.", **told), send("Det lekker.", is_confidential=True)
    seen = proposed(deletion, ruth).stamp
    with pytest.raises(actions.NotDecided):
        actions.resolve(request=deletion, text="Slettet.", by=ruth, at=LATER)

    decide(deletion, odd, seen)
    for request in (deletion, other):
        actions.resolve(request=request, text="Gjort.", by=ruth, at=LATER)

    assert not Request.objects.unresolved().exists()


def test_what_is_decided_on_is_what_was_read(secret, ruth, odd):
    seen = proposed(secret, ruth).stamp
    proposed(secret, ruth, LATER, verdict=Verdict.REFUSED)

    with pytest.raises(actions.NothingProposed):
        decide(secret, odd, seen)

    assert not Decision.objects.get().is_decided


def test_the_same_proposal_twice_is_one_and_so_is_the_same_decision(secret, ruth, odd):
    first = proposed(secret, ruth)
    assert proposed(secret, ruth, LATER).stamp == first.stamp

    decide(secret, odd, first.stamp)
    decide(secret, odd, first.stamp, LATER + timedelta(minutes=5))

    assert Message.objects.count() == 1


def test_what_is_decided_stands(secret, ruth, odd):
    decide(secret, odd, proposed(secret, ruth).stamp)

    with pytest.raises(actions.AlreadyDecided):
        proposed(secret, odd, LATER, "Likevel ikke.", Verdict.REFUSED)
    with pytest.raises(actions.AlreadyDecided):
        actions.turn_down(request=secret, seen="", why="Nei.", by=odd, at=LATER)


def test_who_does_not_agree_says_why_to_the_other(secret, ruth, odd):
    seen = proposed(secret, ruth).stamp

    actions.turn_down(request=secret, seen=seen, why="Det er arkivpliktig.", by=odd, at=LATER)

    assert not Decision.objects.exists()
    assert Note.objects.get(request=secret).text == "Det er arkivpliktig."
    assert not Message.objects.exists()


def test_without_the_role_nobody_decides_and_neither_do_those_who_asked(
    secret, request_, ruth, liv_first_line, kari
):
    for each in (liv_first_line, kari):
        with pytest.raises(NotAllowed):
            proposed(secret, each)
    with pytest.raises(NotAllowed):
        proposed(request_, ruth)


def test_those_who_read_it_are_there_also_where_it_is_handed_to(
    secret, second_line, per_second_line, ruth, odd
):
    Membership.objects.create(group=second_line.group, person=odd)

    actions.hand_over(request=secret, to=second_line, reason=None, note=ENOUGH, by=ruth, at=MORNING)

    assert rules.may_work(ruth, secret, LATER)
    assert not rules.may_note(per_second_line, secret, LATER)
