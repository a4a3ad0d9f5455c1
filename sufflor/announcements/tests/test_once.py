"""What may be posted only once is: whoever asks, however often, also at once or after a fall."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from sufflor.announcements import actions, queries
from sufflor.announcements.actions import (
    CriticalForHowLong,
    NotCritical,
    NothingSaid,
    NotShownYet,
    Wording,
)
from sufflor.announcements.models import Group, Language, Notice, Tag, Words
from sufflor.events.models import Event
from sufflor.events.queries import revisions
from sufflor.lib.refusals import NotAllowed
from sufflor.search.models import Document
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)
HANDS = 8


@pytest.fixture
def post_once(hr_department):
    def posted(key: str = "hour-1", **more) -> Notice:
        said = {
            "wording": Wording("Spørretime", "I morgen."),
            "unit": hr_department,
            "contact": "DOKU",
            "by": None,
            "at": MORNING,
            **more,
        }
        return actions.post_once(key=key, **said)

    return posted


def at_once(count: int, deed: Callable[[], object]) -> list[object]:
    gate = Barrier(count)

    def carry_out(_hand: int) -> object:
        try:
            gate.wait(10)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as hands:
        return list(hands.map(carry_out, range(count)))


def test_the_clock_posts_what_nobody_wrote_with_all_that_belongs_to_it(
    post_once, institute
) -> None:
    english = Words(Language.ENGLISH, "Question hour", "Tomorrow.")
    notice = post_once(
        wording=Wording("Spørretime", "I morgen.", others=(english,)),
        tags=[Tag.QUESTION_HOUR],
        targets=[Group(unit=institute)],
    )

    assert list(queries.channel(MORNING)) == [notice]
    assert set(notice.said) == {"nb", "en"}
    assert (notice.tags.count(), notice.targets.count()) == (1, 1)
    assert Document.objects.get().title == "Spørretime"
    posted = Event.objects.get(verb="notice.posted")
    assert (posted.by, posted.at) == ("", MORNING)


def test_the_second_one_is_the_first_also_when_it_says_something_else(post_once) -> None:
    first = post_once()

    again = post_once(wording=Wording("Noe annet", "Helt annet."), at=LATER)

    assert again == first
    assert again.title == "Spørretime"
    assert Event.objects.filter(verb="notice.posted").count() == 1
    assert Notice.objects.count() == 1


def test_another_key_is_another_notice(post_once) -> None:
    assert post_once("hour-1") != post_once("hour-2")


def test_what_was_withdrawn_does_not_come_again(post_once, eva_editor) -> None:
    notice = post_once()
    actions.withdraw(notice=notice, by=eva_editor, at=LATER)

    assert post_once(at=LATER).is_withdrawn
    assert not queries.channel(LATER).exists()


def test_what_is_refused_leaves_the_key_free(post_once) -> None:
    with pytest.raises(NothingSaid):
        post_once(wording=Wording("", ""))

    assert post_once().title == "Spørretime"


def test_a_fall_in_the_middle_leaves_nothing_and_the_next_one_posts_it(
    post_once, monkeypatch
) -> None:
    def falls(*_words: object, **_more: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("sufflor.search.actions.index", falls)
        with pytest.raises(ConnectionError), transaction.atomic():
            post_once()
    assert not Notice.objects.exists()

    post_once()

    assert Event.objects.filter(verb="notice.posted").count() == 1


@pytest.mark.usefixtures("on_disk")
def test_many_at_the_same_moment_post_one(post_once) -> None:
    notices = at_once(HANDS, post_once)

    assert len(set(notices)) == 1
    assert Notice.objects.count() == 1
    assert Event.objects.filter(verb="notice.posted").count() == 1


@pytest.mark.usefixtures("on_disk")
def test_many_at_the_same_moment_release_a_planned_notice_once(eva_editor, hr_department) -> None:
    notice = actions.post(
        wording=Wording("Ny film", "Se den."),
        unit=hr_department,
        contact="HR",
        show_at=LATER,
        by=eva_editor,
        at=MORNING,
    )

    released = at_once(HANDS, lambda: actions.release(notice=notice, by=None, at=LATER))

    assert sorted(released) == [False] * (HANDS - 1) + [True]
    assert Event.objects.filter(verb="notice.posted").count() == 1


def test_only_those_who_post_may_do_it_themselves(post_once, kari, eva_editor) -> None:
    with pytest.raises(NotAllowed):
        post_once(by=kari)

    assert post_once(by=eva_editor).published_by == eva_editor


def test_the_database_knows_a_key_once(post_once, hr_department) -> None:
    first = post_once()
    other = post_once("hour-2")
    other.key = first.key

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_what_is_critical_lasts_longer_or_ends_now(post_once, eva_editor) -> None:
    notice = post_once(critical_until=LATER)
    much_later = LATER + timedelta(hours=1)

    def band(at) -> int:
        return len(queries.critical(at, revisions(["chrome"])["chrome"]))

    actions.keep_critical(notice=notice, until=much_later, by=eva_editor, at=MORNING)
    assert (band(LATER), band(much_later)) == (1, 0)

    actions.keep_critical(notice=notice, until=None, by=eva_editor, at=LATER)
    assert band(LATER) == 0
    assert list(queries.channel(LATER)) == [notice]
    with pytest.raises(NotCritical):
        actions.keep_critical(notice=notice, until=much_later, by=eva_editor, at=LATER)


def test_how_long_it_is_critical_is_a_time_to_come_for_a_notice_that_is_shown(
    post_once, eva_editor, hr_department, kari
) -> None:
    notice = post_once(critical_until=LATER)
    planned = actions.post(
        wording=Wording("Senere", "Senere."),
        unit=hr_department,
        contact="HR",
        show_at=LATER,
        critical_until=LATER + timedelta(hours=1),
        by=eva_editor,
        at=MORNING,
    )

    with pytest.raises(CriticalForHowLong):
        actions.keep_critical(notice=notice, until=MORNING, by=eva_editor, at=MORNING)
    with pytest.raises(NotShownYet):
        actions.keep_critical(notice=planned, until=None, by=eva_editor, at=MORNING)
    with pytest.raises(NotAllowed):
        actions.keep_critical(notice=notice, until=None, by=kari, at=MORNING)
