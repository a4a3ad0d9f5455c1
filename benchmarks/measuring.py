"""How we measure: a throw-away installation, pages called as by a server, CPU per request."""

from __future__ import annotations

import gzip
import io
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from django.core.handlers.wsgi import WSGIHandler

OURS = "sufflor.project.settings"


@dataclass
class Row:
    """One measured thing. `ratio` is against the reference taken in the same run."""

    what: str
    value: float
    unit: str
    ratio: float | None = None
    queries: int | None = None
    target: str = ""
    holds: bool = True


@contextmanager
def throw_away_installation(settings: str = OURS) -> Iterator[None]:
    """Our settings over an empty data folder that disappears afterwards."""
    with tempfile.TemporaryDirectory(prefix="sufflor-bench-") as folder:
        os.environ.update(
            SUFFLOR_DATA_DIR=folder,
            SUFFLOR_DEMO="1",
            DJANGO_SETTINGS_MODULE=settings,
        )
        import django

        django.setup()
        yield


def report(name: str, rows: list[Row], as_json: bool) -> int:
    """Print what was measured; 1 when something does not hold."""
    if as_json:
        print(json.dumps({"name": name, "rows": [asdict(row) for row in rows]}, indent=1))
    else:
        for row in rows:
            ratio = f"{row.ratio:5.2f} x" if row.ratio is not None else " " * 7
            queries = f"{row.queries} queries" if row.queries is not None else ""
            verdict = "holds" if row.holds else "DOES NOT HOLD"
            print(
                f"{row.what:44} {ratio} {row.value:10.2f} {row.unit:12} {queries:11} "
                f"{row.target:28} {verdict if row.target else ''}"
            )
    return 0 if all(row.holds for row in rows) else 1


def progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


Call = Callable[[], bytes]


def page(handler: WSGIHandler, path: str, cookies: str) -> Call:
    """A function that asks for one page as a WSGI server would, and returns its bytes."""
    place, _mark, query = path.partition("?")

    def call() -> bytes:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": place,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": cookies,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        status: list[str] = []
        response = handler(environ, lambda code, headers: status.append(code))
        body = b"".join(response)
        response.close()
        if not status[0].startswith("200"):
            raise SystemExit(f"{path} answered {status[0]}")
        return body

    return call


def cpu_milliseconds(
    calls: dict[str, Call], rounds: int = 9, per_round: int = 30
) -> dict[str, float]:
    """Median CPU per request of each page, with the pages taking turns so that noise hits all."""
    samples: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        for _ in range(5):
            call()
    for number in range(rounds):
        progress(f"round {number + 1} of {rounds}")
        for name, call in calls.items():
            started = time.process_time()
            for _ in range(per_round):
                call()
            samples[name].append((time.process_time() - started) * 1000 / per_round)
    return {name: statistics.median(values) for name, values in samples.items()}


def zipped(body: bytes) -> int:
    return len(gzip.compress(body, 6))
