"""A wish that everyone knows of, with what it takes to make one."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sufflor.change_requests import actions
from sufflor.change_requests.actions import Facts
from sufflor.change_requests.models import ChangeRequest, State
from sufflor.organization.models import Charge, ChargeKind, User
from tests.cast import DAY, MORNING


def again(change: ChangeRequest) -> ChangeRequest:
    """As it is now."""
    return ChangeRequest.objects.get(pk=change.pk)


def taken_up(change: ChangeRequest, by: User) -> ChangeRequest:
    change = again(change)
    text = "Vi ser på det."
    actions.take_up(change=change, text=text, seen=change.stamp, by=by, at=MORNING)
    return again(change)


def decided(change: ChangeRequest, verdict: State, by: User) -> ChangeRequest:
    reason = "Det sparer mange for mye arbeid."
    actions.decide(
        change=change, verdict=verdict, reason=reason, seen=change.stamp, by=by, at=MORNING
    )
    return again(change)


@pytest.fixture
def facts(personnel) -> Facts:
    return Facts(
        title="Sortere restanselisten etter frist",
        need="Jeg må se hva som haster først når jeg kommer om morgenen.",
        benefit="Ingen frister blir oversett.",
        area=personnel,
    )


@pytest.fixture
def owner(lars, personnel) -> User:
    """Lars owns the processes of the area, and decides."""
    Charge.objects.create(person=lars, area=personnel, kind=ChargeKind.OWNER, from_date=DAY)
    return lars


@pytest.fixture
def proposed(facts, kari) -> ChangeRequest:
    return actions.propose(facts=facts, submission=uuid4(), by=kari, at=MORNING)


@pytest.fixture
def change(proposed, per_second_line) -> ChangeRequest:
    """Taken up by Per; everyone reads of it."""
    return taken_up(proposed, per_second_line)


@pytest.fixture
def accepted(change, owner) -> ChangeRequest:
    return decided(change, State.ACCEPTED, owner)
