"""A busy or missing database, clicks that come twice, odd nights, and files that have gone."""

from __future__ import annotations

import socket
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from itertools import pairwise
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, connections
from django.db.utils import load_backend
from django.http import HttpResponse
from django.test import Client, RequestFactory

from sufflor.announcements.models import Notice
from sufflor.events.models import Event
from sufflor.knowledge.models import Article
from sufflor.lib.clock import OSLO
from sufflor.organization.models import Unit
from sufflor.project.databases import database
from sufflor.project.middleware import StaticFilesMiddleware
from sufflor.questions import actions as questions
from sufflor.questions.models import Answer, Question, QuestionHour
from sufflor.rollout import queries as rollout
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import DoorState, Rollout, WayIn, WayKind
from sufflor.rollout.rules import WayPolicy
from tests.test_gates import send, signed_in
from tests.world import World, everything

WRITTEN = "Dette har jeg brukt lang tid på å skrive."
TYPED = {
    "ask": "text",
    "give_answer": "text",
    "edit_answer": "text",
    "notice_new": "body_nb",
    "rollout_new": "known",
    "door_override": "reason",
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
def database_away(tmp_path: Path):
    """The connection leads to a port where nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql://sufflor@127.0.0.1:{taken.getsockname()[1]}/sufflor"
        given = connections.configure_settings({"default": database(url, tmp_path)})["default"]
        here = connections["default"]
        connections["default"] = load_backend(given["ENGINE"]).DatabaseWrapper(given, "default")
        try:
            yield
        finally:
            connections["default"] = here


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


def test_nobody_waits_long_for_the_pen() -> None:
    assert database("", Path("/nowhere"))["OPTIONS"]["timeout"] <= 5


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_a_database_that_is_away_is_said_at_once(world, tmp_path, prefix) -> None:
    client = signed_in(world.all_round, raise_request_exception=False)
    strict = signed_in(world.all_round, enforce_csrf_checks=True, raise_request_exception=False)
    before = everything()

    with database_away(tmp_path):
        began = time.monotonic()
        answers = [
            client.get(f"{prefix}/"),
            client.get(f"{prefix}/finnes-ikke/"),
            client.get(f"{prefix}/meldinger/feed.atom"),
            client.get("/api/v1/doors/"),
            client.post(f"{prefix}/sporsmal/", world.form("ask") | {"text": WRITTEN}),
            strict.post(f"{prefix}/sporsmal/", world.form("ask") | {"text": WRITTEN}),
            Client(raise_request_exception=False).get(f"{prefix}/"),
        ]
        seconds = time.monotonic() - began

    assert [answer.status_code for answer in answers] == [503] * 7
    assert all("psycopg" not in answer.content.decode() for answer in answers)
    assert all(WRITTEN in answers[number].content.decode() for number in (4, 5))
    assert f'<html lang="{prefix[1:] or "nb"}">' in answers[0].content.decode()
    assert seconds < 3
    assert everything() == before
    assert client.get(f"{prefix}/").status_code == 200


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("ask", Question),
        ("give_answer", Answer),
        ("notice_new", Notice),
        ("rollout_new", Rollout),
        ("organization_loading", Unit),
        ("door_override", Event),
        ("draft_article", Article),
        ("notice_withdraw", Event),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_four_times_at_once_is_one_deed(world, on_disk, name, rows) -> None:
    before = rows.objects.count()

    statuses = at_once(4, world, name)

    # Who looks at the last answer shall not be told of a fault where there is none.
    assert set(statuses) <= {302, 303, 409, 422}
    assert rows.objects.count() == before + 1
    again = send(signed_in(world.all_round), world, name)
    assert again.status_code in {302, 303, 409, 422}
    assert rows.objects.count() == before + 1


def test_a_double_click_on_an_answer_is_no_refusal(world) -> None:
    client = signed_in(world.all_round)

    first, second = (send(client, world, "give_answer") for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert Event.objects.filter(verb="question.answered", about__endswith=_last(world)).count() == 1


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


@pytest.mark.parametrize("moment", ["2026-10-25T02:30", "2027-03-28T02:30", "2026-12-31T23:59"])
def test_a_planner_may_look_at_odd_nights(world, moment) -> None:
    client = signed_in(world.all_round)

    client.post("/styring/forhandsvisning/", {"moment": moment})

    for address in ("/", "/sporretimer/", "/innforing/", "/meldinger/", "/hjelp/"):
        assert client.get(address).status_code == 200


def test_a_file_that_a_build_has_taken_away_is_not_found(client, db, tmp_path) -> None:
    here = tmp_path / "app-0123456789ab.js"
    here.write_text("1")
    files = StaticFilesMiddleware(lambda _request: HttpResponse(status=404))
    files.add_file_to_dictionary("/static/built/app-0123456789ab.js", str(here))
    request = RequestFactory().get("/static/built/app-0123456789ab.js")

    there = files(request)
    there.file_to_stream.close()
    here.unlink()
    gone = files(request)

    assert (there.status_code, gone.status_code) == (200, 404)
    assert client.get("/static/built/app-000000000000.js").status_code == 404


def _last(world: World) -> str:
    return f":{world.things['question']['pk']}"
