"""An address of another system on this machine, which takes what it is sent as it is told to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass(frozen=True)
class Came:
    """One thing that came, whatever was answered."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, object]:
        return json.loads(self.body)

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


class Place(ThreadingHTTPServer):
    """`answers` are given one after the other, then 204. "hang" says nothing until the end, "drip"
    a byte at a time, and "cut" hangs up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.answers: list[int | str] = []
        self.came: list[Came] = []
        self.ended = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Answers(BaseHTTPRequestHandler):
    server: Place

    def do_GET(self) -> None:
        self.server.came.append(Came(self.path, {}, b""))
        self.send_response(200)
        self.end_headers()

    def do_POST(self) -> None:
        place = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        place.came.append(Came(self.path, headers, body))
        answer = place.answers.pop(0) if place.answers else 204
        if answer == "hang":
            place.ended.wait(30)
        elif answer == "drip":
            self._drip()
        elif answer != "cut":
            self.send_response(int(answer))
            if int(answer) in {301, 302, 307}:
                self.send_header("Location", f"http://127.0.0.1:{place.server_port}/annet")
            self.end_headers()

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.server.ended.wait(0.05):
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def hook_place() -> Iterator[Place]:
    place = Place()
    Thread(target=place.serve_forever, daemon=True).start()
    try:
        yield place
    finally:
        place.ended.set()
        place.shutdown()
        place.server_close()
