"""Notices that are written now and shown later, by the clock alone; or changed, or called off."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sufflor.announcements import actions, queries
from sufflor.announcements.actions import (
    AlreadyShown,
    CriticalForHowLong,
    NotShownYet,
    TimeHasPassed,
    Withdrawn,
    Wording,
)
from sufflor.announcements.models import Notice, Tag
from sufflor.events.models import Event
from sufflor.events.queries import revisions
from sufflor.lib.refusals import NotAllowed
from sufflor.search.models import Document
from tests.cast import MORNING

NOON = MORNING + timedelta(hours=4)
JUST_BEFORE = NOON - timedelta(microseconds=1)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def told(eva_editor, hr_department) -> dict[str, object]:
    wording = Wording("ePhorte stenges", "I kveld.")
    return {"wording": wording, "unit": hr_department, "contact": "DOKU", "by": eva_editor}


@pytest.fixture
def planned(told) -> Notice:
    return actions.post(**told, tags=[Tag.ROUTINE], show_at=NOON, at=MORNING)


def channel(at: datetime) -> list[Notice]:
    return list(queries.channel(at))


def released(at: datetime) -> bool:
    """The only notice that there is, as the worker does it again and again."""
    return actions.release(notice=Notice.objects.get(), by=None, at=at)


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_nobody_sees_it_until_its_time_and_then_everybody_does(planned) -> None:
    revision = revisions(["notices"])["notices"]

    for at, shown in ((JUST_BEFORE, []), (NOON, [planned])):
        assert channel(at) == shown
        assert [line.pk for line in queries.latest(at, 2, revision)] == [each.pk for each in shown]
    assert list(queries.planned(JUST_BEFORE)) == [planned]
    assert not queries.planned(NOON).exists()


def test_a_planned_critical_notice_becomes_a_band_by_the_clock_and_ends_by_it(told) -> None:
    notice = actions.post(**told, show_at=NOON, critical_until=LATER, at=MORNING)
    revision = revisions(["chrome"])["chrome"]

    seen = [queries.critical(at, revision) for at in (MORNING, JUST_BEFORE, NOON, LATER)]

    assert [[line.pk for line in lines] for lines in seen] == [[], [], [notice.pk], []]


def test_many_planned_notices_do_not_hide_what_is_shown(told, eva_editor) -> None:
    shown = actions.post(**told, at=MORNING)
    for number in range(queries.MOST_LINES + 1):
        later = told | {"wording": Wording(f"Melding {number}", "Senere.")}
        actions.post(**later, show_at=NOON + timedelta(minutes=number), at=MORNING)

    assert [line.pk for line in queries.latest(MORNING, 2, 1)] == [shown.pk]


def test_those_who_are_told_hear_of_it_when_it_is_shown_and_once(planned, eva_editor) -> None:
    assert verbs() == ["notice.planned"]
    assert not released(JUST_BEFORE)
    assert not Document.objects.exists()

    assert [released(at) for at in (NOON, LATER)] == [True, False]
    assert verbs() == ["notice.planned", "notice.posted"]
    posted = Event.objects.get(verb="notice.posted")
    assert (posted.at, posted.by) == (NOON, f"organization.user:{eva_editor.pk}")
    assert Document.objects.get().title == "ePhorte stenges"


def test_a_release_that_comes_late_tells_what_stands_there_by_then(planned, eva_editor) -> None:
    better = Wording("ePhorte stenges", "I morgen.")
    actions.correct(notice=planned, wording=better, reason="Feil dag", by=eva_editor, at=NOON)

    released(LATER)

    assert Document.objects.get().body == "I morgen."
    assert verbs() == ["notice.planned", "notice.corrected", "notice.posted"]


def test_what_was_critical_is_not_so_any_more_when_the_release_is_too_late(told) -> None:
    actions.post(**told, show_at=NOON, critical_until=LATER, at=MORNING)

    released(LATER)

    assert Event.objects.get(verb="notice.posted").details["critical"] is False


def test_a_planned_notice_is_changed_without_a_trail(planned, told, hr_department) -> None:
    other = told | {"wording": Wording("ePhorte stenges", "I morgen."), "contact": "HR"}

    actions.change_planned(
        notice=planned, **other, tags=[Tag.DISRUPTION], show_at=LATER, at=JUST_BEFORE
    )

    planned.refresh_from_db()
    assert (planned.body, planned.contact, planned.published_at) == ("I morgen.", "HR", LATER)
    assert [each.tag for each in planned.tags.all()] == [Tag.DISRUPTION]
    assert not planned.corrections.exists()
    assert channel(NOON) == []
    assert verbs() == ["notice.planned", "notice.changed"]


def test_what_was_planned_may_be_posted_at_once(planned, told) -> None:
    actions.change_planned(notice=planned, **told, at=MORNING)

    assert channel(MORNING) == [planned]
    assert verbs() == ["notice.planned", "notice.changed", "notice.posted"]
    assert not released(LATER)


def test_what_was_to_be_critical_and_is_not_leaves_every_page(told) -> None:
    notice = actions.post(**told, show_at=NOON, critical_until=LATER, at=MORNING)

    actions.change_planned(notice=notice, **told, show_at=NOON, at=MORNING)

    revision = revisions(["chrome"])["chrome"]
    assert revision == 2
    assert queries.critical(NOON, revision) == ()


def test_what_is_called_off_is_never_shown_and_stays_in_the_records(planned, eva_editor) -> None:
    for _ in range(2):
        actions.call_off(notice=planned, by=eva_editor, at=MORNING)

    planned.refresh_from_db()
    assert planned.is_called_off
    assert channel(LATER) == []
    assert not released(LATER)
    assert list(queries.written(MORNING)) == [planned]
    assert verbs() == ["notice.planned", "notice.called_off"]


def test_from_its_time_on_it_is_corrected_and_withdrawn_as_others(planned, told) -> None:
    with pytest.raises(AlreadyShown):
        actions.change_planned(notice=planned, **told, show_at=LATER, at=NOON)
    with pytest.raises(AlreadyShown):
        actions.call_off(notice=planned, by=told["by"], at=NOON)

    actions.withdraw(notice=planned, by=told["by"], at=NOON)

    planned.refresh_from_db()
    assert planned.is_withdrawn
    assert not planned.is_called_off
    assert not released(LATER)


def test_until_then_it_is_neither_corrected_pinned_nor_withdrawn(planned, told) -> None:
    editor = told["by"]
    wording = Wording("Nytt", "Nytt.")
    for deed in (
        lambda: actions.correct(notice=planned, wording=wording, reason="x", by=editor, at=MORNING),
        lambda: actions.pin(notice=planned, by=editor, at=MORNING),
        lambda: actions.withdraw(notice=planned, by=editor, at=MORNING),
    ):
        with pytest.raises(NotShownYet):
            deed()

    assert verbs() == ["notice.planned"]


def test_what_was_called_off_is_not_changed_back(planned, told) -> None:
    actions.call_off(notice=planned, by=told["by"], at=MORNING)

    with pytest.raises(Withdrawn):
        actions.change_planned(notice=planned, **told, show_at=LATER, at=MORNING)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"show_at": MORNING}, TimeHasPassed),
        ({"show_at": MORNING - timedelta(days=1)}, TimeHasPassed),
        ({"show_at": NOON, "critical_until": NOON}, CriticalForHowLong),
    ],
)
def test_a_time_that_has_passed_is_no_plan(told, more, refusal) -> None:
    with pytest.raises(refusal):
        actions.post(**told, **more, at=MORNING)

    assert not Notice.objects.exists()


def test_planning_twice_is_planning_once(planned, told) -> None:
    again = actions.post(**told, show_at=NOON, at=MORNING + timedelta(minutes=5))

    assert again == planned
    assert verbs() == ["notice.planned"]


def test_only_those_who_post_plan(planned, told, kari) -> None:
    with pytest.raises(NotAllowed):
        actions.change_planned(notice=planned, **told | {"by": kari}, show_at=LATER, at=MORNING)
    with pytest.raises(NotAllowed):
        actions.call_off(notice=planned, by=kari, at=MORNING)
    with pytest.raises(NotAllowed):
        actions.release(notice=planned, by=kari, at=LATER)


def test_the_database_lets_nothing_be_released_before_it_is_shown(planned) -> None:
    planned.released_at = MORNING

    with pytest.raises(IntegrityError), transaction.atomic():
        planned.save()
