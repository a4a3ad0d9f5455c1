"""A busy database, the same form from several windows at once, and odd nights."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client

from sufflor.announcements.models import Notice
from sufflor.events.models import Event
from sufflor.knowledge.models import Article
from sufflor.lib.clock import OSLO
from sufflor.organization.models import Unit
from sufflor.questions import actions as questions
from sufflor.questions.models import Answer, Question, QuestionHour
from sufflor.rollout import queries as rollout
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import DoorState, Rollout, WayIn, WayKind
from sufflor.rollout.rules import WayPolicy
from tests.test_gates import WRITTEN, complain, send, signed_in
from tests.world import World, everything

TYPED = {
    "ask": "text",
    "give_answer": "text",
    "edit_answer": "text",
    "notice_new": "body_nb",
    "rollout_new": "known",
    "door_override": "reason",
}
# Each with what it makes one of.
ONE_DEED = {
    "ask": Question,
    "give_answer": Answer,
    "notice_new": Notice,
    "rollout_new": Rollout,
    "door_override": Event,
    "draft_article": Article,
    "notice_withdraw": Event,
    "organization_loading": Unit,
}
only_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL locks rows, not the whole house"
)


@contextmanager
def writing_elsewhere():
    """Somebody else holds the only pen, and we do not wait for long."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=150")
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


@contextmanager
def no_room_to_grow():
    """The file of the database may hold no more pages than it does."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count={pages}")
        yield
        cursor.execute("PRAGMA max_page_count=1073741823")


def at_once(count: int, world: World, name: str) -> list[int]:
    """The same form, sent by several windows at the same moment."""
    barrier = Barrier(count)
    clients = [signed_in(world.all_round) for _ in range(count)]

    def post(client: Client) -> int:
        try:
            barrier.wait(10)
            return send(client, world, name).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as windows:
        return list(windows.map(post, clients))


@only_sqlite
def test_while_another_writes_nothing_is_lost_and_nothing_half_done(world, on_disk) -> None:
    client = signed_in(world.all_round)
    before = everything()

    with writing_elsewhere():
        for name, field in TYPED.items():
            answer = send(client, world, name, **{field: WRITTEN})
            page = answer.content.decode()
            assert answer.status_code == 503, name
            assert answer["Retry-After"]
            assert WRITTEN in page
            assert "Ingenting ble lagret" in page
        assert client.get("/").status_code == 200
    assert everything() == before

    for name in ("ask", "give_answer", "notice_new", "rollout_new", "door_override"):
        assert send(client, world, name).status_code in {302, 303}, name


@only_sqlite
def test_on_a_full_disk_nothing_is_half_stored_and_the_log_says_why(world, on_disk, caplog) -> None:
    client = signed_in(world.all_round)
    before = everything()

    with no_room_to_grow():
        refused = send(client, world, "ask", text=WRITTEN, detail="Langt. " * 500)
        read = client.get("/sporretimer/")

    page = refused.content.decode()
    assert refused.status_code == 503
    assert WRITTEN in page
    assert "Vi har ikke plass til mer" in page
    assert refused["X-Request-ID"] in page
    assert {record.code for record in caplog.records if hasattr(record, "code")} == {"SQLITE_FULL"}
    assert read.status_code == 200
    assert everything() == before
    assert send(client, world, "ask", text=WRITTEN).status_code == 303


@only_sqlite
def test_the_session_too_may_have_to_wait(world, on_disk) -> None:
    """Somebody who is not signed in asks: the text should be kept in a session."""
    client = Client(raise_request_exception=False)

    with writing_elsewhere():
        answer = send(client, world, "ask", text=WRITTEN)
        signing_in = send(client, world, "sign_in")

    assert answer.status_code == 503
    assert WRITTEN in answer.content.decode()
    assert signing_in.status_code == 503
    assert "demo" not in signing_in.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_four_times_at_once_is_one_deed(world, on_disk) -> None:
    broken = []
    for name, rows in ONE_DEED.items():
        before = rows.objects.count()

        # Who looks at the last answer shall not be told of a fault where there is none.
        statuses = at_once(4, world, name)
        done = rows.objects.count() - before
        again = send(signed_in(world.all_round), world, name).status_code

        is_fine = {*statuses, again} <= {302, 303, 409, 422}
        if not is_fine or done != 1 or rows.objects.count() != before + 1:
            broken.append(f"  {name}: {done} done, {statuses}, and then {again}")

    complain(broken, "These do more or less than one thing when they come at once:")


@pytest.mark.parametrize(
    "dates",
    [
        [date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)],
        [date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29)],
        [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)],
        [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)],
    ],
)
def test_odd_nights_move_no_hour_and_no_door(anne_admin, dates) -> None:
    phone = WayIn.objects.create(slug="telefon", kind=WayKind.PHONE, name="Telefon")
    plan = questions.plan_rollout(
        wording=Wording("Natt"),
        dates=dates,
        policies=[WayPolicy(phone, DoorState.CLOSED)],
        by=anne_admin,
        at=datetime(2026, 10, 1, tzinfo=UTC),
    )

    hours = list(QuestionHour.objects.filter(rollout=plan).order_by("opens_at"))
    walls = [hour.opens_at.astimezone(OSLO) for hour in hours]
    assert [wall.date() for wall in walls] == [day for day in dates for _ in range(2)]
    assert {wall.time() for wall in walls[::2]} == {clock(8, 30)}
    assert len({wall.time() for wall in walls[1::2]}) == 1
    for earlier, later in pairwise(hours):
        assert earlier.closes_at <= later.opens_at
        assert later.collects_from <= earlier.closes_at

    first = datetime.combine(dates[0], clock.min, tzinfo=OSLO).astimezone(UTC)
    last = datetime.combine(dates[-1] + timedelta(days=1), clock.min, tzinfo=OSLO).astimezone(UTC)
    known = rollout.read_plan()
    minute = timedelta(minutes=30)
    at = first - 4 * minute
    while at < last + 4 * minute:
        assert known.doors(at).way("telefon").is_open == (not first <= at < last), at
        at += minute
