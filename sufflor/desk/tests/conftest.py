"""A request, and the ways in which it can be handed over."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from sufflor.desk import actions
from sufflor.desk.actions import HandoverNote, Place, Wish
from sufflor.desk.models import Request
from sufflor.organization.models import Line, Membership, Role, RoleGrant, Unit, User
from tests.cast import MORNING, person

ENOUGH = HandoverNote(asked="Hva koden heter.", tried="Sett i rutinen.")
NOTHING = HandoverNote()

Send = Callable[..., Request]


@pytest.fixture
def send(kari) -> Send:
    """Kari sends one; what is not said is about nothing in particular."""

    def sent(text: str = "Hvordan skjermer jeg et navn?", **more: object) -> Request:
        by = more.pop("by", kari)
        at = more.pop("at", MORNING)
        submission = more.pop("submission", uuid4())
        wish = Wish(title="", text=text, **more)
        return actions.submit(wish=wish, submission=submission, by=by, at=at)

    return sent


@pytest.fixture
def request_(send, liv_first_line, personnel) -> Request:
    """About personnel, with the first line, since nobody is adviser."""
    return send(area=personnel)


@pytest.fixture
def second_line(per_second_line) -> Place:
    return Place(Line.SECOND, per_second_line.support_groups.get())


@pytest.fixture
def first_line(liv_first_line) -> Place:
    return Place(Line.FIRST, liv_first_line.support_groups.get())


@pytest.fixture
def ruth(records_department) -> User:
    """One of two who read and decide on what is confidential."""
    return cleared("ruth", "Ruth", records_department)


@pytest.fixture
def odd(records_department) -> User:
    return cleared("odd", "Odd", records_department)


@pytest.fixture
def secret(send, liv_first_line, ruth, odd) -> Request:
    """Confidential, with the first line, who may not read it."""
    return send("Slett dokument 7 i 24/117.", is_confidential=True)


def cleared(username: str, first: str, unit: Unit) -> User:
    someone = person(username, first, "Rud", unit)
    RoleGrant.objects.create(person=someone, role=Role.CONFIDENTIAL, granted_at=MORNING)
    return someone


@pytest.fixture
def mona(liv_first_line: User, records_department: Unit) -> User:
    """Helps in the first line as well."""
    mona = person("mona", "Mona", "Sand", records_department)
    Membership.objects.create(group=liv_first_line.support_groups.get(), person=mona)
    return mona
