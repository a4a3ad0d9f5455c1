"""Runs the WSGI pages in a few threads under an ASGI server, with one hop there and one back.

An answer is made whole in its thread and handed over once; only long ones come in parts.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, TypeVar
from urllib.parse import unquote_to_bytes

from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase

from sufflor.live.asgi import Message, Receive, Send

log = logging.getLogger("sufflor.project")

IN_MEMORY = 1024 * 1024
LONGEST_BODY = 32 * 1024 * 1024
PART = 256 * 1024
TOO_LONG = b"The form is too large. Nothing was stored."
NO_ROOM = b"There is no room for this just now. Nothing was stored. Send it without its files."

T = TypeVar("T")
Headers = Sequence[tuple[bytes, bytes]]
Environ = dict[str, object]


class TooLong(Exception):
    """More was sent than any form of ours takes."""


@dataclass
class Answer:
    """What a page gave: status and headers, then parts until there are no more."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    _response: HttpResponseBase | None = None
    _parts: Iterator[bytes] = field(default_factory=lambda: iter(()))

    def begin(
        self, status: str, headers: list[tuple[str, str]], problem: object = None, /
    ) -> Callable[[bytes], object]:
        """WSGI's `start_response`. What it returns is for pages older than ours."""
        self.status = int(status[:3])
        # Django writes cookies with a space before them, which a strict server refuses to send.
        self.headers = [
            (name.lower().encode("latin-1"), value.strip().encode("latin-1"))
            for name, value in headers
        ]
        return bytes

    def open(self, response: HttpResponseBase) -> tuple[bytes, bool]:
        self._response = response
        self._parts = iter(response)
        return self.next()

    def next(self) -> tuple[bytes, bool]:
        """The next part, and whether there is more. After the last one the page is closed."""
        gathered: list[bytes] = []
        size = 0
        for part in self._parts:
            gathered.append(part)
            size += len(part)
            if size >= PART:
                return b"".join(gathered), True
        self.close()
        return b"".join(gathered), False

    def close(self) -> None:
        if self._response is not None:
            self._response.close()
            self._response = None


class PagesInThreads:
    """An ASGI application around Django's WSGI handler."""

    def __init__(self, pages: WSGIHandler, threads: int) -> None:
        self._pages = pages
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live_and_let_die(receive, send)
            return
        with SpooledTemporaryFile[bytes](IN_MEMORY) as body:
            try:
                length = await _read(receive, body)
            except TooLong:
                await _refuse(send, 413, TOO_LONG)
                return
            except OSError:
                # The folder for what is on its way is full.
                log.exception("a form could not be taken in")
                await _refuse(send, 507, NO_ROOM)
                return
            if length is not None:
                await self._answer(_environ(scope, body, length), send)

    async def _answer(self, environ: Environ, send: Send) -> None:
        answer = Answer()
        part, has_more = await self._in_thread(lambda: self._open(environ, answer))
        await send(
            {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
        )
        try:
            while has_more:
                await send({"type": "http.response.body", "body": part, "more_body": True})
                part, has_more = await self._in_thread(answer.next)
            await send({"type": "http.response.body", "body": part})
        finally:
            if has_more:
                await self._in_thread(answer.close)

    def _open(self, environ: Environ, answer: Answer) -> tuple[bytes, bool]:
        return answer.open(self._pages(environ, answer.begin))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


async def _read(receive: Receive, body: IO[bytes]) -> int | None:
    """The length of what was sent; nothing when the sender left in the middle of it."""
    length = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        if isinstance(part, bytes) and part:
            length += body.write(part)
        if length > LONGEST_BODY:
            raise TooLong
        if not message.get("more_body", False):
            body.seek(0)
            return length


async def _refuse(send: Send, status: int, said: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": said})


def _environ(scope: Message, body: IO[bytes], length: int) -> Environ:
    """The request as WSGI (PEP 3333) tells it."""
    path, query = scope.get("raw_path") or str(scope["path"]).encode(), scope["query_string"]
    server, client, headers = scope.get("server"), scope.get("client"), scope["headers"]
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1") if isinstance(path, bytes) else "/",
        "QUERY_STRING": query.decode("latin-1") if isinstance(query, bytes) else "",
        "SERVER_NAME": server[0] if isinstance(server, tuple | list) else "localhost",
        "SERVER_PORT": str(server[1]) if isinstance(server, tuple | list) else "80",
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": client[0] if isinstance(client, tuple | list) else "",
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if isinstance(headers, list | tuple):
        _add_headers(environ, headers)
    return environ


def _add_headers(environ: Environ, headers: Headers) -> None:
    for name, value in headers:
        if b"_" in name or name == b"content-length":
            # `x_user` would come out as `x-user` does: nobody may pass for a proxy's header.
            continue
        key = name.decode("latin-1").upper().replace("-", "_")
        key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
        text = value.decode("latin-1")
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{text}" if key in environ else text


async def _live_and_let_die(receive: Receive, send: Send) -> None:
    """The server's own start and end need nothing from the pages."""
    for moment in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{moment}.complete"})
