"""Bringing an hour to its end: nothing is left without an end or an owner."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.events.models import Event, Topic, TopicItem
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import User
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import (
    CarryOver,
    DutyKind,
    HourKind,
    Minutes,
    Moderation,
    Names,
    Outcome,
    OwedAnswer,
    Question,
    QuestionHour,
    Section,
)
from sufflor.search.models import Document
from tests.hours import FRIDAY, MONDAY, THURSDAY, asked, clock, the_hour
from tests.threads import all_at_once

OPEN = clock(THURSDAY, 8, 40)
END = clock(THURSDAY, 9, 5)
LONG_AFTER = clock(THURSDAY, 10, 0)


@pytest.fixture
def opening(rollout_days):
    return the_hour(THURSDAY, HourKind.OPENING)


@pytest.fixture
def waiting(opening, personnel, kari):
    return asked(opening, personnel, kari, at=OPEN)


def owe(question, writer, by, was_spoken=False):
    return actions.owe_answer(
        question=question,
        writer=writer,
        due_at=clock(FRIDAY, 12),
        was_spoken=was_spoken,
        by=by,
        at=OPEN,
    )


def test_an_hour_is_not_ended_while_a_question_has_neither_end_nor_owner(
    opening, waiting, hilde_host
):
    with pytest.raises(actions.Unended) as refusal:
        actions.finish(hour=opening, by=hilde_host, at=END)

    assert refusal.value.questions == (waiting,)
    assert "1 spørsmål" in str(refusal.value)
    opening.refresh_from_db()
    assert not opening.is_finished


def test_what_is_owed_goes_on_to_the_next_hour_with_its_votes(
    opening, waiting, hilde_host, per_second_line, lars
):
    actions.vote(question=waiting, by=lars, at=OPEN)
    owe(waiting, per_second_line, hilde_host)

    actions.finish(hour=opening, by=hilde_host, at=END)

    waiting.refresh_from_db()
    closing = the_hour(THURSDAY, HourKind.CLOSING)
    assert waiting.hour == closing
    assert waiting.vote_count == waiting.votes.count() == 2
    assert queries.carried_from(closing)[waiting.pk].slug == opening.slug
    assert waiting.owed.writer == per_second_line
    assert Document.objects.get().url == f"/sporretimer/{closing.slug}/#question-{waiting.pk}"


def test_open_pages_of_both_hours_learn_that_a_question_went_on(
    opening, waiting, hilde_host, per_second_line
):
    owe(waiting, per_second_line, hilde_host)
    before = Topic.objects.get(name=opening.topic).revision

    actions.finish(hour=opening, by=hilde_host, at=END)

    closing = the_hour(THURSDAY, HourKind.CLOSING)
    assert TopicItem.objects.get(topic=opening.topic, item=waiting.pk).change_revision > before
    there = TopicItem.objects.get(topic=closing.topic, item=waiting.pk)
    assert (there.count, there.change_revision) == (1, 1)


def test_the_last_hour_leaves_what_is_owed_with_its_owner(
    rollout_days, personnel, kari, hilde_host, per_second_line
):
    last = the_hour(MONDAY, HourKind.CLOSING)
    question = asked(last, personnel, kari, at=clock(MONDAY, 15, 10))
    owe(question, per_second_line, hilde_host)

    actions.finish(hour=last, by=hilde_host, at=clock(MONDAY, 15, 40))

    question.refresh_from_db()
    assert question.hour == last
    assert Minutes.objects.get().items.get().outcome == Outcome.OWED


def test_the_agenda_is_frozen_into_minutes_with_what_became_of_each(
    opening, personnel, kari, hilde_host, per_second_line
):
    answered, spoken, left, merged = (
        asked(opening, personnel, kari, text, at=clock(THURSDAY, 8, minute))
        for minute, text in enumerate(("A?", "B?", "C?", "D?"))
    )
    actions.answer(question=answered, text="Ja.", by=hilde_host, at=OPEN)
    owe(spoken, per_second_line, hilde_host, was_spoken=True)
    owe(left, per_second_line, hilde_host)
    actions.merge(question=merged, into=answered, by=hilde_host, at=OPEN)

    minutes = actions.finish(hour=opening, by=hilde_host, at=END)

    items = {item.question_id: (item.section, item.outcome) for item in minutes.items.all()}
    assert items == {
        answered.pk: (Section.QUESTIONS, Outcome.ANSWERED),
        spoken.pk: (Section.QUESTIONS, Outcome.OWED),
        left.pk: (Section.CARRIED, Outcome.CARRIED),
        merged.pk: (Section.QUESTIONS, Outcome.MERGED),
    }


def test_ending_twice_is_the_same_as_ending_once(opening, hilde_host):
    first = actions.finish(hour=opening, by=hilde_host, at=END)
    again = actions.finish(hour=opening, by=hilde_host, at=END + timedelta(minutes=1))

    assert first == again
    opening.refresh_from_db()
    assert (opening.finished_at, opening.finished_by) == (END, hilde_host)
    assert Event.objects.filter(verb="hour.finished").count() == 1


@pytest.mark.usefixtures("on_disk")
def test_two_hosts_who_end_at_once_make_one_end(opening, waiting, hilde_host, per_second_line):
    owe(waiting, per_second_line, hilde_host)
    made = []

    def end():
        made.append(actions.finish(hour=opening, by=hilde_host, at=END).pk)

    assert all_at_once([end] * 4) == []

    assert made == [opening.pk] * 4
    assert CarryOver.objects.count() == 1
    assert Event.objects.filter(verb="hour.finished").count() == 1


def test_an_hour_that_ends_early_closes_and_the_next_one_takes_questions_at_once(
    opening, hilde_host
):
    early = clock(THURSDAY, 8, 50)

    actions.finish(hour=opening, by=hilde_host, at=early)

    opening.refresh_from_db()
    closing = the_hour(THURSDAY, HourKind.CLOSING)
    assert not opening.collects(early)
    assert closing.collects(early)


def test_an_hour_that_has_not_begun_or_is_called_off_is_not_ended(opening, pia_planner, hilde_host):
    with pytest.raises(actions.NotBegun):
        actions.finish(hour=opening, by=hilde_host, at=opening.opens_at)

    actions.cancel_hour(hour=opening, reason="Strømbrudd", by=pia_planner, at=OPEN)
    with pytest.raises(actions.IsCancelled):
        actions.finish(hour=opening, by=hilde_host, at=END)


def test_only_a_host_ends_an_hour(opening, pia_planner, ola_adviser):
    for person in (pia_planner, ola_adviser):
        with pytest.raises(NotAllowed):
            actions.finish(hour=opening, by=person, at=END)


def test_what_no_host_has_read_stays_out_of_sight_in_the_next_hour(
    opening, personnel, kari, hilde_host, per_second_line
):
    QuestionHour.objects.filter(pk=opening.pk).update(moderation=Moderation.BEFORE)
    opening.refresh_from_db()
    asked(opening, personnel, kari, at=OPEN)
    actions.share_out(hour=opening, by=hilde_host, at=OPEN)

    actions.finish(hour=opening, by=hilde_host, at=END)

    assert the_hour(THURSDAY, HourKind.CLOSING).moderation == Moderation.AFTER
    assert Question.objects.public().count() == 0
    assert Document.objects.count() == 0


def test_what_everyone_could_read_stays_so_where_hosts_read_first(
    opening, waiting, hilde_host, per_second_line
):
    closing = the_hour(THURSDAY, HourKind.CLOSING)
    QuestionHour.objects.filter(pk=closing.pk).update(moderation=Moderation.BEFORE)
    owe(waiting, per_second_line, hilde_host)

    actions.finish(hour=opening, by=hilde_host, at=END)

    assert Question.objects.public().get() == waiting


def test_the_clock_ends_an_hour_that_its_host_left_open(opening, waiting, hilde_host):
    actions.give_duty(
        hour=opening, person=hilde_host, kind=DutyKind.HOST, area=None, by=hilde_host, at=OPEN
    )

    assert actions.finish_by_clock(hour=opening, at=LONG_AFTER - timedelta(seconds=1)) is None
    assert queries.left_open(LONG_AFTER) == [opening]
    minutes = actions.finish_by_clock(hour=opening, at=LONG_AFTER)

    assert minutes == actions.finish_by_clock(hour=opening, at=LONG_AFTER)
    opening.refresh_from_db()
    waiting.refresh_from_db()
    assert (opening.finished_at, opening.finished_by) == (LONG_AFTER, None)
    assert (waiting.owed.writer, waiting.owed.by) == (hilde_host, None)
    assert waiting.owed.due_at == clock(FRIDAY, 12)
    assert waiting.hour.kind == HourKind.CLOSING
    assert queries.left_open(LONG_AFTER) == []


def test_the_clock_finds_whoever_is_nearest(
    opening, waiting, per_second_line, ola_adviser, hilde_host, personnel, pia_planner
):
    def found():
        OwedAnswer.objects.all().delete()
        actions.share_out(hour=opening, by=hilde_host, at=OPEN)
        return OwedAnswer.objects.get().writer

    assert found() == per_second_line

    actions.give_duty(
        hour=opening,
        person=ola_adviser,
        kind=DutyKind.ANSWERER,
        area=personnel,
        by=pia_planner,
        at=OPEN,
    )
    assert found() == ola_adviser

    User.objects.filter(pk__in=[ola_adviser.pk, per_second_line.pk]).update(is_active=False)
    assert found() == pia_planner


def test_an_answer_that_is_owed_over_a_weekend_is_due_on_monday(
    rollout_days, personnel, kari, per_second_line
):
    closing = the_hour(FRIDAY, HourKind.CLOSING)
    question = asked(closing, personnel, kari, at=clock(FRIDAY, 15, 10))

    actions.finish_by_clock(hour=closing, at=clock(FRIDAY, 16, 30))

    question.refresh_from_db()
    assert question.owed.due_at == clock(MONDAY, 12)
    assert question.hour == the_hour(MONDAY, HourKind.OPENING)


def test_a_question_that_comes_back_after_the_end_is_not_lost(
    opening, waiting, hilde_host, per_second_line
):
    actions.decline(question=waiting, reason="Gjelder én sak", by=hilde_host, at=OPEN)
    actions.finish(hour=opening, by=hilde_host, at=END)
    actions.take_up_again(question=waiting, by=hilde_host, at=END)

    assert queries.with_strays(LONG_AFTER) == [opening]
    actions.finish_by_clock(hour=opening, at=LONG_AFTER)

    waiting.refresh_from_db()
    assert waiting.hour.kind == HourKind.CLOSING
    assert rules.has_owner(waiting)
    assert queries.with_strays(LONG_AFTER) == []


def test_sharing_out_lets_the_hour_end(opening, waiting, hilde_host, per_second_line):
    assert actions.share_out(hour=opening, by=hilde_host, at=OPEN) == 1
    assert actions.share_out(hour=opening, by=hilde_host, at=OPEN) == 0

    actions.finish(hour=opening, by=hilde_host, at=END)


def test_a_name_that_was_not_to_be_shown_is_not_shown_in_the_next_hour_either(
    opening, waiting, personnel, kari, hilde_host, per_second_line
):
    closing = the_hour(THURSDAY, HourKind.CLOSING)
    QuestionHour.objects.filter(pk=closing.pk).update(names=Names.EVERYONE)
    owe(waiting, per_second_line, hilde_host)
    actions.finish(hour=opening, by=hilde_host, at=END)
    asked(closing, personnel, kari, "Åpent spørsmål?", at=LONG_AFTER)

    found = queries.find_hour(closing.slug)
    rows = {row.text: row.asker for row in queries.hour_page(found, kari, LONG_AFTER).rows}

    assert rows == {waiting.text: "", "Åpent spørsmål?": kari.full_name}
