"""Doors as a table over dates. No database: the plan is written down, the time is given."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from sufflor.lib.clock import OSLO, start_of_day
from sufflor.rollout.door import DoorClosed, Mode
from sufflor.rollout.doors import Plan
from sufflor.rollout.models import Course, DoorState, WayKind
from sufflor.rollout.plan import (
    Names,
    PlannedModeChange,
    PlannedOverride,
    PlannedPolicy,
    PlannedRollout,
    PlannedWay,
)

FORM = PlannedWay(1, "hjelp", WayKind.FORM, Names("Hjelp til bruk av Elements"))
PHONE = PlannedWay(2, "telefon", WayKind.PHONE, Names("Telefon"), contact="73 00 00 00")
PRIVACY = PlannedWay(3, "avveie", WayKind.FORM, Names("Opplysninger på avveie"), urgency="privacy")
HOUR = PlannedWay(4, "sporretime", WayKind.QUESTION_HOUR, Names("Spørretime"))
WAYS = (FORM, PHONE, PRIVACY, HOUR)
POLICIES = {
    "hjelp": PlannedPolicy(DoorState.REPLACED, "sporretime"),
    "telefon": PlannedPolicy(DoorState.CLOSED),
    "avveie": PlannedPolicy(DoorState.CLOSED),
    "sporretime": PlannedPolicy(DoorState.OPEN),
}
DAYS = tuple(
    date(2026, month, day)
    for month, day in ((10, 29), (10, 30), (10, 31), (11, 1), (11, 4), (11, 6))
)
ELEMENTS = PlannedRollout(1, Names("Innføring av Elements"), DAYS, POLICIES)
PLAN = Plan(ways=WAYS, rollouts=(ELEMENTS,))


def oslo(month: int, day: int, hour: int = 12, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=OSLO)


def states(at: datetime, plan: Plan = PLAN) -> dict[str, str]:
    return {door.slug: str(door.state) for door in plan.doors(at).ways}


@pytest.mark.parametrize(
    ("at", "mode", "number", "form", "hour"),
    [
        (oslo(9, 1), Mode.NORMAL, 0, "open", "closed"),
        (oslo(9, 30, 23, 59), Mode.NORMAL, 0, "open", "closed"),
        (oslo(10, 1, 0, 0), Mode.UPCOMING, 0, "open", "closed"),
        (oslo(10, 28, 23, 59), Mode.UPCOMING, 0, "open", "closed"),
        (oslo(10, 29, 0, 0), Mode.ROLLOUT_DAY, 1, "replaced", "open"),
        (oslo(10, 30), Mode.ROLLOUT_DAY, 2, "replaced", "open"),
        (oslo(11, 1, 23, 59), Mode.ROLLOUT_DAY, 4, "replaced", "open"),
        (oslo(11, 2, 0, 0), Mode.GAP_DAY, 4, "open", "closed"),
        (oslo(11, 3), Mode.GAP_DAY, 4, "open", "closed"),
        (oslo(11, 4), Mode.ROLLOUT_DAY, 5, "replaced", "open"),
        (oslo(11, 5), Mode.GAP_DAY, 5, "open", "closed"),
        (oslo(11, 6, 23, 59), Mode.ROLLOUT_DAY, 6, "replaced", "open"),
        (oslo(11, 7, 0, 0), Mode.AFTER, 6, "open", "closed"),
        (oslo(12, 6, 23, 59), Mode.AFTER, 6, "open", "closed"),
        (oslo(12, 7, 0, 0), Mode.NORMAL, 0, "open", "closed"),
    ],
)
def test_every_kind_of_day(at: datetime, mode: Mode, number: int, form: str, hour: str) -> None:
    doors = PLAN.doors(at)

    assert (doors.mode, doors.day_number) == (mode, number)
    assert doors.way("hjelp").state == form
    assert doors.way("sporretime").state == hour


def test_an_exception_stays_open_whatever_the_plan_says() -> None:
    door = PLAN.doors(oslo(10, 30)).way("avveie")

    assert door.is_open
    assert door.is_exception


def test_the_day_begins_at_midnight_in_oslo_also_when_it_is_still_yesterday_in_utc() -> None:
    assert PLAN.doors(datetime(2026, 10, 28, 22, 59, tzinfo=UTC)).mode == Mode.UPCOMING
    assert PLAN.doors(datetime(2026, 10, 28, 23, 0, tzinfo=UTC)).mode == Mode.ROLLOUT_DAY


@pytest.mark.parametrize("changes_on", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_days_when_the_clocks_change_close_and_open_at_midnight(changes_on: date) -> None:
    plan = _on({changes_on})
    begins, ends = start_of_day(changes_on), start_of_day(changes_on + timedelta(days=1))

    assert ends - begins in {timedelta(hours=23), timedelta(hours=25)}
    assert states(begins - timedelta(seconds=1), plan)["telefon"] == "open"
    assert states(begins, plan)["telefon"] == "closed"
    assert states(begins + timedelta(hours=2, minutes=30), plan)["telefon"] == "closed"
    assert states(ends - timedelta(seconds=1), plan)["telefon"] == "closed"
    assert states(ends, plan)["telefon"] == "open"


def test_a_rollout_across_new_year() -> None:
    plan = _on({date(2026, 12, 31), date(2027, 1, 2)})

    assert states(oslo(12, 31, 23, 59), plan)["telefon"] == "closed"
    assert states(oslo(1, 1, 0, 0, year=2027), plan)["telefon"] == "open"
    assert plan.doors(oslo(1, 1, year=2027)).mode == Mode.GAP_DAY
    assert states(oslo(1, 2, year=2027), plan)["telefon"] == "closed"


@pytest.mark.parametrize(
    ("at", "slug", "again"),
    [
        (oslo(10, 30), "telefon", date(2026, 11, 2)),
        (oslo(11, 4), "telefon", date(2026, 11, 5)),
        (oslo(11, 6), "telefon", date(2026, 11, 7)),
        (oslo(11, 2), "telefon", None),
        (oslo(11, 2), "sporretime", date(2026, 11, 4)),
        (oslo(11, 7), "sporretime", None),
    ],
)
def test_when_a_closed_door_opens_again(at: datetime, slug: str, again: date | None) -> None:
    assert PLAN.doors(at).way(slug).opens_again == again


def test_an_override_goes_before_the_plan_until_it_ends() -> None:
    plan = _with(_override("telefon", DoorState.OPEN, oslo(10, 30, 10, 15), oslo(10, 30, 12)))

    assert states(oslo(10, 30, 10, 14), plan)["telefon"] == "closed"
    assert states(oslo(10, 30, 10, 15), plan)["telefon"] == "open"
    assert states(oslo(10, 30, 12, 0), plan)["telefon"] == "closed"


def test_an_override_closes_even_an_exception() -> None:
    plan = _with(_override("avveie", DoorState.CLOSED, oslo(11, 3, 8), None))

    door = plan.doors(oslo(11, 3)).way("avveie")

    assert not door.is_open
    assert door.opens_again is None
    assert door.override is not None


def test_the_newest_of_two_overrides_counts() -> None:
    plan = _with(
        _override("telefon", DoorState.CLOSED, oslo(11, 3, 9), None),
        _override("telefon", DoorState.OPEN, oslo(11, 3, 8), None),
    )

    assert states(oslo(11, 3), plan)["telefon"] == "closed"
    assert states(oslo(11, 3, 8, 30), plan)["telefon"] == "open"


def test_a_door_closed_by_hand_until_tomorrow_says_so() -> None:
    plan = _with(_override("telefon", DoorState.CLOSED, oslo(11, 2, 9), oslo(11, 3, 0)))

    assert plan.doors(oslo(11, 2)).way("telefon").opens_again == date(2026, 11, 3)


def test_two_rollouts_share_a_day_and_each_closes_its_own_doors() -> None:
    other = PlannedRollout(
        2, Names("Nytt arkiv"), (date(2026, 10, 30),), {"hjelp": PlannedPolicy(DoorState.CLOSED)}
    )
    first = PlannedRollout(1, Names("Elements"), DAYS, {"telefon": PlannedPolicy(DoorState.CLOSED)})
    plan = Plan(ways=WAYS, rollouts=(first, other))

    doors = plan.doors(oslo(10, 30))

    assert not doors.way("hjelp").is_open
    assert not doors.way("telefon").is_open
    assert plan.doors(oslo(10, 29)).way("hjelp").is_open


def test_between_two_rollouts_the_coming_one_is_told_of() -> None:
    later = PlannedRollout(2, Names("Fase to"), (date(2026, 11, 20),), {})
    plan = Plan(ways=WAYS, rollouts=(ELEMENTS, later))

    doors = plan.doors(oslo(11, 10))

    assert (doors.mode, doors.rollout) == (Mode.UPCOMING, later)


def test_without_any_plan_every_day_is_ordinary() -> None:
    doors = Plan().doors(oslo(10, 30))

    assert (doors.mode, doors.ways, doors.rollout) == (Mode.NORMAL, (), None)


def test_next_and_last_date_follow_the_day() -> None:
    doors = PLAN.doors(oslo(11, 1))

    assert (doors.next_date, doors.last_date) == (date(2026, 11, 4), date(2026, 11, 6))
    assert PLAN.doors(oslo(11, 6)).next_date is None


def test_a_closed_door_is_refused_with_the_way_to_the_next_hour() -> None:
    with pytest.raises(DoorClosed) as refusal:
        PLAN.doors(oslo(10, 30)).require_open("hjelp")

    assert refusal.value.status == 409
    assert refusal.value.way_out_url == "/sporretimer/neste/"
    assert "Innføring av Elements" in str(refusal.value.reason)


def test_an_open_door_is_let_through() -> None:
    assert PLAN.doors(oslo(10, 30)).require_open("avveie").slug == "avveie"


def test_a_way_in_that_nobody_offers_is_not_guessed_at() -> None:
    with pytest.raises(KeyError):
        PLAN.doors(oslo(10, 30)).way("brevdue")


def test_the_same_stretch_of_time_is_worked_out_once() -> None:
    assert PLAN.doors(oslo(10, 30, 8)) is PLAN.doors(oslo(10, 30, 9))
    assert PLAN.doors(oslo(10, 30, 8)) is not PLAN.doors(oslo(10, 31, 8))


@pytest.mark.parametrize(
    ("at", "mode", "form"),
    [
        (oslo(9, 20), Mode.NORMAL, "open"),
        (oslo(10, 15), Mode.PAUSED, "open"),
        (oslo(10, 30), Mode.PAUSED, "open"),
        (oslo(11, 3), Mode.PAUSED, "open"),
        (oslo(11, 7), Mode.AFTER, "open"),
    ],
)
def test_normal_operation_by_hand_without_an_end(at: datetime, mode: Mode, form: str) -> None:
    plan = _moved(Course.NORMAL, oslo(9, 15), None)

    assert (plan.doors(at).mode, states(at, plan)["hjelp"]) == (mode, form)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_mode_by_hand_until_midnight_on_the_days_when_the_clocks_change(day: date) -> None:
    begins, ends = start_of_day(day), start_of_day(day + timedelta(days=1))
    plan = _moved(Course.ROLLOUT, begins, ends)

    assert states(begins - timedelta(seconds=1), plan)["telefon"] == "open"
    assert states(begins, plan)["telefon"] == "closed"
    assert states(ends - timedelta(seconds=1), plan)["telefon"] == "closed"
    assert states(ends, plan)["telefon"] == "open"


def test_what_cannot_wait_stays_open_in_a_mode_by_hand() -> None:
    plan = _moved(Course.ROLLOUT, oslo(11, 3), None)

    assert states(oslo(11, 3), plan) == {
        "hjelp": "replaced",
        "telefon": "closed",
        "avveie": "open",
        "sporretime": "open",
    }


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_reason_is_read_in_the_language_of_the_page(language: str) -> None:
    door = PLAN.doors(oslo(10, 30)).way("telefon")

    with translation.override(language):
        english = "Opens again" in door.reason

    assert english == (language == "en")


def _on(days: set[date]) -> Plan:
    rollout = PlannedRollout(1, Names("Innføring"), tuple(sorted(days)), POLICIES)
    return Plan(ways=WAYS, rollouts=(rollout,))


def _moved(course: Course, at: datetime, to_at: datetime | None) -> Plan:
    change = PlannedModeChange(1, course, "Elements er nede", "Anne Vik", at, to_at)
    return PLAN.with_mode_change(ELEMENTS.pk, change)


def _with(*overrides: PlannedOverride) -> Plan:
    return Plan(ways=WAYS, rollouts=(ELEMENTS,), overrides=overrides)


def _override(
    slug: str, state: DoorState, from_at: datetime, to_at: datetime | None
) -> PlannedOverride:
    return PlannedOverride(1, slug, state, "Ekstra vakt", "Anne Vik", from_at, to_at)
