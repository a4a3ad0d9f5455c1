"""A whole rollout put into or out of force by hand, and taken back while there is time."""

from datetime import datetime, timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction

from sufflor.events.models import Event
from sufflor.events.queries import revisions
from sufflor.lib.clock import end_of_day
from sufflor.lib.refusals import NotAllowed, Refusal
from sufflor.organization.models import User
from sufflor.rollout import actions, queries
from sufflor.rollout.door import Mode
from sufflor.rollout.models import Course, ModeChange, Rollout, WayIn
from tests.cast import DAY, MORNING

MINUTE = timedelta(minutes=1)
TOMORROW = MORNING + timedelta(days=1)
NOON = MORNING + timedelta(hours=3)


def change(
    rollout: Rollout,
    by: User,
    course: Course = Course.NORMAL,
    *,
    until: datetime | None = None,
    reason: str = "Elements er nede",
    seen: int = 0,
    at: datetime = MORNING,
) -> ModeChange:
    return actions.change_mode(
        rollout=rollout, course=course, until=until, reason=reason, seen=seen, by=by, at=at
    )


def phone(at: datetime) -> str:
    return str(queries.doors(at).way("telefon").state)


def test_normal_operation_opens_all_the_doors_at_once(anne_admin, elements) -> None:
    assert phone(MORNING) == "replaced"

    change(elements, anne_admin, until=NOON)

    doors = queries.doors(MORNING)
    assert (doors.mode, phone(MORNING)) == (Mode.PAUSED, "open")
    assert doors.by_hand is not None
    assert doors.by_hand.reason == "Elements er nede"


def test_it_holds_until_the_time_that_was_chosen(anne_admin, elements) -> None:
    change(elements, anne_admin, until=NOON)

    assert phone(NOON - timedelta(seconds=1)) == "open"
    assert phone(NOON) == "replaced"
    assert queries.doors(NOON).mode == Mode.ROLLOUT_DAY


def test_without_a_time_it_holds_on_the_days_that_follow(anne_admin, elements) -> None:
    change(elements, anne_admin)

    assert phone(MORNING + timedelta(days=2)) == "open"
    assert queries.doors(MORNING + timedelta(days=2)).mode == Mode.PAUSED


def test_the_question_hour_of_the_day_is_held_all_the_same(anne_admin, elements) -> None:
    change(elements, anne_admin)

    assert queries.doors(MORNING).way("sporretime").is_open
    assert not queries.doors(TOMORROW).way("sporretime").is_open


def test_rollout_mode_on_an_ordinary_day_closes_what_the_plan_closes(anne_admin, elements) -> None:
    change(elements, anne_admin, Course.ROLLOUT, until=end_of_day(DAY + timedelta(1)), at=TOMORROW)

    doors = queries.doors(TOMORROW)
    door = doors.way("telefon")
    assert (doors.mode, door.state) == (Mode.ROLLOUT_DAY, "replaced")
    assert doors.by_hand is not None
    assert door.replaced_by is not None
    assert doors.way("sporretime").is_open


@pytest.mark.usefixtures("in_english")
def test_a_door_closed_by_the_mode_says_when_it_opens(anne_admin, elements) -> None:
    change(elements, anne_admin, Course.ROLLOUT, until=TOMORROW + timedelta(hours=3), at=TOMORROW)

    reason = queries.doors(TOMORROW).way("telefon").reason

    assert "for now" in reason
    assert "11:35" in reason


def test_the_dates_decide_again_when_a_planner_says_so(anne_admin, elements) -> None:
    first = change(elements, anne_admin)

    change(elements, anne_admin, Course.PLAN, reason="Elements er oppe", seen=first.pk, at=NOON)

    assert phone(NOON - MINUTE) == "open"
    assert phone(NOON) == "replaced"


def test_a_decision_whose_time_is_up_does_not_wake_an_older_one(anne_admin, elements) -> None:
    first = change(elements, anne_admin)
    change(elements, anne_admin, Course.ROLLOUT, until=NOON, seen=first.pk, at=MORNING + MINUTE)

    assert phone(NOON - MINUTE) == "replaced"
    assert phone(NOON) == "replaced"
    assert phone(MORNING + timedelta(days=2)) == "replaced"


def test_a_door_that_was_moved_by_hand_stays_as_it_is(anne_admin, elements, telephone) -> None:
    actions.override(
        way_in=telephone,
        state="closed",
        until=None,
        reason="Brann",
        by=anne_admin,
        at=MORNING - MINUTE,
    )

    change(elements, anne_admin)

    assert phone(MORNING) == "closed"


def test_one_event_says_who_when_why_and_until(anne_admin, elements) -> None:
    change(elements, anne_admin, until=NOON)

    event = Event.objects.get(verb__startswith="mode.")
    assert (event.verb, event.details["reason"]) == ("mode.normal", "Elements er nede")
    assert event.details["until"] == NOON.isoformat()
    assert revisions(["chrome"])["chrome"] == 2
    assert queries.log(rollout=elements)[0].by == "Anne Vik"


def test_undone_within_ten_minutes_it_is_as_before(anne_admin, elements) -> None:
    first = change(elements, anne_admin, Course.NORMAL)
    second = change(
        elements, anne_admin, Course.ROLLOUT, seen=first.pk, at=MORNING + timedelta(hours=1)
    )
    assert phone(NOON) == "replaced"

    for _ in range(2):
        actions.undo_mode_change(
            change=second, by=anne_admin, at=second.at + timedelta(minutes=9, seconds=59)
        )

    assert phone(NOON) == "open"
    assert Event.objects.filter(verb="mode.change_undone").count() == 1


@pytest.mark.usefixtures("in_english")
def test_after_ten_minutes_a_new_change_is_needed(anne_admin, elements) -> None:
    made = change(elements, anne_admin)

    with pytest.raises(actions.TooLateToUndo, match="Make a new change") as refusal:
        actions.undo_mode_change(change=made, by=anne_admin, at=MORNING + timedelta(minutes=10))

    assert refusal.value.way_out_url == f"/styring/innforing/{elements.pk}/"
    assert phone(MORNING) == "open"


@pytest.mark.parametrize(
    ("course", "at"),
    [(Course.ROLLOUT, MORNING), (Course.NORMAL, TOMORROW), (Course.PLAN, MORNING)],
)
def test_what_would_change_nothing_is_refused(anne_admin, elements, course, at) -> None:
    with pytest.raises(actions.NothingWouldChange):
        change(elements, anne_admin, course, at=at)

    assert not ModeChange.objects.exists()


def test_the_same_decision_can_be_prolonged_but_not_repeated(anne_admin, elements) -> None:
    first = change(elements, anne_admin, until=NOON)

    with pytest.raises(actions.NothingWouldChange):
        change(elements, anne_admin, until=NOON, reason="Igjen", seen=first.pk)
    change(elements, anne_admin, until=NOON + timedelta(hours=1), seen=first.pk)

    assert phone(NOON) == "open"


def test_the_same_form_sent_twice_is_one_change(anne_admin, elements) -> None:
    assert change(elements, anne_admin) == change(elements, anne_admin, at=MORNING + MINUTE / 2)


def test_a_planner_who_has_not_seen_the_newest_change_is_told(
    anne_admin, pia_planner, elements
) -> None:
    change(elements, pia_planner, until=NOON)

    with pytest.raises(actions.ChangedMeanwhile, match="Pia Ness"):
        change(elements, anne_admin)

    assert ModeChange.objects.count() == 1


def test_an_older_change_is_not_undone_behind_a_newer_one(anne_admin, elements) -> None:
    first = change(elements, anne_admin)
    change(elements, anne_admin, Course.PLAN, seen=first.pk, at=MORNING + MINUTE)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.undo_mode_change(change=first, by=anne_admin, at=MORNING + 2 * MINUTE)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"reason": " \u200b\n"}, actions.NoReason),
        ({"until": MORNING}, actions.EndsBeforeItBegins),
        ({"course": Course.PLAN, "until": NOON}, actions.EndsBeforeItBegins),
    ],
)
def test_a_change_has_a_reason_and_an_end_to_come(anne_admin, elements, more, refusal) -> None:
    with pytest.raises(refusal):
        change(elements, anne_admin, **more)

    assert not Event.objects.filter(verb__startswith="mode.").exists()


def test_only_those_who_plan_change_the_mode(kari, hilde_host, anne_admin, elements) -> None:
    made = change(elements, anne_admin)

    for person in (kari, hilde_host):
        with pytest.raises(NotAllowed):
            change(elements, person, Course.PLAN, seen=made.pk)
        with pytest.raises(NotAllowed):
            actions.undo_mode_change(change=made, by=person, at=MORNING)

    assert phone(MORNING) == "open"


def test_a_rollout_that_is_called_off_has_no_mode(anne_admin, elements) -> None:
    actions.call_off(rollout=elements, reason="Utsatt", by=anne_admin, at=MORNING)

    with pytest.raises(actions.IsCalledOff):
        change(elements, anne_admin, Course.ROLLOUT)


def test_a_look_at_what_would_happen_changes_nothing(anne_admin, elements) -> None:
    made = change(elements, anne_admin)
    plan = queries.read_plan()
    planned = plan.rollouts[0].changes[0]
    actions.undo_mode_change(change=made, by=anne_admin, at=MORNING)

    looked_at = queries.read_plan().with_mode_change(elements.pk, planned)

    assert looked_at.doors(MORNING).way("telefon").is_open
    assert phone(MORNING) == "replaced"


def test_the_database_keeps_what_a_change_may_be(anne_admin, elements) -> None:
    rows = (
        {"course": Course.NORMAL, "reason": ""},
        {"course": Course.NORMAL, "reason": "x", "to_at": MORNING},
        {"course": Course.PLAN, "reason": "x", "to_at": NOON},
        {"course": Course.NORMAL, "reason": "x", "undone_at": NOON},
    )
    for row in rows:
        with pytest.raises(IntegrityError), transaction.atomic():
            ModeChange.objects.create(rollout=elements, by=anne_admin, at=MORNING, **row)


def test_two_planners_at_once_make_one_change(
    on_disk, anne_admin, pia_planner, elements: Rollout, telephone: WayIn
) -> None:
    outcomes: list[object] = []

    def decide(person: User) -> None:
        try:
            outcomes.append(change(elements, person))
        except Refusal as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    planners = [Thread(target=decide, args=[who]) for who in (anne_admin, pia_planner)]
    for planner in planners:
        planner.start()
    for planner in planners:
        planner.join()

    refused = [one for one in outcomes if isinstance(one, actions.ChangedMeanwhile)]
    assert (ModeChange.objects.count(), len(outcomes), len(refused)) == (1, 2, 1)
