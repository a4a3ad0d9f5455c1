"""Where people wait, on a history of many requests and six rollout days, over HTTP.

    python3 do.py bench insight [--json] [--sizes=20000,100000] [--only=SQLite]

Each page beside a bare Django page in the same run. What is promised for insight is the time of
nineteen pages in twenty, and that of whoever reads first after something was counted. Telling 500
people is one approval and the worker's part until there is a letter for each of them, in one
process.
"""

from __future__ import annotations

import contextlib
import json
import statistics
import sys
import time
from dataclasses import dataclass

from benchmarks.away import away_from_home, said, stores
from benchmarks.desk import BARE, Visitor, database, served
from benchmarks.measuring import Row, progress, report

SIZES = (20_000, 100_000)
ROUNDS, PER_ROUND = 7, 12
COUNTINGS = 5
# Milliseconds for nineteen pages in twenty, up to so many requests.
PROMISED = {20_000: 300, 100_000: 600}
TOLD = 500


@dataclass
class History:
    """What the filling tells: somebody who helps, the addresses to ask for, the error to fix."""

    session: str
    pages: dict[str, str]
    error: int
    counted_seconds: float


@dataclass
class Spent:
    """Per page: CPU, the median and the slowest but one in twenty, in milliseconds."""

    cpu: float
    median: float
    late: float


def main(words: list[str]) -> int:
    options = dict(word[2:].split("=", 1) for word in words if "=" in word)
    if "fill" in options:
        from benchmarks.insight_filling import fill

        print(json.dumps(fill(int(options["fill"]))))
        return 0
    if "check" in options:
        from benchmarks.insight_filling import differing_now

        print(json.dumps(differing_now()))
        return 0
    if "again" in options:
        from benchmarks.insight_filling import count_again

        print(json.dumps(count_again()))
        return 0
    if "tell" in options:
        from benchmarks.insight_filling import tell

        print(json.dumps(tell(int(options["tell"]))))
        return 0
    sizes = [int(size) for size in options.get("sizes", "").split(",") if size] or list(SIZES)
    with contextlib.redirect_stdout(sys.stderr):
        rows = []
        for name, url in stores(options.get("only", "")):
            rows += _on_store(name, url, sizes)
    return report("insight", rows, "--json" in words)


def _on_store(name: str, url: str, sizes: list[int]) -> list[Row]:
    rows: list[Row] = []
    for number, size in enumerate(sizes):
        progress(f"{name}: filling {size} requests")
        with away_from_home("insight", DATABASE_URL=database(url, number)) as env:
            history = History(**said(env, "benchmarks.insight", f"--fill={size}"))
            spent = _measured(history, env)
            rows += _rows(f"{name}, {size}", spent, size)
            rows.append(
                Row(f"{name}, {size}: count all requests", history.counted_seconds, "s, once")
            )
            rows += _by_hand(f"{name}, {size}", env)
            rows += _first_views(f"{name}, {size}", history, env, spent["bare"], size)
            rows += _telling(f"{name}, {size}", history, env, spent["bare"])
    return rows


def _measured(history: History, env: dict[str, str]) -> dict[str, Spent]:
    with served(env | {"DJANGO_SETTINGS_MODULE": BARE}, 1) as bare, served(env, 1) as ours:
        helper = Visitor(ours, history.session)
        calls = {"bare": (Visitor(bare, history.session), "/bare/")}
        calls |= {name: (helper, path) for name, path in history.pages.items()}
        return _in_turns(calls)


def _in_turns(calls: dict[str, tuple[Visitor, str]]) -> dict[str, Spent]:
    """The pages take turns, so that noise hits all."""
    cpu: dict[str, list[float]] = {name: [] for name in calls}
    times: dict[str, list[float]] = {name: [] for name in calls}
    for visitor, path in calls.values():
        visitor.get(path)
        visitor.get(path)
    for turn in range(ROUNDS):
        progress(f"round {turn + 1} of {ROUNDS}")
        for name, (visitor, path) in calls.items():
            visitor.used()
            for _number in range(PER_ROUND):
                began = time.perf_counter()
                visitor.get(path)
                times[name].append((time.perf_counter() - began) * 1000)
            cpu[name].append(visitor.used() * 1000 / PER_ROUND)
    return {
        name: Spent(
            statistics.median(cpu[name]),
            statistics.median(times[name]),
            statistics.quantiles(times[name], n=20)[-1],
        )
        for name in calls
    }


def _rows(where: str, spent: dict[str, Spent], size: int) -> list[Row]:
    bare, promised = spent["bare"], _promised(size)
    rows = [Row(f"{where}: bare Django page", bare.cpu, "ms CPU", 1.0)]
    for what, found in spent.items():
        if what == "bare":
            continue
        rows.append(Row(f"{where}: {what}", found.cpu, "ms CPU", found.cpu / bare.cpu))
        is_promised = bool(promised) and what.startswith("insight")
        rows.append(
            Row(
                f"{where}: {what}, p95",
                found.late,
                "ms",
                found.late / bare.late,
                target=f"<= {promised} ms" if is_promised else "",
                holds=not is_promised or found.late <= promised,
            )
        )
    return rows


def _by_hand(where: str, env: dict[str, str]) -> list[Row]:
    """Each figure beside the same counted row by row, of the whole house and of each area."""
    progress("counting by hand")
    wrong = said(env, "benchmarks.insight", "--check=1")["figures"]
    assert isinstance(wrong, int)
    what = f"{where}: figures that are not as by hand"
    return [Row(what, wrong, "", target="0", holds=wrong == 0)]


def _first_views(
    where: str, history: History, env: dict[str, str], bare: Spent, size: int
) -> list[Row]:
    """What those who read first after a counting wait for, the slowest of them, and what the worker
    spends on one."""
    pages = {what: path for what, path in history.pages.items() if what.startswith("insight")}
    times: dict[str, list[float]] = {what: [] for what in pages}
    cpu: dict[str, list[float]] = {what: [] for what in pages}
    spent, promised = [], _promised(size)
    with served(env, 1) as ours:
        helper = Visitor(ours, history.session)
        for path in pages.values():
            helper.get(path)
        for turn in range(COUNTINGS):
            progress(f"counting {turn + 1} of {COUNTINGS}")
            took = said(env, "benchmarks.insight", "--again=1")["cpu_ms"]
            assert isinstance(took, float)
            spent.append(took)
            for what, path in pages.items():
                helper.used()
                began = time.perf_counter()
                helper.get(path)
                times[what].append((time.perf_counter() - began) * 1000)
                cpu[what].append(helper.used() * 1000)
    rows = [Row(f"{where}: count one that has changed", statistics.median(spent), "ms CPU")]
    for what, found in times.items():
        used, late = statistics.median(cpu[what]), max(found)
        first = f"{where}: {what}, first after it"
        rows.append(Row(first, used, "ms CPU", used / bare.cpu))
        target, holds = f"<= {promised} ms" if promised else "", not promised or late <= promised
        rows.append(Row(f"{first}, slowest", late, "ms", late / bare.late, None, target, holds))
    return rows


def _promised(size: int) -> int:
    return min((ms for most, ms in PROMISED.items() if size <= most), default=0)


def _telling(where: str, history: History, env: dict[str, str], bare: Spent) -> list[Row]:
    """As so many bare pages: each of those told has a letter of their own."""
    told = said(env, "benchmarks.insight", f"--tell={history.error}")
    letters, approved, written = told["letters"], told["approved_ms"], told["written_ms"]
    assert isinstance(approved, float)
    assert isinstance(written, float)
    return [
        Row(f"{where}: approve a fix that concerns {TOLD}", approved, "ms", approved / bare.median),
        Row(
            f"{where}: a letter for each of {TOLD}",
            written,
            "ms",
            written / bare.median,
            target=f"{TOLD} letters",
            holds=letters == TOLD,
        ),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
