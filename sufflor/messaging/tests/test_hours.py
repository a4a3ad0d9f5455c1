"""Question hours are announced the day before at 14.00 and an hour before, once each, whatever."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.translation import override

from sufflor.announcements import actions as announcements
from sufflor.announcements import queries as channel
from sufflor.announcements.models import Notice
from sufflor.lib.clock import OSLO, moment
from sufflor.messaging import schedule
from sufflor.messaging.couriers import FolderCourier
from sufflor.messaging.models import Announcement, Job, Says
from sufflor.messaging.worker import Worker
from sufflor.organization.models import Role, RoleGrant, SupportGroup, Unit
from sufflor.questions import actions as questions
from sufflor.questions.actions import HourWish
from sufflor.questions.models import HourKind, QuestionHour
from sufflor.rollout.actions import Wording
from tests.cast import DAY, MORNING

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SECOND = timedelta(seconds=1)
THE_DAY_BEFORE = moment(DAY - timedelta(days=1), time(14))
HALF_PAST_SEVEN = moment(DAY, time(7, 30))


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = MORNING - timedelta(days=3)

    monkeypatch.setattr("django.utils.timezone.now", lambda: Clock.now)
    return Clock


@pytest.fixture
def planner(pia_planner, records_department):
    pia_planner.unit = records_department
    pia_planner.save()
    RoleGrant.objects.create(person=pia_planner, role=Role.HOST, granted_at=MORNING)
    return pia_planner


@pytest.fixture
def plan(planner, liv_first_line):
    """An hour on the wall in Oslo, planned when it is said to be."""

    def planned(opens=time(8, 30), day=DAY, at=None, room="R7", title="Spørretime"):
        opens_at = moment(day, opens)
        return questions.add_hour(
            rollout=None,
            title=title,
            opens_at=opens_at,
            closes_at=opens_at + 30 * MINUTE,
            room=room,
            video_url="https://video.nidelva.example/hemmelig",
            by=planner,
            at=at or opens_at - timedelta(days=5),
        )

    return planned


@pytest.fixture
def work(clock, tmp_path, monkeypatch):
    """Let a worker that has just been started do all there is to do at an instant."""
    entry = schedule.entry_of("hour")
    monkeypatch.setattr(schedule, "SCHEDULE", (entry,))

    def work(*instants):
        for instant in instants:
            clock.now = instant
            worker = Worker(FolderCourier(tmp_path))
            while worker.work():
                pass

    return work


def said():
    return [(each.says, each.at) for each in Announcement.objects.all()]


def titles():
    return list(Notice.objects.order_by("pk").values_list("title", flat=True))


def change(hour, by, at, opens_at=None, **more):
    wish = HourWish.of(hour)
    new = {"opens_at": opens_at or hour.opens_at, **more}
    new.setdefault("closes_at", new["opens_at"] + 30 * MINUTE)
    return questions.change_hour(hour=hour, wanted=replace(wish, **new), by=by, at=at)


def test_it_is_said_the_day_before_at_two_and_an_hour_before_and_once_each(plan, work):
    plan()

    work(THE_DAY_BEFORE - SECOND)
    assert said() == []
    work(THE_DAY_BEFORE, THE_DAY_BEFORE + SECOND, HALF_PAST_SEVEN - SECOND)
    assert said() == [(Says.DAY_BEFORE, THE_DAY_BEFORE)]
    work(HALF_PAST_SEVEN, HALF_PAST_SEVEN + MINUTE, HALF_PAST_SEVEN + HOUR, MORNING)

    assert said() == [(Says.DAY_BEFORE, THE_DAY_BEFORE), (Says.HOUR_BEFORE, HALF_PAST_SEVEN)]
    assert titles() == [
        "Spørretime torsdag 29. oktober kl. 08.30",
        "Spørretime begynner kl. 08.30",
    ]


def test_the_notice_is_whole_and_in_three_languages(plan, work, records_department):
    hour = plan()
    work(THE_DAY_BEFORE)

    notice = channel.channel(THE_DAY_BEFORE, "sporretime").get()

    assert (notice.unit, notice.contact) == (records_department, "Førstelinjen")
    assert notice.published_by is None
    assert "R7" in notice.body
    assert f"http://127.0.0.1:8000/sporretimer/{hour.slug}/" in notice.body
    assert "hemmelig" not in str([words.body for words in notice.said.values()])
    for language, day, link in (
        ("nn", "torsdag 29. oktober", "/nn/sporretimer/"),
        ("en", "Thursday 29 October", "/en/sporretimer/"),
    ):
        with override(language):
            assert day in notice.local.title
            assert link in notice.local.body


def test_it_says_when_the_form_opens_if_it_is_not_open_yet(plan, work, planner):
    before = plan(time(15, 0), day=DAY - timedelta(days=1), title="Avslutning")
    hour = plan()
    assert hour.collects_from <= before.closes_at

    QuestionHour.objects.filter(pk=hour.pk).update(collects_from=before.closes_at)
    work(THE_DAY_BEFORE)

    notice = Notice.objects.get(title__startswith="Spørretime")
    assert "fra onsdag 28. oktober kl. 15.30" in notice.body


@pytest.mark.parametrize(
    ("planned", "opens", "expected"),
    [
        (datetime(2026, 10, 28, 13, 5, tzinfo=UTC), time(8, 30), ["day-before", "hour-before"]),
        (datetime(2026, 10, 29, 7, 0, tzinfo=UTC), time(8, 30), ["hour-before"]),
        (datetime(2026, 10, 29, 6, 30, tzinfo=UTC), time(8, 30), ["hour-before"]),
        (datetime(2026, 10, 29, 6, 29, tzinfo=UTC), time(8, 30), ["day-before", "hour-before"]),
        (datetime(2026, 10, 29, 7, 29, 59, tzinfo=UTC), time(8, 30), ["hour-before"]),
    ],
    ids=["14.05 the day before", "08.00 for 08.30", "07.30", "07.29", "a second before"],
)
def test_an_hour_planned_too_late_is_said_at_once_and_never_twice_at_the_same_instant(
    plan, work, planned, opens, expected
):
    plan(opens, at=planned)

    work(planned, planned + SECOND, HALF_PAST_SEVEN, HALF_PAST_SEVEN + HOUR - SECOND, MORNING)

    assert [says for says, _at in said()] == expected
    assert said()[0][1] == planned
    assert len({at for _says, at in said()}) == len(said())


def test_a_worker_that_comes_back_after_the_hour_has_begun_says_nothing(plan, work):
    plan()

    work(moment(DAY, time(8, 30)), moment(DAY, time(8, 45)), moment(DAY, time(12)))

    assert said() == []


def test_a_worker_that_missed_both_says_it_once(plan, work):
    plan()

    work(moment(DAY, time(8, 10)))

    assert said() == [(Says.HOUR_BEFORE, moment(DAY, time(8, 10)))]


def test_a_rehearsal_is_told_to_nobody(plan, work, planner):
    hour = plan()
    copy = questions.rehearse(hour=hour, by=planner, at=THE_DAY_BEFORE)
    QuestionHour.objects.filter(pk=copy.pk).update(opens_at=hour.opens_at, closes_at=hour.closes_at)

    work(THE_DAY_BEFORE, THE_DAY_BEFORE + MINUTE, HALF_PAST_SEVEN)

    assert {each.number for each in Announcement.objects.all()} == {hour.pk}


def test_an_hour_called_off_before_it_was_announced_is_never_mentioned(plan, work, planner):
    hour = plan()
    questions.cancel_hour(hour=hour, reason="Syk", by=planner, at=THE_DAY_BEFORE - HOUR)

    work(THE_DAY_BEFORE, HALF_PAST_SEVEN)

    assert said() == []


def test_an_announced_hour_that_is_called_off_is_said_to_be_and_the_old_notice_corrected(
    plan, work, planner
):
    hour = plan()
    work(THE_DAY_BEFORE)
    at = THE_DAY_BEFORE + HOUR
    questions.cancel_hour(hour=hour, reason="Programlederen er syk", by=planner, at=at)

    work(at, at + SECOND, HALF_PAST_SEVEN)

    assert [says for says, _at in said()] == ["day-before", "cancelled"]
    old, new = Notice.objects.order_by("pk")
    assert new.title == "Avlyst: Spørretime torsdag 29. oktober kl. 08.30"
    assert "Programlederen er syk" in new.body
    assert old.title == new.title
    trail = {each.language: each for each in old.corrections.all()}
    assert set(trail) == {"nb", "nn", "en"}
    assert trail["nb"].title_before == "Spørretime torsdag 29. oktober kl. 08.30"
    assert trail["en"].reason == "The question hour was called off."
    assert trail["nb"].by is None


def test_an_hour_called_off_while_it_is_held_is_still_said(plan, work, planner):
    hour = plan()
    work(THE_DAY_BEFORE, HALF_PAST_SEVEN)
    questions.cancel_hour(hour=hour, reason="Strømmen gikk", by=planner, at=MORNING)

    work(MORNING)

    assert [says for says, _at in said()][-1] == "cancelled"


def test_an_hour_held_after_all_is_said_to_be_and_called_once_more(plan, work, planner):
    hour = plan()
    work(THE_DAY_BEFORE)
    questions.cancel_hour(hour=hour, reason="Syk", by=planner, at=THE_DAY_BEFORE + HOUR)
    work(THE_DAY_BEFORE + HOUR)
    questions.hold_again(hour=hour, by=planner, at=THE_DAY_BEFORE + 2 * HOUR)

    work(THE_DAY_BEFORE + 2 * HOUR, HALF_PAST_SEVEN, MORNING)

    assert [says for says, _at in said()] == [
        "day-before",
        "cancelled",
        "held-again",
        "hour-before",
    ]


def test_called_off_and_held_again_between_two_looks_is_no_news(plan, work, planner):
    hour = plan()
    work(THE_DAY_BEFORE)
    questions.cancel_hour(hour=hour, reason="Syk", by=planner, at=THE_DAY_BEFORE + MINUTE)
    questions.hold_again(hour=hour, by=planner, at=THE_DAY_BEFORE + 2 * MINUTE)

    work(THE_DAY_BEFORE + 3 * MINUTE)

    assert [says for says, _at in said()] == ["day-before"]


def test_what_was_called_off_just_as_it_was_to_be_said_is_said_when_it_is_held_after_all(
    plan, work, planner, monkeypatch
):
    """The work was written down, and then there was nothing to say: later there is."""
    hour = plan()
    real = schedule.actions.announce_hour

    def called_off_meanwhile(*, number, at):
        questions.cancel_hour(hour=hour, reason="Syk", by=planner, at=at)
        return real(number=number, at=at)

    with monkeypatch.context() as race:
        race.setattr(schedule.actions, "announce_hour", called_off_meanwhile)
        work(THE_DAY_BEFORE)
    assert said() == []
    questions.hold_again(hour=hour, by=planner, at=THE_DAY_BEFORE + HOUR)

    work(THE_DAY_BEFORE + HOUR)

    assert [says for says, _at in said()] == ["day-before"]


def test_an_announced_hour_that_moves_is_said_to_and_called_again_at_its_new_time(
    plan, work, planner
):
    hour = plan()
    work(THE_DAY_BEFORE)
    later = moment(DAY + timedelta(days=4), time(10))
    change(hour, planner, THE_DAY_BEFORE + HOUR, opens_at=later)

    work(THE_DAY_BEFORE + HOUR, HALF_PAST_SEVEN, MORNING)
    assert [says for says, _at in said()] == ["day-before", "moved"]
    old, new = Notice.objects.order_by("pk")
    assert new.title == "Flyttet: Spørretime er nå mandag 2. november kl. 10.00"
    assert old.title == "Flyttet: Spørretime torsdag 29. oktober kl. 08.30"
    assert "mandag 2. november kl. 10.00" in old.body

    day_before = moment(DAY + timedelta(days=3), time(14))
    work(day_before, later - HOUR, later)
    assert [says for says, _at in said()] == ["day-before", "moved", "day-before", "hour-before"]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (time(15, 0), ["day-before", "moved", "hour-before"]),
        (time(9, 0), ["day-before", "moved"]),
    ],
    ids=["later that day", "within the hour"],
)
def test_that_an_hour_moved_stands_for_the_call_that_is_due(plan, work, planner, new, expected):
    hour = plan()
    work(THE_DAY_BEFORE)
    at = moment(DAY, time(8, 5))
    change(hour, planner, at - HOUR, opens_at=moment(DAY, new))

    work(at, at + SECOND, moment(DAY, time(14)), moment(DAY, time(15)))

    assert [says for says, _at in said()] == expected


def test_an_hour_that_moves_there_and_back_is_said_to_both_times(plan, work, planner):
    hour = plan()
    work(THE_DAY_BEFORE)
    for minutes, opens in ((10, time(10)), (20, time(8, 30))):
        at = THE_DAY_BEFORE + minutes * MINUTE
        hour.refresh_from_db()
        change(hour, planner, at, opens_at=moment(DAY, opens))
        work(at)
    work(HALF_PAST_SEVEN)

    assert [says for says, _at in said()] == ["day-before", "moved", "moved", "hour-before"]
    assert set(Notice.objects.values_list("key", flat=True)) == {
        f"hour-{hour.pk}-day-before",
        f"hour-{hour.pk}-moved",
        f"hour-{hour.pk}-moved-2",
        f"hour-{hour.pk}-hour-before",
    }


def test_another_room_is_news_and_a_room_that_was_found_is_not(plan, work, planner):
    hour = plan(room="")
    work(THE_DAY_BEFORE)
    for minutes, room in ((10, "R7"), (20, "R8")):
        hour.refresh_from_db()
        change(hour, planner, THE_DAY_BEFORE + minutes * MINUTE, room=room)
        work(THE_DAY_BEFORE + minutes * MINUTE)
    assert [says for says, _at in said()] == ["day-before"]

    work(HALF_PAST_SEVEN)
    hour.refresh_from_db()
    change(hour, planner, HALF_PAST_SEVEN + MINUTE, room="R9")
    work(HALF_PAST_SEVEN + MINUTE)

    assert titles()[-1] == "Nytt rom: Spørretime torsdag 29. oktober kl. 08.30"
    assert "R9" in Notice.objects.latest("pk").body


def test_an_hour_moved_before_it_was_announced_is_only_said_at_its_new_time(plan, work, planner):
    hour = plan()
    change(hour, planner, THE_DAY_BEFORE - HOUR, opens_at=moment(DAY, time(12)))

    work(THE_DAY_BEFORE, HALF_PAST_SEVEN, moment(DAY, time(11)))

    assert titles() == ["Spørretime torsdag 29. oktober kl. 12.00", "Spørretime begynner kl. 12.00"]


def test_an_announced_hour_that_is_taken_away_is_called_off(plan, work):
    hour = plan()
    work(THE_DAY_BEFORE)
    hour.delete()

    work(THE_DAY_BEFORE + MINUTE, HALF_PAST_SEVEN)

    assert [says for says, _at in said()] == ["day-before", "cancelled"]
    assert titles()[-1] == "Avlyst: Spørretime torsdag 29. oktober kl. 08.30"


def test_the_hours_of_a_rollout_are_all_announced(planner, work, liv_first_line):
    questions.plan_rollout(
        wording=Wording("Innføring", known="Alt.", awaiting="Timer."),
        dates=[DAY, DAY + timedelta(days=4)],
        policies=[],
        by=planner,
        at=MORNING - timedelta(days=7),
    )
    days = [DAY + timedelta(days=days) for days in range(-1, 5)]
    clocks = [time(7, 29), time(7, 30), time(8), time(13, 59), time(14), time(15)]

    work(*(moment(day, clock) for day in days for clock in clocks))

    assert len(said()) == 8
    assert {at.astimezone(OSLO).time() for _says, at in said()} == {time(7, 30), time(14)}
    assert set(QuestionHour.objects.values_list("kind", flat=True)) == {
        HourKind.OPENING,
        HourKind.CLOSING,
    }


def test_a_clock_that_jumps_to_and_fro_says_nothing_twice(plan, work):
    plan()

    for _ in range(2):
        for hours in (0, 1, -1, 17, 16, 18, 17):
            work(THE_DAY_BEFORE + hours * HOUR + 30 * MINUTE)

    assert [says for says, _at in said()] == ["day-before", "hour-before"]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (
            date(2026, 10, 25),
            datetime(2026, 10, 24, 12, tzinfo=UTC),
            datetime(2026, 10, 25, 6, 30, tzinfo=UTC),
        ),
        (
            date(2026, 3, 29),
            datetime(2026, 3, 28, 13, tzinfo=UTC),
            datetime(2026, 3, 29, 5, 30, tzinfo=UTC),
        ),
    ],
    ids=["autumn", "spring"],
)
def test_the_wall_decides_on_the_days_around_a_night_when_the_clocks_change(
    plan, work, day, first, last
):
    plan(day=day)

    work(*(first - HOUR + number * 15 * MINUTE for number in range(96)))

    assert said() == [(Says.DAY_BEFORE, first), (Says.HOUR_BEFORE, last)]


def test_an_hour_in_the_hour_that_is_lived_twice_is_said_an_hour_before(plan, work):
    hour = plan(time(2, 30), day=date(2026, 10, 25))
    began = datetime(2026, 10, 24, 12, tzinfo=UTC)

    work(*(began + number * 15 * MINUTE for number in range(96)))

    assert said() == [(Says.DAY_BEFORE, began), (Says.HOUR_BEFORE, hour.opens_at - HOUR)]


def test_a_withdrawn_announcement_does_not_come_again(plan, work, eva_editor):
    plan()
    work(THE_DAY_BEFORE)
    announcements.withdraw(notice=Notice.objects.get(), by=eva_editor, at=THE_DAY_BEFORE + MINUTE)

    work(THE_DAY_BEFORE + 2 * MINUTE)

    assert not channel.channel(THE_DAY_BEFORE + HOUR).exists()


def test_an_hour_with_a_very_long_title_fits_in_the_channel(plan, work):
    plan(title="Om " + "arkivverdig materiale " * 5)

    work(THE_DAY_BEFORE, HALF_PAST_SEVEN)

    assert all(len(title) <= 160 for title in titles())
    assert len(titles()) == 2


def test_looking_for_news_costs_little(plan, work, django_assert_max_num_queries):
    for hours in range(6):
        plan(time(9 + hours))
    work(THE_DAY_BEFORE)

    with django_assert_max_num_queries(3):
        assert list(schedule.news(THE_DAY_BEFORE)) == []


def test_without_any_unit_it_waits_and_stands_where_it_is_seen(db, work, plan, planner):
    plan()
    SupportGroup.objects.all().delete()
    Unit.objects.filter(parent=None).update(parent=Unit.objects.get(code="DOKU"))

    work(THE_DAY_BEFORE)

    assert said() == []
    assert Job.objects.get().fault.endswith("NobodyToAnswer")
