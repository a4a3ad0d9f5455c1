"""What the tests of this room share: two ways in, and a rollout that is on its second day."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import translation

from sufflor.organization.models import User
from sufflor.rollout import actions
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import DoorState, Rollout, WayIn, WayKind
from sufflor.rollout.rules import WayPolicy
from tests.cast import DAY, MORNING


@pytest.fixture
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def telephone(db: None) -> WayIn:
    return WayIn.objects.create(slug="telefon", kind=WayKind.PHONE, name="Telefon")


@pytest.fixture
def question_hour(db: None) -> WayIn:
    return WayIn.objects.create(slug="sporretime", kind=WayKind.QUESTION_HOUR, name="Spørretimen")


def days(*ahead: int) -> list[date]:
    return [DAY + timedelta(days=number) for number in ahead]


@pytest.fixture
def elements(anne_admin: User, telephone: WayIn, question_hour: WayIn) -> Rollout:
    """Yesterday, today and in two days; the phone gives way to the question hour."""
    return actions.plan_rollout(
        wording=Wording("Elements"),
        dates=days(-1, 0, 2),
        policies=[
            WayPolicy(telephone, DoorState.REPLACED, question_hour),
            WayPolicy(question_hour, DoorState.OPEN),
        ],
        by=anne_admin,
        at=MORNING - timedelta(days=9),
    )
