"""How good the search is: questions with known answers, asked of the articles in a file."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sufflor.search.actions import Entry, rebuild
from sufflor.search.models import Audience
from sufflor.search.queries import search

DEPTH = 10

Figures = dict[str, float | int]


class BadFile(Exception):
    """The file cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    relevant: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True)
class Outcome:
    kind: str
    ranks: tuple[int, ...]  # of the relevant articles among the first ten, from 1
    relevant: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Case:
    entries: Sequence[Entry]
    queries: Sequence[Asked]

    def nowhere(self) -> list[str]:
        """Queries that wait for an article which the file does not have."""
        refs = {entry.ref for entry in self.entries}
        return [asked.text for asked in self.queries if asked.relevant - refs]


def read(path: Path) -> Case:
    """Articles and queries of a file; keys that we do not know are left alone."""
    try:
        content: object = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadFile(f"{path} is not JSON: {error}.") from error
    top = _Fields(content, str(path))
    entries = [_entry(fields) for fields in top.each("articles")]
    queries = [_asked(fields) for fields in top.each("queries")]
    if len({entry.ref for entry in entries}) < len(entries):
        raise BadFile(f"{path}: two articles have the same “id”.")
    return Case(entries, queries)


def evaluate(case: Case, *, at: datetime, using: str) -> dict[str, object]:
    """Index the articles, ask every query once to warm up and once by the clock."""
    rebuild(case.entries, at=at, using=using)
    for asked in case.queries:
        _ask(asked, using)
    outcomes = [_ask(asked, using) for asked in case.queries]
    by_kind = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.kind].append(outcome)
    kinds = {kind: _figures(of_kind) for kind, of_kind in sorted(by_kind.items())}
    times = sorted(outcome.milliseconds for outcome in outcomes)
    speed: Figures = {"p50_ms": _percentile(times, 50), "p95_ms": _percentile(times, 95)}
    return {**_figures(outcomes), **speed, "articles": len(case.entries), "kind": kinds}


def _ask(asked: Asked, using: str) -> Outcome:
    started = time.perf_counter()
    results = search(asked.text, audience=Audience.PUBLIC, language="nb", limit=DEPTH, using=using)
    milliseconds = (time.perf_counter() - started) * 1000
    ranks = tuple(at for at, hit in enumerate(results.hits, 1) if hit.ref in asked.relevant)
    return Outcome(asked.kind, ranks, len(asked.relevant), milliseconds)


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    return {
        "queries": len(outcomes),
        "mrr10": _mean(1 / min(one.ranks) if one.ranks else 0.0 for one in outcomes),
        "recall10": _mean(len(one.ranks) / one.relevant for one in outcomes),
        "success1": _mean(bool(one.ranks) and min(one.ranks) <= 1 for one in outcomes),
        "success3": _mean(bool(one.ranks) and min(one.ranks) <= 3 for one in outcomes),
    }


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return round(sum(every) / len(every), 4) if every else 0.0


def _percentile(ordered: Sequence[float], percent: int) -> float:
    if not ordered:
        return 0.0
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 2)


def _entry(fields: _Fields) -> Entry:
    return Entry(
        ref=fields.text("id"),
        kind="article",
        url="/",
        title=fields.text("title"),
        summary=fields.text("summary", missing=""),
        body=fields.text("body", missing=""),
        language=fields.text("lang", missing="nb"),
        area=fields.text("area", missing=""),
        role=fields.text("role", missing=""),
        audience=Audience.PUBLIC,
    )


def _asked(fields: _Fields) -> Asked:
    relevant = frozenset(fields.texts("relevant"))
    if not relevant:
        raise BadFile(f"{fields.where}: “relevant” is empty.")
    return Asked(fields.text("q"), relevant, fields.text("kind", missing="other"))


class _Fields:
    """A JSON object that says where it stands when something in it is missing or wrong."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise BadFile(f"{where}: expected an object.")
        self._values, self.where = value, where

    def text(self, key: str, *, missing: str | None = None) -> str:
        value = self._values.get(key)
        value = missing if value is None else value
        if not isinstance(value, str):
            raise BadFile(f"{self.where}: “{key}” must be a text.")
        return value

    def texts(self, key: str) -> list[str]:
        value = self._values.get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadFile(f"{self.where}: “{key}” must be a list of texts.")
        return value

    def each(self, key: str) -> list[_Fields]:
        value = self._values.get(key)
        if not isinstance(value, list):
            raise BadFile(f"{self.where}: “{key}” must be a list.")
        return [_Fields(item, f"{key}[{at}]") for at, item in enumerate(value)]
