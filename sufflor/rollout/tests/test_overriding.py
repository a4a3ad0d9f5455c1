"""Opening and closing a door by hand, with a reason, and undoing it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import User
from sufflor.rollout import actions, queries
from sufflor.rollout.actions import EndsBeforeItBegins, NoReason
from sufflor.rollout.models import DoorState, Override, WayIn, WayKind
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def phone(db: None) -> WayIn:
    return WayIn.objects.create(slug="telefon", kind=WayKind.PHONE, name="Telefon")


def close(phone: WayIn, by: User, *, reason: str = "Brannøvelse", until=None) -> Override:
    return actions.override(
        way_in=phone, state=DoorState.CLOSED, until=until, reason=reason, by=by, at=MORNING
    )


def test_a_door_closed_by_hand_says_why(anne_admin, phone) -> None:
    close(phone, anne_admin, until=LATER)

    door = queries.doors(MORNING).way("telefon")

    assert not door.is_open
    assert "Brannøvelse" in door.reason
    assert queries.doors(LATER).way("telefon").is_open


def test_it_is_logged_with_reason_and_name(anne_admin, phone) -> None:
    close(phone, anne_admin)

    (line,) = queries.log()

    assert (line.verb, line.about, line.by) == ("door.closed", "Telefon", "Anne Vik")
    assert line.reason == "Brannøvelse"


def test_undoing_lets_the_plan_decide_and_twice_is_as_once(anne_admin, phone) -> None:
    override = close(phone, anne_admin)

    for _ in range(2):
        actions.undo_override(override=override, by=anne_admin, at=LATER)

    assert queries.doors(LATER).way("telefon").is_open
    assert Event.objects.filter(verb="door.override_undone").count() == 1


def test_the_same_form_sent_twice_is_one_override(anne_admin, phone) -> None:
    assert close(phone, anne_admin) == close(phone, anne_admin)
    assert Override.objects.count() == 1


def test_a_reason_is_needed(anne_admin, phone) -> None:
    with pytest.raises(NoReason):
        close(phone, anne_admin, reason=" \n\u200b ")


def test_it_cannot_end_before_it_begins(anne_admin, phone) -> None:
    with pytest.raises(EndsBeforeItBegins):
        close(phone, anne_admin, until=MORNING)


def test_only_those_who_plan_may_move_a_door(kari, eva_editor, anne_admin, phone) -> None:
    override = close(phone, anne_admin)

    for person in (kari, eva_editor):
        with pytest.raises(NotAllowed):
            close(phone, person)
        with pytest.raises(NotAllowed):
            actions.undo_override(override=override, by=person, at=LATER)

    assert not queries.doors(LATER).way("telefon").is_open


def test_who_undid_it_and_when_come_as_a_pair(anne_admin, phone) -> None:
    override = close(phone, anne_admin)
    override.undone_at = LATER

    with pytest.raises(IntegrityError), transaction.atomic():
        override.save()
