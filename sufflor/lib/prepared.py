"""Queries that differ in their values alone: the ORM writes the statement once, and then it runs.

Writing a statement costs Django many times what an index costs to answer it. A page that asks the
same for everybody, with other keys and another instant, has it written once in each thread.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

from sufflor.lib.numbered import Numbered

Model = TypeVar("Model", bound=models.Model)
Row = TypeVar("Row")
Made = TypeVar("Made")

# No row has such a key, and nobody looks at a page at such a time or hundreds of years after it.
STRANGE_KEY, STRANGE_TIME = -1_900_000_000, datetime(1871, 1, 1, 3, 7, 11, tzinfo=UTC)
APART = 100_000
MOST_KEPT = 256


class MadeOfValues(TypeError):
    """The query holds something that was reckoned from a value: it would be kept with the
    statement, and be wrong the next time. Give what is reckoned as a value of its own."""


@dataclass(frozen=True)
class Values:
    """What differs from one time to the next, by name; times are aware. A text names a row, as keys
    do; words are looked for in an index."""

    keys: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, datetime] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.keys, "", *self.times, "", *self.days, "", *self.texts, "", *self.words)

    def far_off(self, number: int) -> Values:
        """As many others, which can be told from everything that a query may hold."""
        steps = iter(range(number * APART, (number + 1) * APART))
        return Values(
            {name: STRANGE_KEY - next(steps) for name in self.keys},
            {name: STRANGE_TIME + timedelta(seconds=next(steps)) for name in self.times},
            {name: STRANGE_TIME.date() + timedelta(days=next(steps)) for name in self.days},
            {name: f"strange text {next(steps)}" for name in self.texts},
            {name: f"strange words {next(steps)}" for name in self.words},
        )

    def adapted(self, ops: BaseDatabaseOperations) -> dict[str, object]:
        """As parameters of the store at hand; each kind under names of its own."""
        return {
            **{f"key {name}": key for name, key in self.keys.items()},
            **{f"time {n}": ops.adapt_datetimefield_value(at) for n, at in self.times.items()},
            **{f"day {n}": ops.adapt_datefield_value(day) for n, day in self.days.items()},
            **{f"text {name}": text for name, text in self.texts.items()},
            **{f"words {name}": words for name, words in self.words.items()},
        }


Param = bool | int | float | str | bytes | date | None
Build = Callable[[Values], "models.QuerySet[Model, Row]"]
Changed = tuple["models.QuerySet[Model]", Mapping[str, object]]


@dataclass(frozen=True)
class _Written:
    """`places` says for each parameter which value it is, or that it always is the same."""

    sql: str
    constants: tuple[object, ...]
    places: tuple[str, ...]

    def run(self, home: BaseDatabaseWrapper, values: Values) -> CursorWrapper:
        """Open, with what was found. What is written down of queries is as the ORM wrote them."""
        given = values.adapted(home.ops)
        cursor = self._cursor(home, given)
        is_read = isinstance(cursor, CursorDebugWrapper) or self._is_as_written(home)
        cursor.execute(self.sql, self._params(given) if is_read else ())
        return cursor

    def _params(self, given: Mapping[str, object]) -> Sequence[Param]:
        pairs = zip(self.places, self.constants, strict=True)
        params = (given[place] if place else constant for place, constant in pairs)
        return tuple(params)  # type: ignore[arg-type]  # as the compiler gave them

    def _cursor(self, home: BaseDatabaseWrapper, given: Mapping[str, object]) -> CursorWrapper:
        """PostgreSQL plans it once, and SQLite is given each value once."""
        if self._is_as_written(home):
            return home.cursor()
        if home.vendor == "sqlite":
            from sufflor.lib.bound import bound_cursor

            return bound_cursor(home, self._numbered, given)
        from sufflor.lib.planned import planned_cursor

        return planned_cursor(home, self._numbered, given)

    def _is_as_written(self, home: BaseDatabaseWrapper) -> bool:
        return home.vendor == "postgresql" and self._has_words

    @cached_property
    def _has_words(self) -> bool:
        return any(place.startswith("words ") for place in self.places)

    @cached_property
    def _numbered(self) -> Numbered:
        if _home().vendor == "sqlite":
            from sufflor.lib.bound import numbered_for_sqlite as numbered
        else:
            from sufflor.lib.planned import numbered_for_postgres as numbered
        return numbered(self.sql, self.constants, self.places)


@dataclass(frozen=True)
class _Statement(Generic[Model, Row]):
    queryset: models.QuerySet[Model, Row]
    compiler: SQLCompiler
    written: _Written

    def run(self, home: BaseDatabaseWrapper, values: Values) -> list[Row]:
        with self.written.run(home, values) as cursor:
            found = cursor.fetchall()
        # The queryset makes its rows or models of what its compiler brings: here, of these.
        self.compiler.execute_sql = lambda *_args, **_options: [found]  # type: ignore[assignment]  # its thread's own
        rows: Iterable[Row] = self.queryset._iterable_class(self.queryset)  # type: ignore[assignment,arg-type]  # of this queryset
        return list(rows)


def prepared_rows(shape: Hashable, values: Values, build: Build[Model, Row]) -> list[Row]:
    """The rows or models that the query gives, which `build` makes from the values that it is
    given. Nothing is prefetched.

    Whatever else decides how the query looks (what is asked, a language, how many groups) belongs
    in the shape. Raises MadeOfValues when the query cannot be prepared.
    """

    def compiled() -> _Statement[Model, Row] | None:
        return _compiled(values, build)

    home = _home()
    statement = _kept(home, (shape, values.names), compiled)
    return [] if statement is None else statement.run(home, values)


def prepared_update(
    shape: Hashable, values: Values, build: Callable[[Values], Changed[Model]]
) -> int:
    """How many rows were changed: `build` says which, and to what, from the values it is given.

    What else decides how the statement looks belongs in the shape. Raises MadeOfValues when it
    cannot be prepared.
    """

    def text_of(values: Values) -> tuple[str, tuple[object, ...]]:
        rows, changes = build(values)
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(changes)  # type: ignore[attr-defined]  # of an UpdateQuery
        sql, params = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        return sql, tuple(params)

    home = _home()
    written = _kept(home, ("update", shape, values.names), lambda: _same_but_for(values, text_of))
    with written.run(home, values) as cursor:
        return int(cursor.rowcount)


def _home() -> BaseDatabaseWrapper:
    """The connection itself, looked up once: to ask the proxy of each thing costs as much as the
    rest."""
    return connections[DEFAULT_DB_ALIAS]


def _kept(home: BaseDatabaseWrapper, key: Hashable, make: Callable[[], Made]) -> Made:
    """They belong to the connection: no two threads share one, and they go with it."""
    kept: dict[Hashable, Made] = home.__dict__.setdefault("_prepared", {})
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = make()
    return kept[key]


def _compiled(values: Values, build: Build[Model, Row]) -> _Statement[Model, Row] | None:
    """None for a query that can have no rows, whatever the values are."""
    found: list[tuple[models.QuerySet[Model, Row], SQLCompiler]] = []

    def text_of(values: Values) -> tuple[str, tuple[object, ...]]:
        queryset = build(values)
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        found.append((queryset, compiler))
        sql, params = compiler.as_sql()
        return sql, tuple(params)

    try:
        written = _same_but_for(values, text_of)
    except EmptyResultSet:
        return None
    queryset, compiler = found[0]
    # Which column is read how, and whether some are read as one, does not change with its values.
    columns = [one for one, *_more in compiler.select]
    converters, has_composite = (
        compiler.get_converters(columns),
        compiler.has_composite_fields(columns),
    )
    compiler.get_converters = lambda _expressions: converters  # type: ignore[assignment,method-assign]  # its own
    compiler.has_composite_fields = lambda _expressions: has_composite  # type: ignore[assignment,method-assign]  # its own
    queryset.query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]  # it has one
    return _Statement(queryset, compiler, written)


def _same_but_for(
    values: Values, text_of: Callable[[Values], tuple[str, tuple[object, ...]]]
) -> _Written:
    """Written twice, with strange values, to see which places are those of the values."""
    strange, stranger = values.far_off(1), values.far_off(2)
    sql, params = text_of(strange)
    again_sql, again = text_of(stranger)
    if sql != again_sql or len(params) != len(again):
        raise MadeOfValues
    places = _places(params, strange)
    others = _places(again, stranger)
    for place, other, param, second in zip(places, others, params, again, strict=True):
        # Keys of a set may stand in another order; everything else stands where it stood.
        if bool(place) != bool(other) or (not place and param != second):
            raise MadeOfValues
    return _Written(sql, params, places)


def _places(params: tuple[object, ...], values: Values) -> tuple[str, ...]:
    names = {value: name for name, value in values.adapted(_home().ops).items()}
    return tuple(names.get(param, "") for param in params)
