"""Question hours are announced the day before at 14.00 and an hour before, once each."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils.translation import override

from sufflor.announcements import actions as announcements
from sufflor.announcements import queries as channel
from sufflor.announcements.models import Notice
from sufflor.lib.clock import OSLO, moment
from sufflor.messaging import schedule
from sufflor.messaging.models import Announcement, Job, Says
from sufflor.messaging.tests.announcing.conftest import (
    HALF_PAST_SEVEN,
    HOUR,
    MINUTE,
    SECOND,
    THE_DAY_BEFORE,
    said,
    titles,
)
from sufflor.organization.models import SupportGroup, Unit
from sufflor.questions import actions as questions
from sufflor.questions.models import HourKind, QuestionHour
from sufflor.rollout.actions import Wording
from tests.cast import DAY, MORNING


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
        assert list(schedule.hours.news(THE_DAY_BEFORE)) == []


def test_without_any_unit_it_waits_and_stands_where_it_is_seen(db, work, plan, planner):
    plan()
    SupportGroup.objects.all().delete()
    Unit.objects.filter(parent=None).update(parent=Unit.objects.get(code="DOKU"))

    work(THE_DAY_BEFORE)

    assert said() == []
    assert Job.objects.get().fault.endswith("NobodyToAnswer")
