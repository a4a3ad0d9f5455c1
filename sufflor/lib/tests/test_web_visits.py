"""Looking whether a page elsewhere is there, at a server on this machine that answers as told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from sufflor.lib import web_visits
from sufflor.lib.web_visits import Met, Visitor

VISITOR = Visitor("Sufflor (http://test)", may_go_inside=True)


class Place(BaseHTTPRequestHandler):
    asked: list[tuple[str, str, str]]

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def log_message(self, *words: object) -> None:
        pass

    def _answer(self, method: str) -> None:
        self.server.asked.append((method, self.path, self.headers["User-Agent"]))
        name = self.path.strip("/").partition("/")[0]
        if name == "videre":
            self.send_response(302)
            self.send_header("Location", "/200/fremme")
        elif name == "ring":
            self.send_response(301)
            self.send_header("Location", "/ring")
        elif name == "henger":
            time.sleep(1)
            return
        elif name == "bare-get":
            self.send_response(200 if method == "GET" else 405)
        else:
            self.send_response(int(name))
        self.end_headers()


@pytest.fixture
def place() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Place)
    server.asked = []
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def address(place: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{place.server_port}/{path}"


@pytest.mark.parametrize(
    ("path", "met"),
    [
        ("200", Met.PAGE),
        ("404", Met.GONE),
        ("410", Met.GONE),
        ("401", Met.CLOSED),
        ("403", Met.CLOSED),
        ("500", Met.BROKEN),
        ("videre", Met.PAGE),
        ("ring", Met.BROKEN),
        ("bare-get", Met.PAGE),
        ("200/blå bær?q=æ", Met.PAGE),
    ],
)
def test_what_is_met_is_told_from_the_answer(place, path, met):
    assert VISITOR.visit(address(place, path)) == met


def test_it_says_who_it_is_and_asks_for_no_more_than_it_needs(place):
    VISITOR.visit(address(place, "200"))

    assert place.asked == [("HEAD", "/200", "Sufflor (http://test)")]


def test_what_hangs_is_left_behind(place, monkeypatch):
    monkeypatch.setattr(web_visits, "LONGEST", 0.2)

    assert VISITOR.visit(address(place, "henger")) == Met.SILENT


def test_a_ring_ends(place):
    VISITOR.visit(address(place, "ring"))

    assert len(place.asked) == web_visits.MOST_STEPS


def test_inner_nets_are_left_alone_unless_they_are_allowed(place):
    assert Visitor("Sufflor").visit(address(place, "200")) == Met.FORBIDDEN
    assert place.asked == []


@pytest.mark.parametrize(
    ("url", "met"),
    [
        ("http://finnes-ikke.invalid/", Met.NOWHERE),
        ("ftp://a.example/", Met.BROKEN),
        ("http://[", Met.BROKEN),
        ("http://127.0.0.1:99999/", Met.BROKEN),
        ("http:///uten", Met.BROKEN),
    ],
)
def test_an_address_that_is_none_raises_nothing(url, met):
    assert VISITOR.visit(url) == met


def test_a_place_where_nobody_listens_is_silent(place):
    place.shutdown()
    place.server_close()

    assert VISITOR.visit(address(place, "200")) == Met.SILENT
