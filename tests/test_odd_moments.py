"""A missing database, a look at odd nights, clicks that come twice, and files that have gone."""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections
from django.db.utils import load_backend
from django.http import HttpResponse
from django.test import Client, RequestFactory

from sufflor.events.models import Event
from sufflor.project.databases import database
from sufflor.project.middleware import StaticFilesMiddleware
from tests.test_gates import WRITTEN, send, signed_in
from tests.world import World, everything


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
    assert all(answer["X-Request-ID"] in answer.content.decode() for answer in answers[4:])
    assert f'<html lang="{prefix[1:] or "nb"}">' in answers[0].content.decode()
    assert seconds < 3
    assert everything() == before
    assert client.get(f"{prefix}/").status_code == 200


def test_a_double_click_on_an_answer_is_no_refusal(world) -> None:
    client = signed_in(world.all_round)

    first, second = (send(client, world, "give_answer") for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert Event.objects.filter(verb="question.answered", about__endswith=_last(world)).count() == 1


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
