"""What it costs to read what is written, beside a bare Django page in the same run.

    python3 do.py bench knowledge [--json] [--articles=1000]

The pages take turns in one process, so that noise hits all. At the end a server of its own is asked
until it shows what was published in another process.

The search page is measured on a morning half over: of the queries of `search_dev.json` the n-th
most usual is asked for 1/n as often as the first, as in logs of searches, and so many as the row
says are new. Beside it stand a query asked for just now, and one that nobody has asked for, whole
questions among them.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.away import ROOT, SERVER, running
from benchmarks.measuring import (
    Call,
    Row,
    cpu_milliseconds,
    page,
    progress,
    report,
    throw_away_installation,
)
from benchmarks.servers import free_port

ARTICLES = 1000
ENTRIES = 90
USUAL = ROOT / "sufflor" / "knowledge" / "demo" / "search_dev.json"
UNUSUAL = ROOT / "benchmarks" / "search" / "tune.json"
HALF = 300
SEED = 5
PUBLISHED = 5
SEEN_WITHIN = 1.0


@dataclass(frozen=True)
class Target:
    """What a page may cost: CPU against the bare page, and queries."""

    what: str
    call: Call
    ratio: float
    queries: int


def main(words: list[str]) -> int:
    options = dict(word[2:].split("=", 1) for word in words if "=" in word)
    with throw_away_installation(), contextlib.redirect_stdout(sys.stderr):
        theme = _fill(int(options.get("articles", ARTICLES)))
        rows = _measure(theme)
        rows += _published()
    return report("knowledge", rows, "--json" in words)


def _fill(count: int) -> str:
    """So many articles in all, and a theme page with ninety entries; returns its path."""
    from django.core.management import call_command

    progress(f"filling a throw-away installation with {count} articles")
    call_command("migrate", verbosity=0)
    call_command("demo")
    from benchmarks.knowledge_filling import articles, long_theme

    articles(count)
    return long_theme(ENTRIES)


def _measure(theme: str) -> list[Row]:
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, override_settings

    from benchmarks import bare
    from benchmarks.filling import article_path, signed_in_cookies

    cookies = signed_in_cookies()
    with override_settings(ROOT_URLCONF="benchmarks.bare"):
        ours = WSGIHandler()
        with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
            reference = WSGIHandler()
        morning, new = _morning(ours, cookies)
        targets = [
            Target("article, signed in", page(ours, article_path(), cookies), 1.5, 4),
            Target("article, anonymous", page(ours, article_path(), ""), 0.3, 4),
            Target(f"theme page with {ENTRIES} entries", page(ours, theme, cookies), 2.5, 5),
            Target(f"search page, {new:.0%} of the searches new", morning, 1.5, 12),
        ]
        again, first = cycle(_asked(USUAL)[:5]), iter(_asked(UNUSUAL, "paraphrases"))
        told = {
            "search page, asked for just now": _searching(ours, cookies, again),
            "search page, asked for the first time": _searching(ours, cookies, first),
        }
        calls: dict[str, Call] = {"bare": page(reference, "/bare/", cookies)}
        calls |= {target.what: target.call for target in targets} | told
        spent = cpu_milliseconds(calls)
        rows = [Row("bare Django page (reference)", spent["bare"], "ms CPU", 1.0, 3)]
        for target in targets:
            with CaptureQueriesContext(connection) as captured:
                target.call()
            ratio = spent[target.what] / spent["bare"]
            holds = ratio <= target.ratio and len(captured) <= target.queries
            promise = f"<= {target.ratio} x, <= {target.queries} queries"
            cost = spent[target.what]
            rows.append(Row(target.what, cost, "ms CPU", ratio, len(captured), promise, holds))
        rows += [Row(what, spent[what], "ms CPU", spent[what] / spent["bare"]) for what in told]
    return rows


def _searching(handler: object, cookies: str, texts: Iterator[str]) -> Call:
    def call() -> bytes:
        address = f"/sok/?{urlencode({'q': next(texts)})}"
        return page(handler, address, cookies)()  # type: ignore[arg-type]  # as `page` takes it

    return call


def _morning(handler: object, cookies: str) -> tuple[Call, float]:
    """The second half of it, and how much of that nobody has asked for before."""
    texts = _asked(USUAL)
    weights = [1 / number for number in range(1, len(texts) + 1)]
    searches = random.Random(SEED).choices(texts, weights, k=2 * HALF)
    before, after = searches[:HALF], searches[HALF:]
    call = _searching(handler, cookies, iter(searches))
    for _text in before:
        call()
    return call, len(set(after) - set(before)) / HALF


def _asked(file: Path, *also: str) -> list[str]:
    """The queries of a file, and what else is asked in it, in an order that is always the same."""
    content = json.loads(file.read_text(encoding="utf-8"))
    texts = [one.get("q") or one["text"] for name in ("queries", *also) for one in content[name]]
    random.Random(SEED).shuffle(texts)
    return texts


def _published() -> list[Row]:
    """How long after publishing the slowest reader of another process still saw the old text."""
    from benchmarks.filling import signed_in_cookies
    from benchmarks.knowledge_filling import publish_anew

    slowest = 0.0
    with _server() as port:
        readers = (signed_in_cookies(), "")
        for number in range(PUBLISHED):
            path, mark = publish_anew(number, before=lambda path: _read_by(port, path, readers))
            began = time.monotonic()
            for cookies in readers:
                while mark not in _read(port, path, cookies):
                    time.sleep(0.01)
            slowest = max(slowest, time.monotonic() - began)
    holds = slowest <= SEEN_WITHIN
    promise = f"<= {SEEN_WITHIN:.0f} s"
    return [Row("published, until every reader sees it", slowest, "s", target=promise, holds=holds)]


def _read_by(port: int, path: str, readers: tuple[str, ...]) -> None:
    """So that the server holds on to what it is about to be wrong about."""
    for cookies in readers:
        _read(port, path, cookies)


def _read(port: int, path: str, cookies: str) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        line.request("GET", path, headers={"Cookie": cookies} if cookies else {})
        return line.getresponse().read().decode()
    finally:
        line.close()


@contextmanager
def _server() -> Iterator[int]:
    port = free_port()
    env = os.environ | {"PORT": str(port), "PYTHONPATH": os.pathsep.join(sys.path)}
    with running(env, port, SERVER):
        yield port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
