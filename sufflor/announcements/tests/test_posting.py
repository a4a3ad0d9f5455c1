"""Posting, correcting, pinning and withdrawing notices."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sufflor.announcements import actions, queries
from sufflor.announcements.actions import (
    CriticalForHowLong,
    NobodyAnswers,
    NoReason,
    NothingSaid,
    TooLong,
    Withdrawn,
    Wording,
)
from sufflor.announcements.models import Notice, Tag
from sufflor.events.models import Event
from sufflor.events.queries import revisions
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Unit, User
from sufflor.search.models import Document
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)


def post(by: User, unit: Unit, *, title: str = "ePhorte stenges", body: str = "I kveld.", **more):
    said = {"contact": "DOKU", "at": MORNING, **more}
    return actions.post(wording=Wording(title, body), unit=unit, by=by, **said)


@pytest.fixture
def notice(eva_editor: User, hr_department: Unit) -> Notice:
    return post(eva_editor, hr_department)


def correct(notice: Notice, by: User, body: str = "I morgen.", reason: str = "Feil dag"):
    return actions.correct(
        notice=notice, wording=Wording(notice.title, body), reason=reason, by=by, at=LATER
    )


def test_a_posted_notice_is_in_the_channel_and_in_search(notice) -> None:
    assert list(queries.channel(MORNING)) == [notice]
    assert Document.objects.get().url == f"/meldinger/{notice.pk}/"
    assert Event.objects.filter(verb="notice.posted").count() == 1
    assert revisions(["notices", "chrome"]) == {"notices": 1, "chrome": 0}


def test_only_editors_planners_and_administrators_speak_to_everyone(
    kari, hilde_host, anne_admin, hr_department
) -> None:
    for person in (kari, hilde_host):
        with pytest.raises(NotAllowed):
            post(person, hr_department)

    assert post(anne_admin, hr_department).pk


def test_posting_twice_in_a_minute_is_posting_once(eva_editor, hr_department) -> None:
    first = post(eva_editor, hr_department)
    again = post(eva_editor, hr_department, at=MORNING + timedelta(seconds=20))

    assert first == again
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"title": " \n"}, NothingSaid),
        ({"body": "\x00\u200b"}, NothingSaid),
        ({"title": "x" * 161}, TooLong),
        ({"body": "x" * 10_001}, TooLong),
        ({"contact": "  "}, NobodyAnswers),
        ({"critical_until": MORNING}, CriticalForHowLong),
    ],
)
def test_what_is_refused_leaves_nothing(eva_editor, hr_department, more, refusal) -> None:
    with pytest.raises(refusal):
        post(eva_editor, hr_department, **more)

    assert not Notice.objects.exists()
    assert not Event.objects.exists()


def test_a_critical_notice_is_on_every_page_until_it_expires(eva_editor, hr_department) -> None:
    post(eva_editor, hr_department, critical_until=LATER)
    revision = revisions(["chrome"])["chrome"]

    def titles(at: datetime) -> list[str]:
        return [line.title for line in queries.critical(at, revision)]

    assert revision == 1
    assert titles(MORNING) == ["ePhorte stenges"]
    assert titles(LATER - timedelta(seconds=1)) == ["ePhorte stenges"]
    assert titles(LATER) == []


def test_a_correction_keeps_what_stood_there(notice, eva_editor) -> None:
    correct(notice, eva_editor)

    trail = notice.corrections.get()
    assert (trail.body_before, trail.body_after) == ("I kveld.", "I morgen.")
    assert trail.reason == "Feil dag"
    assert Document.objects.get().body == "I morgen."


def test_correcting_into_the_same_text_is_nothing(notice, eva_editor) -> None:
    correct(notice, eva_editor, body="I kveld.", reason="")

    assert not notice.corrections.exists()


def test_a_correction_says_what_was_wrong(notice, eva_editor) -> None:
    with pytest.raises(NoReason):
        correct(notice, eva_editor, reason=" ")


def test_pinned_notices_come_first(notice, eva_editor, hr_department) -> None:
    newer = post(eva_editor, hr_department, title="Ny film", at=LATER)

    for _ in range(2):
        actions.pin(notice=notice, by=eva_editor, at=LATER)
    assert list(queries.channel(LATER)) == [notice, newer]
    assert Event.objects.filter(verb="notice.pinned").count() == 1

    actions.unpin(notice=notice, by=eva_editor, at=LATER)
    assert list(queries.channel(LATER)) == [newer, notice]


def test_a_withdrawn_notice_is_gone_for_readers_and_kept_in_the_records(notice, eva_editor) -> None:
    for _ in range(2):
        actions.withdraw(notice=notice, by=eva_editor, at=LATER)

    assert not queries.channel(LATER).exists()
    assert not Document.objects.exists()
    assert Notice.objects.get().is_withdrawn
    assert Event.objects.filter(verb="notice.withdrawn").count() == 1
    with pytest.raises(Withdrawn):
        correct(notice, eva_editor)


def test_a_tag_shows_only_its_own(eva_editor, hr_department) -> None:
    tagged = post(eva_editor, hr_department, tags=[Tag.ROUTINE, Tag.ROUTINE])
    post(eva_editor, hr_department, title="En annen")

    assert list(queries.channel(LATER, Tag.ROUTINE)) == [tagged]
    assert queries.channel(LATER, "' OR 1=1").count() == 2


def test_the_latest_are_kept_until_the_channel_moves(notice, django_assert_num_queries) -> None:
    assert [line.pk for line in queries.latest(MORNING, 2, 1)] == [notice.pk]
    with django_assert_num_queries(0):
        queries.latest(LATER, 2, 1)
    assert queries.latest(MORNING - timedelta(days=1), 2, 1) == ()


def test_the_database_wants_an_end_of_what_is_critical(notice) -> None:
    notice.is_critical = True

    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save()
