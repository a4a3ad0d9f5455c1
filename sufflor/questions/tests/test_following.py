"""What a planner sees before a template is saved is exactly what becomes of the hours."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from sufflor.questions import actions
from sufflor.questions.actions import HourWish, TemplateWish
from sufflor.questions.models import HourKind, HourTemplate, Names, QuestionHour
from sufflor.questions.pattern import PROMISES, WORDS, Why
from sufflor.questions.queries import template, what_would_follow
from tests.hours import FRIDAY, MONDAY, THURSDAY, WEEKS_BEFORE, asked, clock, the_hour

NOON = clock(THURSDAY, 12)
FIELDS = (*WORDS, *PROMISES)


def wished(rollout, **facts) -> HourTemplate:
    """An opening hour as it is on every day, but for these facts."""
    there = template(rollout, HourKind.OPENING)
    for name, value in facts.items():
        setattr(there, name, value)
    return there


def told(rollout, pattern: HourTemplate, at) -> dict[str, tuple[tuple[str, ...], str]]:
    return {
        one.hour.slug: (one.changed, str(one.why or ""))
        for one in what_would_follow(rollout, pattern, at)
    }


def test_untouched_hours_to_come_follow_in_everything(rollout_days) -> None:
    pattern = wished(rollout_days, room="R7", opens=time(8, 0), names=Names.UNIT)

    assert told(rollout_days, pattern, WEEKS_BEFORE) == {
        f"{day}-oppstart": (("room", "opens_at", "names"), "") for day in (THURSDAY, FRIDAY, MONDAY)
    }


def test_what_is_over_changed_announced_or_asked_in_is_told_with_the_reason(
    rollout_days, pia_planner, personnel, kari
) -> None:
    monday = the_hour(MONDAY, HourKind.OPENING)
    wish = replace(HourWish.of(monday), title="Møte")
    actions.change_hour(hour=monday, wanted=wish, by=pia_planner, at=WEEKS_BEFORE)
    pattern = wished(rollout_days, room="R7", opens=time(8, 0))
    before = clock(THURSDAY, 15)

    assert told(rollout_days, pattern, before) == {
        f"{THURSDAY}-oppstart": ((), Why.BEGUN),
        f"{FRIDAY}-oppstart": (("room",), Why.ANNOUNCED),
        f"{MONDAY}-oppstart": ((), Why.BY_HAND),
    }


def test_an_hour_with_questions_keeps_what_people_trusted(
    rollout_days, pia_planner, personnel, kari
) -> None:
    asked(the_hour(THURSDAY, HourKind.OPENING), personnel, kari, at=clock(THURSDAY, 8))
    pattern = wished(rollout_days, names=Names.EVERYONE, room="R7")

    (first, *_others) = what_would_follow(rollout_days, pattern, clock(THURSDAY, 8, 10))

    assert (first.changed, first.kept, first.why) == (("room",), ("names",), Why.ASKED)


@pytest.mark.parametrize("at", [WEEKS_BEFORE, clock(THURSDAY, 8), NOON, clock(FRIDAY, 14)])
def test_what_is_shown_is_what_is_done(rollout_days, pia_planner, at) -> None:
    pattern = wished(rollout_days, room="R7", closes=time(9, 15), opens=time(8, 15))
    shown = what_would_follow(rollout_days, pattern, at)
    before = {hour.pk: hour for hour in QuestionHour.objects.all()}

    actions.change_template(
        rollout=rollout_days,
        kind=HourKind.OPENING,
        wanted=TemplateWish.of(pattern),
        by=pia_planner,
        at=at,
    )

    for one in shown:
        now = QuestionHour.objects.get(pk=one.hour.pk)
        odd = [name for name in FIELDS if getattr(now, name) != getattr(before[now.pk], name)]
        assert tuple(odd) == one.changed, one.hour.slug


def test_looking_writes_nothing_and_takes_two_queries(
    rollout_days, django_assert_num_queries
) -> None:
    pattern = wished(rollout_days, room="R7")

    with django_assert_num_queries(2):
        what_would_follow(rollout_days, pattern, WEEKS_BEFORE)

    assert not QuestionHour.objects.filter(room="R7").exists()


def test_a_rollout_without_templates_has_the_usual_ones(rollout_days) -> None:
    rollout_days.hour_templates.all().delete()

    opening, closing = (template(rollout_days, kind) for kind in ("oppstart", "avslutning"))

    assert (opening.opens, closing.closes) == (time(8, 30), time(15, 30))
    assert template(rollout_days, HourKind.EXTRA) is None
    assert not rollout_days.hour_templates.exists()


def test_a_minute_before_it_is_announced_an_hour_still_follows(rollout_days) -> None:
    pattern = wished(rollout_days, opens=time(8, 0))
    announced = clock(THURSDAY - timedelta(days=1), 14)

    early = told(rollout_days, pattern, announced - timedelta(seconds=1))
    late = told(rollout_days, pattern, announced)

    assert early[f"{THURSDAY}-oppstart"] == (("opens_at",), "")
    assert late[f"{THURSDAY}-oppstart"] == ((), Why.ANNOUNCED)
