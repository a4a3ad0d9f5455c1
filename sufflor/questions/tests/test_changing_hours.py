"""An hour that is moved, called off, held after all, or held beside another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sufflor.events.models import Event, Topic
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions, queries
from sufflor.questions.actions import HourWish
from sufflor.questions.models import (
    CarryOver,
    HourKind,
    Moderation,
    Names,
    Question,
    QuestionHour,
)
from sufflor.rollout.actions import Wording
from tests.hours import FRIDAY, MONDAY, THURSDAY, WEEKS_BEFORE, asked, clock, the_hour

MORNING = clock(THURSDAY, 8, 0)


@pytest.fixture
def opening(rollout_days):
    return the_hour(THURSDAY, HourKind.OPENING)


def change(hour, by, at=WEEKS_BEFORE, **wanted):
    wish = replace(HourWish.of(hour), **wanted)
    return actions.change_hour(hour=hour, wanted=wish, by=by, at=at)


def add(rollout, by, opens_at, closes_at, at=WEEKS_BEFORE, video_url=""):
    return actions.add_hour(
        rollout=rollout,
        title="Ekstra om roller",
        opens_at=opens_at,
        closes_at=closes_at,
        room="R2",
        video_url=video_url,
        by=by,
        at=at,
    )


def test_an_hour_gets_another_place_and_way_of_working(opening, hilde_host):
    changed = change(
        opening,
        hilde_host,
        title="  Felles  oppstart for ledere ",
        room="R7",
        video_url="https://video.example/x",
        names=Names.UNIT,
    )

    changed.refresh_from_db()
    assert (changed.title, changed.room) == ("Felles oppstart for ledere", "R7")
    assert (changed.changed_at, changed.changed_by) == (WEEKS_BEFORE, hilde_host)
    assert list(Event.objects.filter(verb__startswith="hour.").values_list("verb", flat=True)) == [
        "hour.changed"
    ]
    assert Topic.objects.get(name=opening.topic).revision == 1


def test_a_wish_that_changes_nothing_leaves_the_hour_untouched(opening, hilde_host):
    change(opening, hilde_host)

    opening.refresh_from_db()
    assert opening.changed_at is None
    assert not Event.objects.filter(verb="hour.changed").exists()


def test_an_hour_that_is_moved_takes_its_neighbors_along(opening, pia_planner):
    change(opening, pia_planner, opens_at=clock(THURSDAY, 9), closes_at=clock(THURSDAY, 10))

    assert the_hour(THURSDAY, HourKind.CLOSING).collects_from == clock(THURSDAY, 10)
    assert Event.objects.get(verb="hour.moved").about.endswith(f":{opening.pk}")


def test_an_hour_may_move_to_another_day_and_planning_makes_no_second_one(
    rollout_days, pia_planner
):
    moved = the_hour(FRIDAY, HourKind.CLOSING)
    saturday = FRIDAY + timedelta(days=1)
    change(moved, pia_planner, opens_at=clock(saturday, 12), closes_at=clock(saturday, 13))

    actions.change_rollout(
        rollout=rollout_days,
        wording=Wording(name="Elements"),
        dates=[THURSDAY, FRIDAY, saturday, MONDAY],
        policies=[],
        by=pia_planner,
        at=WEEKS_BEFORE,
    )

    closings = QuestionHour.objects.filter(kind=HourKind.CLOSING)
    assert list(closings.values_list("date", flat=True)) == [THURSDAY, saturday, MONDAY]


def test_a_day_has_one_hour_of_a_kind(opening, pia_planner):
    with pytest.raises(actions.DayHasOne):
        change(opening, pia_planner, opens_at=clock(FRIDAY, 10), closes_at=clock(FRIDAY, 11))


def test_times_that_cannot_be_are_refused(opening, pia_planner):
    wrong = (
        (MORNING, clock(THURSDAY, 9), clock(THURSDAY, 9), actions.ClosesBeforeItOpens),
        (MORNING, clock(THURSDAY, 7), clock(THURSDAY, 9), actions.InThePast),
        (MORNING, clock(THURSDAY, 14), clock(THURSDAY, 15, 1), actions.TimeTaken),
        (clock(THURSDAY, 8, 45), opening.opens_at, clock(THURSDAY, 8, 40), actions.InThePast),
        (clock(THURSDAY, 9), clock(THURSDAY, 10), clock(THURSDAY, 11), actions.HourIsOver),
    )
    for at, opens_at, closes_at, refusal in wrong:
        with pytest.raises(refusal):
            change(opening, pia_planner, at=at, opens_at=opens_at, closes_at=closes_at)


def test_an_hour_that_goes_on_may_be_given_another_end(opening, pia_planner):
    change(opening, pia_planner, at=clock(THURSDAY, 8, 50), closes_at=clock(THURSDAY, 9, 15))

    assert the_hour(THURSDAY, HourKind.CLOSING).collects_from == clock(THURSDAY, 9, 15)


def test_the_room_of_an_hour_that_is_over_can_still_be_mended(opening, pia_planner):
    change(opening, pia_planner, at=clock(FRIDAY, 9), room="R1")

    assert the_hour(THURSDAY, HourKind.OPENING).room == "R1"


@pytest.mark.parametrize("address", ["ftp://x.example/", "javascript:alert(1)", "video", "//x"])
def test_a_video_link_is_a_web_address(opening, pia_planner, address):
    with pytest.raises(actions.NotALink):
        change(opening, pia_planner, video_url=address)


def test_names_are_never_shown_to_more_than_was_promised(opening, personnel, kari, hilde_host):
    asked(opening, personnel, kari, at=MORNING)

    with pytest.raises(actions.AskedInTrust):
        change(opening, hilde_host, at=MORNING, names=Names.UNIT)


def test_names_may_always_be_shown_to_fewer(opening, personnel, kari, hilde_host):
    change(opening, hilde_host, names=Names.EVERYONE)
    asked(opening, personnel, kari, at=MORNING)

    opening.refresh_from_db()
    change(opening, hilde_host, at=MORNING, names=Names.HOSTS_ONLY)

    assert the_hour(THURSDAY, HourKind.OPENING).names == Names.HOSTS_ONLY


def test_questions_stay_as_seen_as_they_were_when_moderation_changes(
    opening, personnel, kari, hilde_host
):
    seen = asked(opening, personnel, kari, "Vist?", at=MORNING)
    change(opening, hilde_host, at=MORNING, moderation=Moderation.BEFORE)
    opening.refresh_from_db()
    asked(opening, personnel, kari, "Ikke lest?", at=MORNING)
    assert Question.objects.public().get() == seen

    change(opening, hilde_host, at=MORNING, moderation=Moderation.AFTER)
    assert Question.objects.public().get() == seen


def test_what_was_asked_in_an_hour_that_is_called_off_waits_in_the_next(
    opening, personnel, kari, lars, hilde_host
):
    question = asked(opening, personnel, kari, at=MORNING)

    actions.cancel_hour(hour=opening, reason=" Verten er  syk ", by=hilde_host, at=MORNING)

    question.refresh_from_db()
    opening.refresh_from_db()
    assert (opening.cancelled_at, opening.cancelled_why) == (MORNING, "Verten er syk")
    assert question.hour == the_hour(THURSDAY, HourKind.CLOSING)
    assert question.hour.collects(MORNING)
    actions.vote(question=question, by=lars, at=MORNING)
    actions.answer(question=question, text="Ja.", by=hilde_host, at=MORNING)


def test_the_last_hour_that_is_called_off_keeps_its_questions_and_they_can_be_answered(
    rollout_days, personnel, kari, hilde_host, per_second_line
):
    last = the_hour(MONDAY, HourKind.CLOSING)
    question = asked(last, personnel, kari, at=clock(MONDAY, 10))

    actions.cancel_hour(hour=last, reason="Ingen trengs", by=hilde_host, at=clock(MONDAY, 11))
    for hour in queries.with_strays(clock(MONDAY, 16, 30)):
        actions.finish_by_clock(hour=hour, at=clock(MONDAY, 16, 30))

    question.refresh_from_db()
    assert question.hour == last
    assert question.owed.writer == per_second_line
    actions.answer(question=question, text="Ja.", by=hilde_host, at=clock(MONDAY, 17))


def test_calling_off_twice_is_the_same_as_once(opening, hilde_host):
    for reason in ("Første", "Andre"):
        actions.cancel_hour(hour=opening, reason=reason, by=hilde_host, at=MORNING)

    opening.refresh_from_db()
    assert opening.cancelled_why == "Første"
    assert Event.objects.get(verb="hour.cancelled").details == {"reason": "Første"}


def test_calling_off_needs_a_reason_and_an_hour_to_come(opening, hilde_host):
    for reason in ("", "x" * 301):
        with pytest.raises(actions.NoReasonGiven):
            actions.cancel_hour(hour=opening, reason=reason, by=hilde_host, at=MORNING)
    with pytest.raises(actions.HourIsOver):
        actions.cancel_hour(hour=opening, reason="For sent", by=hilde_host, at=opening.closes_at)


def test_an_hour_that_is_held_after_all_gets_its_questions_back(
    opening, personnel, kari, hilde_host
):
    before = asked(opening, personnel, kari, "Før?", at=MORNING)
    actions.cancel_hour(hour=opening, reason="Syk", by=hilde_host, at=MORNING)
    between = asked(the_hour(THURSDAY, HourKind.CLOSING), personnel, kari, "Imens?", at=MORNING)

    for _ in range(2):
        actions.hold_again(hour=opening, by=hilde_host, at=MORNING)

    opening.refresh_from_db()
    assert (opening.is_cancelled, opening.cancelled_why) == (False, "")
    assert set(opening.questions.all()) == {before, between}
    assert list(CarryOver.objects.values_list("question", flat=True)) == [between.pk]
    assert Event.objects.filter(verb="hour.held_again").count() == 1


def test_an_hour_whose_place_is_taken_is_not_held_after_all(opening, rollout_days, pia_planner):
    actions.cancel_hour(hour=opening, reason="Syk", by=pia_planner, at=WEEKS_BEFORE)
    add(rollout_days, pia_planner, clock(THURSDAY, 8, 45), clock(THURSDAY, 9, 15))

    with pytest.raises(actions.TimeTaken):
        actions.hold_again(hour=opening, by=pia_planner, at=WEEKS_BEFORE)


def test_planning_does_not_hold_again_what_was_called_off(opening, rollout_days, pia_planner):
    actions.cancel_hour(hour=opening, reason="Syk", by=pia_planner, at=WEEKS_BEFORE)

    actions.plan_hours(rollout=rollout_days, by=pia_planner, at=WEEKS_BEFORE)

    assert QuestionHour.objects.get(date=THURSDAY, kind=HourKind.OPENING) == opening


def test_an_hour_can_be_held_twice_a_day_and_takes_up_what_waits(
    opening, rollout_days, pia_planner, personnel, kari
):
    closing = the_hour(THURSDAY, HourKind.CLOSING)
    question = asked(closing, personnel, kari, at=clock(THURSDAY, 10))

    extra = add(
        rollout_days,
        pia_planner,
        clock(THURSDAY, 12),
        clock(THURSDAY, 13),
        at=clock(THURSDAY, 11),
    )

    closing.refresh_from_db()
    question.refresh_from_db()
    assert (extra.slug, extra.title) == ("2026-10-29-ekstra", "Ekstra om roller")
    assert extra.collects_from == opening.closes_at
    assert closing.collects_from == extra.closes_at
    assert question.hour == extra
    again = add(rollout_days, pia_planner, clock(THURSDAY, 13), clock(THURSDAY, 14))
    assert again.slug == "2026-10-29-ekstra-2"


def test_an_extra_hour_that_cannot_be_is_refused(rollout_days, pia_planner):
    wrong = (
        (clock(FRIDAY, 12), clock(FRIDAY, 11), "", actions.ClosesBeforeItOpens),
        (clock(FRIDAY, 8), clock(FRIDAY, 8, 31), "", actions.TimeTaken),
        (WEEKS_BEFORE, clock(FRIDAY, 8), "", actions.InThePast),
        (clock(FRIDAY, 12), clock(FRIDAY, 13), "mailto:x@example.org", actions.NotALink),
    )
    for opens_at, closes_at, address, refusal in wrong:
        with pytest.raises(refusal):
            add(rollout_days, pia_planner, opens_at, closes_at, video_url=address)

    assert not QuestionHour.objects.filter(kind=HourKind.EXTRA).exists()


def test_hours_are_arranged_by_hosts_and_planners_and_added_by_planners(
    opening, rollout_days, kari, ola_adviser, hilde_host
):
    for person in (kari, ola_adviser):
        for deed in (
            lambda who: change(opening, who, room="X"),
            lambda who: actions.cancel_hour(hour=opening, reason="X", by=who, at=MORNING),
            lambda who: actions.hold_again(hour=opening, by=who, at=MORNING),
            lambda who: actions.say_status(hour=opening, text="X", by=who, at=MORNING),
        ):
            with pytest.raises(NotAllowed):
                deed(person)
    with pytest.raises(NotAllowed):
        add(rollout_days, hilde_host, clock(FRIDAY, 12), clock(FRIDAY, 13))


def test_the_status_is_said_and_open_pages_learn_of_it(opening, hilde_host):
    for _ in range(2):
        actions.say_status(hour=opening, text="Alt er flyttet.\r\n", by=hilde_host, at=MORNING)

    opening.refresh_from_db()
    assert opening.status_text == "Alt er flyttet."
    assert opening.changed_at is None
    assert Topic.objects.get(name=opening.topic).revision == 1
    with pytest.raises(actions.StatusTooLong):
        actions.say_status(hour=opening, text="x" * 4001, by=hilde_host, at=MORNING)
