"""Planning and changing a rollout, and what is refused."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sufflor.events.models import Event
from sufflor.events.queries import revisions
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import User
from sufflor.rollout import actions, queries
from sufflor.rollout.actions import NameTaken, NoName, Wording
from sufflor.rollout.door import Mode
from sufflor.rollout.models import DoorState, Policy, Rollout, RolloutDay, WayIn, WayKind
from sufflor.rollout.rules import BadDates, BadPolicy, WayPolicy
from tests.cast import DAY, MORNING

DAYS = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=2)]


@pytest.fixture
def form(db: None) -> WayIn:
    return WayIn.objects.create(slug="hjelp", kind=WayKind.FORM, name="Hjelp til bruk av Elements")


@pytest.fixture
def phone(db: None) -> WayIn:
    return WayIn.objects.create(slug="telefon", kind=WayKind.PHONE, name="Telefon")


@pytest.fixture
def hour(db: None) -> WayIn:
    return WayIn.objects.create(slug="sporretime", kind=WayKind.QUESTION_HOUR, name="Spørretimen")


def plan(by: User, *policies: WayPolicy, name: str = "Elements", dates=None) -> Rollout:
    return actions.plan_rollout(
        wording=Wording(name), dates=dates or DAYS, policies=policies, by=by, at=MORNING
    )


def test_a_planned_rollout_closes_its_doors_on_its_days(anne_admin, form, hour) -> None:
    plan(anne_admin, WayPolicy(form, DoorState.REPLACED, hour))

    door = queries.doors(MORNING).way("hjelp")

    assert not door.is_open
    assert door.replaced_by is not None
    assert door.replaced_by.slug == "sporretime"
    assert queries.doors(MORNING + timedelta(days=1)).way("hjelp").is_open


def test_a_plan_leaves_a_trace_and_moves_every_page(anne_admin, phone) -> None:
    plan(anne_admin, WayPolicy(phone, DoorState.CLOSED))

    event = Event.objects.get(verb="rollout.planned")
    assert event.details["dates"] == ["2026-10-28", "2026-10-29", "2026-10-31"]
    assert event.details["doors"] == {"telefon": "closed"}
    assert revisions(["chrome"])["chrome"] == 1


def test_only_those_who_plan_may_plan(kari, phone) -> None:
    with pytest.raises(NotAllowed):
        plan(kari, WayPolicy(phone, DoorState.CLOSED))

    assert not Rollout.objects.exists()


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ([], "at least one date"),
        ([DAY, DAY], "there twice"),
        ([DAY - timedelta(days=9), DAY - timedelta(days=8)], "are over"),
        ([DAY + timedelta(days=n) for n in range(61)], "at most 60"),
        ([DAY, date(2226, 10, 29)], "two years away"),
        ([date(1926, 10, 29), DAY], "two years away"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_dates_that_cannot_be_a_rollout(anne_admin, dates: list[date], said: str) -> None:
    with pytest.raises(BadDates) as refusal:
        actions.plan_rollout(
            wording=Wording("Elements"), dates=dates, policies=[], by=anne_admin, at=MORNING
        )

    assert said in str(refusal.value)
    assert not Rollout.objects.exists()
    assert not RolloutDay.objects.exists()


def test_today_alone_is_late_but_allowed(anne_admin) -> None:
    assert plan(anne_admin, dates=[local_date(MORNING)]).days.count() == 1


def test_a_name_is_needed_and_is_not_used_twice(anne_admin) -> None:
    plan(anne_admin, name="Elements")

    with pytest.raises(NameTaken):
        plan(anne_admin, name="  Elements ")
    with pytest.raises(NoName):
        plan(anne_admin, name="\u200b \x00")

    assert Rollout.objects.count() == 1


def test_two_rollouts_cannot_close_the_same_door_on_the_same_day(anne_admin, phone, form) -> None:
    plan(anne_admin, WayPolicy(phone, DoorState.CLOSED), name="Elements")

    with pytest.raises(BadDates, match="Elements"):
        plan(anne_admin, WayPolicy(phone, DoorState.CLOSED), name="Arkiv")
    plan(
        anne_admin,
        WayPolicy(form, DoorState.CLOSED),
        WayPolicy(phone, DoorState.OPEN),
        name="Arkiv",
    )

    doors = queries.doors(MORNING)
    assert not doors.way("telefon").is_open
    assert not doors.way("hjelp").is_open


def test_what_takes_over_is_open_itself(anne_admin, form, hour) -> None:
    with pytest.raises(BadPolicy):
        plan(
            anne_admin,
            WayPolicy(form, DoorState.REPLACED, hour),
            WayPolicy(hour, DoorState.CLOSED),
        )
    with pytest.raises(BadPolicy):
        plan(anne_admin, WayPolicy(form, DoorState.REPLACED, None))
    with pytest.raises(BadPolicy):
        plan(anne_admin, WayPolicy(form, DoorState.REPLACED, form))


def test_changed_dates_open_and_close_at_once(anne_admin, phone) -> None:
    closed = WayPolicy(phone, DoorState.CLOSED)
    rollout = plan(anne_admin, closed)
    assert not queries.doors(MORNING).way("telefon").is_open

    actions.change_rollout(
        rollout=rollout,
        wording=Wording("Elements", name_en="The rollout"),
        dates=[DAY + timedelta(days=2), DAY + timedelta(days=5)],
        policies=[closed],
        by=anne_admin,
        at=MORNING,
    )

    doors = queries.doors(MORNING)
    assert doors.mode == Mode.UPCOMING
    assert doors.way("telefon").is_open
    event = Event.objects.get(verb="rollout.changed")
    assert event.details["added"] == ["2026-11-03"]
    assert event.details["removed"] == ["2026-10-28", "2026-10-29"]


def test_the_words_of_a_rollout_that_is_over_can_still_be_changed(anne_admin, phone) -> None:
    rollout = plan(anne_admin, WayPolicy(phone, DoorState.CLOSED))

    actions.change_rollout(
        rollout=rollout,
        wording=Wording("Elements", known="Alt er åpent."),
        dates=DAYS,
        policies=[],
        by=anne_admin,
        at=MORNING + timedelta(days=40),
    )

    rollout.refresh_from_db()
    assert rollout.known == "Alt er åpent."


def test_a_refused_change_changes_nothing(anne_admin, phone) -> None:
    rollout = plan(anne_admin, WayPolicy(phone, DoorState.CLOSED))

    with pytest.raises(BadDates):
        actions.change_rollout(
            rollout=rollout,
            wording=Wording("Noe annet"),
            dates=[DAY, DAY],
            policies=[],
            by=anne_admin,
            at=MORNING,
        )

    rollout.refresh_from_db()
    assert (rollout.name, rollout.days.count(), rollout.policies.count()) == ("Elements", 3, 1)


def test_the_plan_is_read_in_five_queries_and_kept(
    anne_admin, phone, django_assert_num_queries
) -> None:
    plan(anne_admin, WayPolicy(phone, DoorState.CLOSED))

    with django_assert_num_queries(5):
        first = queries.current_plan(1)
    with django_assert_num_queries(0):
        assert queries.current_plan(1) is first


def test_the_database_keeps_what_a_policy_may_be(anne_admin, phone, hour) -> None:
    rollout = plan(anne_admin)

    for row in (
        Policy(rollout=rollout, way_in=phone, state=DoorState.REPLACED),
        Policy(rollout=rollout, way_in=phone, state=DoorState.CLOSED, replaced_by=hour),
        Policy(rollout=rollout, way_in=phone, state=DoorState.REPLACED, replaced_by=phone),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


@pytest.mark.parametrize("at", [MORNING, MORNING + timedelta(days=400)])
def test_doors_without_any_rows_are_an_ordinary_day(db: None, at: datetime) -> None:
    assert queries.doors(at).mode == Mode.NORMAL
