"""The desk with many requests, over HTTP, each page beside a bare Django page in the same run.

    python3 do.py bench desk [--json] [--sizes=20000,100000] [--only=SQLite]

About five entries hang on each request, and one helper is in three of sixty groups. One server
process answers; CPU is what that process and its children use per request, time is the median.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks import calling
from benchmarks.away import SERVER, away_from_home, running, said, stores
from benchmarks.measuring import Row, progress, report
from benchmarks.servers import free_port

BARE = "benchmarks.bare_settings"
SIZES = (20_000, 100_000)
ROUNDS, PER_ROUND = 7, 20
GROWTH = 1.2
# A token is whatever the browser holds, said twice.
CSRF = "b" * 32
QUIET = 3.0
MOST_MEGABYTES = 250
TARGETS = {
    "work list of 50": 2.5,
    "request with 20 entries": 2.5,
    "search, rare word": 3.0,
    "search, middling word": 3.0,
    "search, common word": 3.0,
    "create": 2.5,
    "hand over": 2.5,
}


@dataclass
class Spent:
    """Per request: CPU and the median of the time, in milliseconds."""

    cpu: float
    median: float


@dataclass
class Desk:
    """What the filling tells: the sessions of a helper and of those who ask, the helper's groups
    with requests that lie there, where the longest request is, words to find."""

    helper: str
    askers: list[str]
    groups: list[int]
    at_hand: list[int]
    long_request: str
    words: dict[str, str]


def main(words: list[str]) -> int:
    options = dict(word[2:].split("=", 1) for word in words if "=" in word)
    if "fill" in options:
        from benchmarks.desk_filling import fill

        print(json.dumps(fill(int(options["fill"]))))
        return 0
    sizes = [int(size) for size in options.get("sizes", "").split(",") if size] or list(SIZES)
    with contextlib.redirect_stdout(sys.stderr):
        rows = []
        for name, url in stores(options.get("only", "")):
            rows += _on_store(name, url, sizes)
    return report("desk", rows, "--json" in words)


def _on_store(name: str, url: str, sizes: list[int]) -> list[Row]:
    rows: list[Row] = []
    before: dict[str, Spent] = {}
    for number, size in enumerate(sizes):
        progress(f"{name}: filling {size} requests")
        with away_from_home("desk", DATABASE_URL=database(url, number)) as env:
            desk = Desk(**said(env, "benchmarks.desk", f"--fill={size}"))
            spent, megabytes = _measured(desk, env)
        rows += _rows(f"{name}, {size}", spent, before)
        rows.append(
            Row(
                f"{name}, {size}: two workers",
                megabytes,
                "MB",
                target=f"<= {MOST_MEGABYTES} MB",
                holds=megabytes <= MOST_MEGABYTES,
            )
        )
        before = spent
    return rows


def _measured(desk: Desk, env: dict[str, str]) -> tuple[dict[str, Spent], float]:
    with served(env | {"DJANGO_SETTINGS_MODULE": BARE}, 1) as bare, served(env, 1) as ours:
        helper = Visitor(ours, desk.helper)
        calls: dict[str, tuple[Visitor, Callable[[int], None]]] = {
            "bare": (bare_visitor := Visitor(bare, desk.helper), _get(bare_visitor, "/bare/")),
            "work list of 50": (helper, _get(helper, "/arbeid/")),
            "request with 20 entries": (helper, _get(helper, desk.long_request)),
        }
        askers = [Visitor(ours, session) for session in desk.askers]
        calls["create"] = (askers[0], _create(askers))
        calls["hand over"] = (helper, _hand_over(helper, desk))
        for kind, word in desk.words.items():
            call = _get(helper, f"/arbeid/?{urlencode({'q': word})}")
            calls[f"search, {kind} word"] = (helper, call)
        spent = _in_turns(calls)
    with served(env, 2) as both:
        for _ in range(40):
            Visitor(both, desk.helper).get("/arbeid/")
        return spent, calling.megabytes(calling.family(both.pid))


def _in_turns(calls: dict[str, tuple[Visitor, Callable[[int], None]]]) -> dict[str, Spent]:
    """The pages take turns, so that noise hits all."""
    cpu: dict[str, list[float]] = {name: [] for name in calls}
    times: dict[str, list[float]] = {name: [] for name in calls}
    for visitor, call in calls.values():
        for number in range(3):
            call(-1 - number)
        visitor.used()
    for turn in range(ROUNDS):
        progress(f"round {turn + 1} of {ROUNDS}")
        for name, (visitor, call) in calls.items():
            visitor.used()
            for number in range(PER_ROUND):
                began = time.perf_counter()
                call(turn * PER_ROUND + number)
                times[name].append((time.perf_counter() - began) * 1000)
            cpu[name].append(visitor.used() * 1000 / PER_ROUND)
    return {
        name: Spent(statistics.median(cpu[name]), statistics.median(times[name])) for name in calls
    }


def _rows(where: str, spent: dict[str, Spent], before: dict[str, Spent]) -> list[Row]:
    bare = spent["bare"]
    rows = [Row(f"{where}: bare Django page", bare.cpu, "ms CPU", 1.0)]
    for what, most in TARGETS.items():
        found = spent[what]
        for value, beside, unit in (
            (found.cpu, bare.cpu, "ms CPU"),
            (found.median, bare.median, "ms"),
        ):
            ratio = value / beside
            rows.append(
                Row(
                    f"{where}: {what}",
                    value,
                    unit,
                    ratio,
                    target=f"<= {most} x",
                    holds=ratio <= most,
                )
            )
        if what in before:
            growth = (found.cpu / bare.cpu) / (before[what].cpu / before["bare"].cpu)
            rows.append(
                Row(
                    f"{where}: {what}, grown",
                    growth,
                    "x",
                    target=f"<= {GROWTH} x",
                    holds=growth <= GROWTH,
                )
            )
    return rows


@dataclass
class Server:
    pid: int
    port: int


@contextmanager
def served(env: dict[str, str], workers: int) -> Iterator[Server]:
    port = free_port()
    told = env | {"PORT": str(port), "WEB_WORKERS": str(workers)}
    with running(told, port, SERVER) as pid:
        yield Server(pid, port)


class Visitor:
    """Somebody signed in, with one kept connection."""

    def __init__(self, server: Server, session: str) -> None:
        self._server = server
        self._headers = {"Cookie": f"sessionid={session}; csrftoken={CSRF}"}
        self._line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self._used = 0.0
        self._asked_at = 0.0

    def used(self) -> float:
        """CPU seconds of the server since this was last asked."""
        now = calling.cpu_seconds(calling.family(self._server.pid))
        spent, self._used = now - self._used, now
        return spent

    def get(self, path: str) -> bytes:
        return self._asked("GET", path, 200)

    def post(self, path: str, fields: dict[str, str]) -> None:
        """As a form that was shown: the page gives the token, and does not count."""
        token = {"csrfmiddlewaretoken": CSRF}
        self._asked("POST", path, 303, urlencode({**fields, **token}))

    def _asked(self, method: str, path: str, status: int, body: str = "") -> bytes:
        # The server lets go of a line that has been quiet; it opens again by itself.
        if time.monotonic() - self._asked_at > QUIET:
            self._line.close()
        self._asked_at = time.monotonic()
        headers = self._headers | {"Content-Type": "application/x-www-form-urlencoded"}
        self._line.request(method, path, body or None, headers=headers)
        answer = self._line.getresponse()
        said = answer.read()
        if answer.status != status:
            raise SystemExit(f"{method} {path} answered {answer.status}: {_complaint(said)}")
        return said


def _get(visitor: Visitor, path: str) -> Callable[[int], None]:
    def call(_number: int) -> None:
        visitor.get(path)

    return call


def _create(askers: list[Visitor]) -> Callable[[int], None]:
    """Somebody else each time, as when many write at once."""

    def call(number: int) -> None:
        fields = {
            "felt-branch": "annet",
            "felt-what": f"Hvor finner jeg saken igjen etter flyttingen, {number}?",
            "felt-more": "Jeg har søkt på tittelen og på saksnummeret.",
            "submission": str(uuid4()),
            "gjor": "send",
        }
        askers[number % len(askers)].post("/hjelp/ny/hjelp-til-bruk-av-elements/", fields)

    return call


def _hand_over(helper: Visitor, desk: Desk) -> Callable[[int], None]:
    """Between the helper's own groups, so that it can go on as long as one likes."""
    lies_in = dict.fromkeys(desk.at_hand, 0)

    def call(number: int) -> None:
        pk = desk.at_hand[number % len(desk.at_hand)]
        lies_in[pk] = (lies_in[pk] + 1) % len(desk.groups)
        fields = {"to": f"gruppe-{desk.groups[lies_in[pk]]}"}
        helper.post(f"/arbeid/henvendelser/{pk}/overlevering/", fields)

    return call


def _complaint(page: bytes) -> str:
    """What the page says was wrong."""
    said = re.findall(r'class="[^"]*(?:error|alert)[^"]*".*?</div>', page.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", " ".join(said))[:300]


def database(url: str, number: int) -> str:
    """Each size has an installation of its own, also in a cluster."""
    import psycopg

    if not url:
        return ""
    with psycopg.connect(url, autocommit=True) as control:
        control.execute(f"CREATE DATABASE desk_{number}")
    return url.rpartition("/")[0] + f"/desk_{number}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
