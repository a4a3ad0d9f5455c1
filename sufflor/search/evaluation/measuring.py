"""The figures: how high the right answer stands, how soon it comes, and what it costs."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sufflor.lib.kept import forget_everything
from sufflor.search.actions import Entry, rebuild
from sufflor.search.evaluation.files import Asked, Case, Told
from sufflor.search.models import Audience
from sufflor.search.queries import search, similar

DEPTH = 10
# What a page shows of questions that look like the one being written.
HINTS = 3
STEP = 100
KINDS = ("question", "answer", "article")

Figures = dict[str, float | int]
Tell = Callable[[str], None]
One = TypeVar("One")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome:
    kind: str
    in_mind: bool
    ranks: tuple[int, ...]  # of the relevant articles among the first ten, from 1
    relevant: int
    milliseconds: float
    cpu: float  # milliseconds of work in this process, whatever else the machine does


def evaluate(case: Case, *, at: datetime, using: str, tell: Tell) -> dict[str, object]:
    """Index the articles, ask every query once to warm up and once by the clock, as if nobody had
    asked for it before.

    The questions come after that: what is found of articles does not depend on them.
    """
    before = _memory()
    began = time.perf_counter()
    _index(case.entries, at, using, tell)
    seconds = time.perf_counter() - began
    _each(case.queries, lambda asked: _ask(asked, using), "warming up", tell)
    forget_everything()
    outcomes = _each(case.queries, lambda asked: _ask(asked, using), "asking", tell)
    return {
        **_figures(outcomes),
        **_speed(outcomes),
        **_known_again(case, at, using, tell),
        "articles": len(case.entries),
        "index_seconds": round(seconds, 1),
        "memory_mb": round(_memory() - before, 1),
        "kind": _by_kind(outcomes),
        "written": _by_mind(outcomes),
    }


def _index(entries: Sequence[Entry], at: datetime, using: str, tell: Tell) -> None:
    def told(done: int, total: int) -> None:
        if done % STEP == 0:
            tell(f"indexing: {done} of {total}")

    rebuild(entries, at=at, using=using, progress=told)


def _ask(asked: Asked, using: str) -> Outcome:
    started, worked = time.perf_counter(), time.process_time()
    results = search(
        asked.text,
        audience=Audience.PUBLIC,
        language="nb",
        kinds=["article"],
        limit=DEPTH,
        using=using,
    )
    milliseconds = (time.perf_counter() - started) * 1000
    cpu = (time.process_time() - worked) * 1000
    ranks = tuple(at for at, hit in enumerate(results.hits, 1) if hit.ref in asked.relevant)
    return Outcome(asked.kind, asked.in_mind, ranks, len(asked.relevant), milliseconds, cpu)


def _known_again(case: Case, at: datetime, using: str, tell: Tell) -> Figures:
    """Whether a question in other words leads to the posted one, and a new one to nothing."""
    if not case.paraphrases and not case.negatives:
        return {}
    _index([*case.entries, *case.posted], at, using, tell)

    def hints(text: str) -> tuple[list[str], float]:
        started = time.perf_counter()
        found = similar(text, audience=Audience.PUBLIC, kinds=KINDS, using=using)
        milliseconds = (time.perf_counter() - started) * 1000
        return [one.ref for one in found if one.kind == "question"][:HINTS], milliseconds

    def rank(told: Told) -> tuple[int, float]:
        refs, milliseconds = hints(told.text)
        return (refs.index(told.same_as) + 1 if told.same_as in refs else 0), milliseconds

    ranks = _each(case.paraphrases, rank, "asking in other words", tell)
    hinted = _each(case.negatives, hints, "asking what is new", tell)
    times = sorted(milliseconds for _found, milliseconds in (*ranks, *hinted))
    return {
        "paraphrases": len(ranks),
        "similar_success1": _mean(at == 1 for at, _time in ranks),
        "similar_recall3": _mean(at > 0 for at, _time in ranks),
        "negatives": len(hinted),
        "negatives_with_hint": _mean(bool(found) for found, _time in hinted),
        "similar_p95_ms": _percentile(times, 95),
    }


def _by_kind(outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    by_kind = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.kind].append(outcome)
    return {kind: _figures(of_kind) for kind, of_kind in sorted(by_kind.items())}


def _by_mind(outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    """With the articles in mind, or by somebody who thought of the need alone."""
    sides = {"in_mind": True, "independent": False}
    return {
        name: _figures([one for one in outcomes if one.in_mind is side])
        for name, side in sides.items()
        if any(one.in_mind for one in outcomes)
    }


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    return {
        "queries": len(outcomes),
        "mrr10": _mean(1 / min(one.ranks) if one.ranks else 0.0 for one in outcomes),
        "recall10": _mean(len(one.ranks) / one.relevant for one in outcomes),
        "success1": _mean(bool(one.ranks) and min(one.ranks) <= 1 for one in outcomes),
        "success3": _mean(bool(one.ranks) and min(one.ranks) <= 3 for one in outcomes),
    }


def _speed(outcomes: Sequence[Outcome]) -> Figures:
    times = sorted(one.milliseconds for one in outcomes)
    work = sorted(one.cpu for one in outcomes)
    return {
        "p50_ms": _percentile(times, 50),
        "p95_ms": _percentile(times, 95),
        "cpu_p50_ms": _percentile(work, 50),
        "cpu_p95_ms": _percentile(work, 95),
    }


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return round(sum(every) / len(every), 4) if every else 0.0


def _percentile(ordered: Sequence[float], percent: int) -> float:
    if not ordered:
        return 0.0
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 2)


def _each(
    every: Sequence[One], deed: Callable[[One], Result], what: str, tell: Tell
) -> list[Result]:
    """Long lists are told of a hundred at a time."""
    results = []
    for number, one in enumerate(every, 1):
        results.append(deed(one))
        if number % STEP == 0:
            tell(f"{what}: {number} of {len(every)}")
    return results


def _memory() -> float:
    """What this process holds just now, in megabytes; nothing where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
