"""A rollout that is called off: its days are ordinary days from then on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.rollout import actions, queries
from sufflor.rollout.actions import Wording
from sufflor.rollout.door import Mode
from sufflor.rollout.models import DoorState
from sufflor.rollout.rules import BadDates, WayPolicy
from sufflor.rollout.tests.conftest import days
from tests.cast import DAY, MORNING

LATER = MORNING + timedelta(minutes=5)


def call_off(rollout, by, *, reason: str = "Leverandøren er ikke klar", at=MORNING):
    return actions.call_off(rollout=rollout, reason=reason, by=by, at=at)


def test_the_doors_follow_at_once_and_people_are_told_why(anne_admin, elements) -> None:
    call_off(elements, anne_admin)

    doors = queries.doors(MORNING)
    assert (doors.mode, doors.way("telefon").state) == (Mode.CALLED_OFF, "open")
    assert doors.rollout is not None
    assert doors.rollout.called_off_why == "Leverandøren er ikke klar"
    assert not queries.doors(MORNING - timedelta(seconds=1)).way("telefon").is_open
    assert queries.doors(MORNING + timedelta(days=2)).way("telefon").is_open


def test_it_is_told_for_thirty_days(anne_admin, elements) -> None:
    call_off(elements, anne_admin)

    assert queries.doors(MORNING + timedelta(days=29)).mode == Mode.CALLED_OFF
    assert queries.doors(MORNING + timedelta(days=30)).mode == Mode.NORMAL


def test_its_days_are_free_for_another(anne_admin, elements, telephone) -> None:
    policy = WayPolicy(telephone, DoorState.CLOSED)

    def plan_another():
        return actions.plan_rollout(
            wording=Wording("Arkiv"), dates=days(0), policies=[policy], by=anne_admin, at=MORNING
        )

    with pytest.raises(BadDates):
        plan_another()
    call_off(elements, anne_admin)
    plan_another()

    assert queries.doors(MORNING).way("telefon").state == DoorState.CLOSED
    with pytest.raises(BadDates):
        actions.undo_calling_off(rollout=elements, by=anne_admin, at=LATER)


def test_undone_within_ten_minutes_its_days_count_again(anne_admin, elements) -> None:
    call_off(elements, anne_admin)

    for _ in range(2):
        actions.undo_calling_off(
            rollout=elements, by=anne_admin, at=MORNING + timedelta(minutes=9, seconds=59)
        )

    assert queries.doors(MORNING).mode == Mode.ROLLOUT_DAY
    assert Event.objects.filter(verb="rollout.calling_off_undone").count() == 1


@pytest.mark.usefixtures("in_english")
def test_after_ten_minutes_a_new_rollout_is_planned_instead(anne_admin, elements) -> None:
    call_off(elements, anne_admin)

    with pytest.raises(actions.TooLateToUndo, match="Plan a new rollout"):
        actions.undo_calling_off(
            rollout=elements, by=anne_admin, at=MORNING + timedelta(minutes=10)
        )


def test_a_second_time_is_refused_and_so_is_a_change(anne_admin, elements) -> None:
    call_off(elements, anne_admin)

    with pytest.raises(actions.AlreadyCalledOff):
        call_off(elements, anne_admin)
    with pytest.raises(actions.IsCalledOff):
        actions.change_rollout(
            rollout=elements,
            wording=Wording("Elements"),
            dates=days(0, 7),
            policies=[],
            by=anne_admin,
            at=MORNING,
        )


def test_what_is_over_cannot_be_called_off(anne_admin, elements) -> None:
    call_off(elements, anne_admin, at=MORNING + timedelta(days=2))
    elements.refresh_from_db()
    elements.called_off_at = elements.called_off_by = None
    elements.called_off_why = ""
    elements.save()

    with pytest.raises(actions.RolloutOver):
        call_off(elements, anne_admin, at=MORNING + timedelta(days=3))


def test_a_reason_is_needed(anne_admin, elements) -> None:
    with pytest.raises(actions.NoReason):
        call_off(elements, anne_admin, reason=" \n")

    assert queries.doors(MORNING).mode == Mode.ROLLOUT_DAY


def test_only_those_who_plan_call_off(kari, hilde_host, anne_admin, elements) -> None:
    for person in (kari, hilde_host):
        with pytest.raises(NotAllowed):
            call_off(elements, person)
    call_off(elements, anne_admin)

    with pytest.raises(NotAllowed):
        actions.undo_calling_off(rollout=elements, by=kari, at=LATER)
    assert elements.days.get(date=DAY)


def test_who_and_why_come_with_when(elements) -> None:
    elements.called_off_at = MORNING

    with pytest.raises(IntegrityError), transaction.atomic():
        elements.save()
