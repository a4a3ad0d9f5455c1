"""A request that asks for a change becomes a wish in the register, or one of those behind one."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sufflor.change_requests import actions as wishes
from sufflor.change_requests.actions import Facts
from sufflor.change_requests.models import ChangeRequest
from sufflor.change_requests.queries import backers
from sufflor.desk import actions, queries
from sufflor.desk.actions import Wish
from sufflor.desk.models import ChangeTie, Request, State
from sufflor.events.models import Event
from sufflor.forms.actions import load_shipped
from sufflor.forms.models import Form
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING


@pytest.fixture
def filled_in(kari, personnel, liv_first_line, anne_admin) -> Request:
    """By the form for it."""
    load_shipped(by=anne_admin, at=MORNING)
    version = Form.objects.get(slug="endringsonske").versions.get()
    wish = Wish(
        title="Se frister i listen",
        text="Jeg må se hva som haster. Gjelder 158376 00186.",
        area=personnel,
        form=version,
        answers={
            "what": "Se frister i listen",
            "need": "Jeg må se hva som haster.",
            "benefit": "Ingen frister blir oversett.",
            "how_many": "enheten",
            "how_often": "daglig",
            "has_workaround": True,
            "workaround": "Et regneark.",
        },
    )
    return actions.submit(wish=wish, submission=uuid4(), by=kari, at=MORNING)


@pytest.fixture
def change(personnel, lars, per_second_line) -> ChangeRequest:
    facts = Facts("Frister i restanselisten", "Jeg må se hva som haster.", area=personnel)
    made = wishes.propose(facts=facts, submission=uuid4(), by=lars, at=MORNING)
    text = "Vi ser på det."
    wishes.take_up(change=made, text=text, seen=made.stamp, by=per_second_line, at=MORNING)
    return ChangeRequest.objects.get(pk=made.pk)


def test_what_the_form_asked_comes_along(filled_in, kari, liv_first_line):
    tie = actions.put_down_change(request=filled_in, by=liv_first_line, at=MORNING)

    change = tie.change
    assert (change.need, change.benefit) == (
        "Jeg må se hva som haster.",
        "Ingen frister blir oversett.",
    )
    assert (change.how_many, change.how_often, change.workaround) == (
        "enheten",
        "daglig",
        "Et regneark.",
    )
    assert not change.is_public
    assert list(backers(change)) == [kari]
    assert queries.readable_changes_of(filled_in, kari) == [change]


def test_the_request_is_resolved_with_a_word_on_where_one_hears_of_it(filled_in, liv_first_line):
    tie = actions.put_down_change(request=filled_in, by=liv_first_line, at=MORNING)

    request = Request.objects.get(pk=filled_in.pk)
    assert request.state == State.RESOLVED
    assert tie.change.number in request.messages.get().text


def test_what_asks_for_more_stays_open(filled_in, liv_first_line):
    actions.put_down_change(request=filled_in, asks_more=True, by=liv_first_line, at=MORNING)

    assert Request.objects.get(pk=filled_in.pk).is_unresolved


def test_pressed_twice_is_one_wish_and_one_message(filled_in, liv_first_line):
    for _press in range(2):
        actions.put_down_change(request=filled_in, by=liv_first_line, at=MORNING)

    assert ChangeRequest.objects.count() == ChangeTie.objects.count() == 1
    assert filled_in.messages.count() == 1
    assert Event.objects.filter(verb="change.request_tied").count() == 1


def test_any_request_can_be_a_wish_without_its_identity_numbers(request_, liv_first_line):
    Request.objects.filter(pk=request_.pk).update(text="Gjelder 158376 00186")

    tie = actions.put_down_change(request=request_, by=liv_first_line, at=MORNING)

    assert "00186" not in tie.change.need


def test_it_joins_what_others_wish_for(request_, change, kari, lars, liv_first_line):
    actions.tie_to_change(request=request_, change=change, by=liv_first_line, at=MORNING)

    assert set(backers(change)) == {kari, lars}
    assert ChangeRequest.objects.get(pk=change.pk).people == 2


def test_it_goes_where_the_wish_was_taken_into(
    request_, change, personnel, lars, liv_first_line, per_second_line
):
    facts = Facts("Frister", "Hva haster?", area=personnel)
    other = wishes.propose(facts=facts, submission=uuid4(), by=lars, at=MORNING)
    wishes.merge(change=other, into=change, by=per_second_line, at=MORNING)
    other = ChangeRequest.objects.get(pk=other.pk)

    tie = actions.tie_to_change(request=request_, change=other, by=liv_first_line, at=MORNING)

    assert tie.change == change


def test_it_does_not_join_what_nobody_has_taken_up(request_, personnel, lars, liv_first_line):
    facts = Facts("Frister", "Hva haster?", area=personnel)
    other = wishes.propose(facts=facts, submission=uuid4(), by=lars, at=MORNING)

    with pytest.raises(actions.NoOpenWish):
        actions.tie_to_change(request=request_, change=other, by=liv_first_line, at=MORNING)


def test_what_is_confidential_becomes_no_wish(secret, ruth, liv_first_line):
    actions.take(request=secret, by=ruth, at=MORNING)

    with pytest.raises(actions.NotForTheRegister):
        actions.put_down_change(request=secret, by=ruth, at=MORNING)


def test_only_those_who_work_on_it_put_it_down(request_, stranger):
    with pytest.raises(NotAllowed):
        actions.put_down_change(request=request_, by=stranger, at=MORNING)


def test_a_tie_can_be_taken_away_twice(request_, change, liv_first_line):
    tie = actions.tie_to_change(request=request_, change=change, by=liv_first_line, at=MORNING)

    for _press in range(2):
        actions.untie_from_change(tie=tie, by=liv_first_line, at=MORNING)

    assert not queries.changes_of(request_).exists()
    assert not queries.change_ties_of(change).exists()
