"""Minutes are frozen when the hour ends, and never out of date."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.events.models import Event, Topic
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions, queries
from sufflor.questions.models import (
    HourKind,
    MinutesEdit,
    Outcome,
    Question,
    QuestionKind,
    Section,
)
from sufflor.questions.rules import State
from tests.hours import FRIDAY, THURSDAY, asked, clock, the_hour

OPEN, END = clock(THURSDAY, 8, 40), clock(THURSDAY, 9, 5)
LATER = clock(THURSDAY, 11)


@pytest.fixture
def opening(rollout_days):
    return the_hour(THURSDAY, HourKind.OPENING)


@pytest.fixture
def answered(opening, personnel, kari, hilde_host):
    question = asked(opening, personnel, kari, "Hvor er sakene?", at=OPEN)
    actions.answer(question=question, text="Under Søk.", by=hilde_host, at=OPEN)
    return question


@pytest.fixture
def owed(opening, personnel, kari, hilde_host, per_second_line):
    question = asked(opening, personnel, kari, "Hvem ser mappen?", at=OPEN)
    actions.share_out(hour=opening, by=hilde_host, at=OPEN)
    return question


@pytest.fixture
def minutes(opening, answered, owed, hilde_host):
    actions.say_status(hour=opening, text="Alt er flyttet.", by=hilde_host, at=OPEN)
    return actions.finish(hour=opening, by=hilde_host, at=END)


def row(hour, question):
    return next(row for row in queries.minutes(hour).rows if row.question == question.pk)


def test_an_hour_that_goes_on_has_no_minutes(opening):
    assert queries.minutes(opening) is None


def test_minutes_say_what_was_answered_and_which_unit_follows_up(
    opening, minutes, answered, owed, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        page = queries.minutes(opening)

    assert (page.text, page.frozen_at) == ("Alt er flyttet.", END)
    assert [part.section for part in page.parts] == [Section.QUESTIONS, Section.CARRIED]
    first, second = page.rows
    assert (first.words, first.outcome, first.unit) == (
        "Hvor er sakene?",
        Outcome.ANSWERED,
        "Dokumentasjonsforvaltningen",
    )
    assert first.url.startswith(f"/svar/{answered.pk}-")
    assert (second.words, second.outcome, second.unit) == (
        "Hvem ser mappen?",
        Outcome.CARRIED,
        "HR-avdelingen",
    )
    assert second.url == f"/sporretimer/2026-10-29-avslutning/#question-{owed.pk}"
    assert second.due_at == clock(FRIDAY, 12)


def test_minutes_name_nobody(opening, minutes, kari, hilde_host, per_second_line):
    said = repr(queries.minutes(opening))

    for person in (kari, hilde_host, per_second_line):
        assert person.last_name not in said


def test_an_answer_that_comes_later_is_linked_though_the_minutes_are_frozen(
    opening, minutes, owed, per_second_line
):
    actions.answer(question=owed, text="Bare lederen.", by=per_second_line, at=LATER)

    found = row(opening, owed)
    assert (found.outcome, found.was_answered_later) == (Outcome.CARRIED, True)
    assert (found.answered_at, found.due_at) == (LATER, None)
    assert found.url.startswith(f"/svar/{owed.pk}-")


def test_a_question_taken_from_the_public_shows_only_that_it_was(
    opening, minutes, answered, hilde_host
):
    actions.move_to_request(question=answered, why="Gjelder én ansatt", by=hilde_host, at=LATER)

    found = row(opening, answered)

    assert found.outcome == Outcome.MOVED
    assert (found.words, found.url, found.unit, found.state) == ("", "", "", State.MOVED)
    assert "sakene" not in repr(queries.minutes(opening))


def test_a_question_that_is_hidden_is_hidden_here_too(opening, minutes, owed, hilde_host):
    actions.hide(question=owed, by=hilde_host, at=LATER)

    found = row(opening, owed)
    assert (found.words, found.url, found.state) == ("", "", State.HIDDEN)
    assert "mappen" not in repr(queries.minutes(opening))


def test_a_declined_question_is_minuted_without_its_words(opening, personnel, kari, hilde_host):
    question = asked(opening, personnel, kari, "Privat ord?", at=OPEN)
    actions.decline(question=question, reason="Gjelder én sak", by=hilde_host, at=OPEN)

    actions.finish(hour=opening, by=hilde_host, at=END)

    found = row(opening, question)
    assert (found.words, found.outcome) == ("", Outcome.DECLINED)


def test_a_merged_question_leads_to_the_one_that_stands_for_it(
    opening, answered, personnel, kari, hilde_host
):
    alike = asked(opening, personnel, kari, "Hvor ligger sakene mine?", at=OPEN)
    actions.merge(question=alike, into=answered, by=hilde_host, at=OPEN)

    actions.finish(hour=opening, by=hilde_host, at=END)

    found = row(opening, alike)
    assert (found.words, found.outcome) == ("Hvor ligger sakene mine?", Outcome.MERGED)
    assert found.url == row(opening, answered).url


def test_a_closing_minutes_each_question_once(rollout_days, personnel, kari, hilde_host):
    closing = the_hour(THURSDAY, HourKind.CLOSING)
    asked(closing, personnel, kari, "Rest?", at=LATER)
    wrong = asked(closing, personnel, kari, "Feil", at=LATER)
    Question.objects.filter(pk=wrong.pk).update(kind=QuestionKind.ERROR)
    actions.share_out(hour=closing, by=hilde_host, at=clock(THURSDAY, 15, 20))

    actions.finish(hour=closing, by=hilde_host, at=clock(THURSDAY, 15, 31))

    page = queries.minutes(closing)
    assert [(part.section, [row.words for row in part.rows]) for part in page.parts] == [
        (Section.KNOWN_ERRORS, ["Feil"]),
        (Section.CARRIED, ["Rest?"]),
    ]


def test_minutes_are_mended_on_top_and_for_one_question_and_keep_what_they_said(
    opening, minutes, answered, hilde_host
):
    item = minutes.items.get(question=answered)

    for place, text, stamp in (
        (None, "Alt er flyttet, unntatt to mapper.", minutes.stamp),
        (item, "Vises også i filmen.", item.stamp),
    ):
        actions.edit_minutes(
            minutes=minutes, item=place, text=text, seen=stamp, by=hilde_host, at=LATER
        )

    page = queries.minutes(opening)
    assert page.text == "Alt er flyttet, unntatt to mapper."
    assert page.edited_at == LATER
    assert row(opening, answered).text == "Vises også i filmen."
    edits = MinutesEdit.objects.values_list("item", "text_before", "by")
    assert list(edits) == [(None, "Alt er flyttet.", hilde_host.pk), (item.pk, "", hilde_host.pk)]
    assert Event.objects.filter(verb="minutes.edited").count() == 2


def test_two_who_mend_the_same_words_do_not_overwrite_each_other(minutes, hilde_host, anne_admin):
    seen = minutes.stamp
    actions.edit_minutes(
        minutes=minutes, item=None, text="Først.", seen=seen, by=hilde_host, at=LATER
    )

    with pytest.raises(actions.MinutesEditedMeanwhile):
        actions.edit_minutes(
            minutes=minutes, item=None, text="Så.", seen=seen, by=anne_admin, at=LATER
        )
    # The same words sent twice are no second edit.
    actions.edit_minutes(
        minutes=minutes, item=None, text="Først.", seen=seen, by=hilde_host, at=LATER
    )

    minutes.refresh_from_db()
    assert minutes.text == "Først."
    assert MinutesEdit.objects.count() == 1


def test_only_a_host_mends_minutes_and_they_have_a_limit(minutes, pia_planner, hilde_host):
    def mend(by, text):
        actions.edit_minutes(
            minutes=minutes, item=None, text=text, seen=minutes.stamp, by=by, at=LATER
        )

    with pytest.raises(NotAllowed):
        mend(pia_planner, "Jeg også.")
    with pytest.raises(actions.MinutesTooLong):
        mend(hilde_host, "x" * 8001)


def test_open_pages_learn_of_minutes_and_of_their_mending(opening, minutes, hilde_host):
    before = Topic.objects.get(name=opening.topic).revision

    actions.edit_minutes(
        minutes=minutes, item=None, text="Nytt.", seen=minutes.stamp, by=hilde_host, at=LATER
    )

    assert Topic.objects.get(name=opening.topic).revision == before + 1


def test_what_is_owed_is_listed_with_what_is_overdue_first(
    opening, minutes, owed, personnel, kari, hilde_host, per_second_line, ola_adviser
):
    closing = the_hour(THURSDAY, HourKind.CLOSING)
    fresh = asked(closing, personnel, kari, "Ny?", at=LATER)
    actions.share_out(hour=closing, by=hilde_host, at=clock(FRIDAY, 12))

    at = clock(FRIDAY, 12) + timedelta(minutes=1)
    found = queries.owed(at)

    assert [(one.question, one.is_overdue) for one in found] == [(owed, True), (fresh, False)]
    assert found[0].hour == closing
    assert found[0].writer == per_second_line
    assert queries.owed_count(at) == queries.OwedCount(total=2, overdue=1)
    assert queries.owed(at, ola_adviser) == []
    actions.answer(question=owed, text="Ja.", by=hilde_host, at=at)
    assert [one.question for one in queries.owed(at)] == [fresh]
