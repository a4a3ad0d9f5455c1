"""The app servers and ways to run the pages that docs/adr/0002 compares."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from a2wsgi import WSGIMiddleware
from django.core.asgi import get_asgi_application

from sufflor.live.asgi import Message, Receive, Send
from sufflor.project.asgi import live
from sufflor.project.wsgi import application as pages

BIN = Path(sys.executable).parent
WSGI = "sufflor.project.wsgi:application"
OURS = "sufflor.project.asgi:application"
A2WSGI = "benchmarks.candidates:with_a2wsgi"
DJANGO_ASGI = "benchmarks.candidates:with_django_asgi"
HANDOVER = "sufflor.project.handover:HandoverProtocol"
THREADS = 4


@dataclass(frozen=True)
class Candidate:
    """One way to serve everything. With a sidecar the stream has a process and port of its own."""

    name: str
    command: tuple[str, ...]
    workers: int
    has_sidecar: bool = False
    restarts: bool = True


def gunicorn(app: str, workers: int, kind: str) -> tuple[str, ...]:
    threads = ("--threads", str(THREADS)) if kind == "gthread" else ()
    grace = ("--graceful-timeout", "4")
    bind = ("-b", "127.0.0.1:{port}", "--log-level", "error")
    worker = ("-k", kind, "-w", str(workers))
    return (str(BIN / "gunicorn"), app, *bind, *worker, *threads, *grace)


def granian(app: str, workers: int, interface: str) -> tuple[str, ...]:
    threads = ("--blocking-threads", str(THREADS)) if interface == "wsgi" else ()
    bind = ("--host", "127.0.0.1", "--port", "{port}", "--log-level", "error")
    worker = ("--interface", interface, "--workers", str(workers), "--backpressure", "4096")
    back = ("--backlog", "4096", "--respawn-failed-workers", "--respawn-interval", "0.2")
    end = ("--workers-kill-timeout", "5")
    return (str(BIN / "granian"), app, *bind, *worker, *threads, *back, *end)


def uvicorn(app: str, workers: int, http: str = "httptools") -> tuple[str, ...]:
    bind = ("--host", "127.0.0.1", "--port", "{port}", "--log-level", "error")
    worker = ("--workers", str(workers), "--timeout-graceful-shutdown", "4", "--no-access-log")
    return (str(BIN / "uvicorn"), app, *bind, *worker, "--backlog", "4096", "--http", http)


CANDIDATES = (
    Candidate("gunicorn gthread + sidecar", gunicorn(WSGI, 2, "gthread"), 2, has_sidecar=True),
    Candidate("granian wsgi + sidecar", granian(WSGI, 2, "wsgi"), 2, has_sidecar=True),
    Candidate("uvicorn, Django asgi", uvicorn(DJANGO_ASGI, 2), 2),
    Candidate("uvicorn, a2wsgi", uvicorn(A2WSGI, 2), 2),
    Candidate("uvicorn, own threads", uvicorn(OURS, 2), 2),
    Candidate("uvicorn, own threads, 1 worker", uvicorn(OURS, 1), 1, restarts=False),
    Candidate("uvicorn, handover", uvicorn(OURS, 2, HANDOVER), 2),
    Candidate("uvicorn, handover, 1 worker", uvicorn(OURS, 1, HANDOVER), 1, restarts=False),
    Candidate("granian asgi, a2wsgi", granian(A2WSGI, 2, "asgi"), 2),
    Candidate("granian asgi, own threads", granian(OURS, 2, "asgi"), 2),
    Candidate("granian asgi, own threads, 1 worker", granian(OURS, 1, "asgi"), 1),
    Candidate("gunicorn asgi, own threads", gunicorn(OURS, 2, "asgi"), 2),
    Candidate(
        "gunicorn uvicorn worker, own threads",
        gunicorn(OURS, 2, "uvicorn.workers.UvicornWorker"),
        2,
    ),
)

_django = get_asgi_application()
_a2wsgi = WSGIMiddleware(pages, workers=THREADS)


async def with_django_asgi(scope: Message, receive: Receive, send: Send) -> None:
    await _beside_the_stream(_django, scope, receive, send)


async def with_a2wsgi(scope: Message, receive: Receive, send: Send) -> None:
    await _beside_the_stream(_a2wsgi, scope, receive, send)


async def _beside_the_stream(app: object, scope: Message, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        for moment in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{moment}.complete"})
    elif str(scope["path"]).startswith("/live/"):
        await live(scope, receive, send)
    elif callable(app):
        await app(scope, receive, send)
