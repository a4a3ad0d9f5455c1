"""Texts with a circle of readers of their own: found by words, and never without a queryset that
says who looks.

`matching` gives a subquery of numbers, to be joined with what somebody may see at all. There is no
other way to ask, so a hit can neither be shown, counted nor hinted at outside its circle. The
numbers are those of the one room that keeps such records, the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from sufflor.search.adapters import records as adapter
from sufflor.search.analysis import analyse, whole_tokens
from sufflor.search.expansion import parse

MOST_WORDS = 12
# Each with each other: more words than these would make a statement of hundreds of pairs.
MOST_OF_SOME = 10
Model = TypeVar("Model", bound=models.Model)


def put(number: int, text: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """In the transaction of the thing itself. Put again, it says what was put last."""
    adapter.put(connections[using], number, sorted({token.text for token in analyse(text)}))


def put_tokens(number: int, tokens: Iterable[str], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """What was read of a record in another store, as it was read there."""
    adapter.put(connections[using], number, sorted(tokens))


def delete(number: int, *, using: str = DEFAULT_DB_ALIAS) -> None:
    adapter.delete(connections[using], number)


def matching(text: str, *, using: str = DEFAULT_DB_ALIAS) -> RawSQL | None:
    """The numbers of those that have every word in some form; None when no word is left."""
    phrase = phrase_of(text, using=using)
    return numbers(phrase, using=using) if phrase else None


def phrase_of(text: str, *, using: str = DEFAULT_DB_ALIAS) -> str:
    """What the index is asked for, in its own language; empty when no word is left."""
    wanted = [sorted(whole_tokens(word)) for word in parse(text)[:MOST_WORDS]]
    wanted = [forms for forms in wanted if forms]
    return adapter.phrase(connections[using], wanted) if wanted else ""


def phrase_of_some(text: str, *, using: str = DEFAULT_DB_ALIAS) -> str:
    """As `phrase_of`, for what has at least two of the words, or the one that there is."""
    wanted = [sorted(whole_tokens(word)) for word in parse(text)]
    wanted = [forms for forms in wanted if forms][:MOST_OF_SOME]
    if len(wanted) < 2:
        return phrase_of(text, using=using)
    store = connections[using]
    return adapter.either(store, [adapter.phrase(store, pair) for pair in combinations(wanted, 2)])


def nearest(text: str, others: Mapping[int, str]) -> list[int]:
    """Those that have most of the words of a text, the nearest first; others come as they stood."""
    wanted = {token.text for token in analyse(text)}
    shared = {
        number: len(wanted & {token.text for token in analyse(other)})
        for number, other in others.items()
    }
    return sorted(others, key=lambda number: -shared[number])


def numbers(phrase: str, *, using: str = DEFAULT_DB_ALIAS) -> RawSQL:
    """Those that the index finds for a phrase from `phrase_of`."""
    # The statement is one of two in the adapter; what was typed is its value.
    sql = adapter.matching(connections[using])
    return RawSQL(sql, (phrase,), output_field=BigIntegerField())  # noqa: S611


def newest_of(
    phrase: str,
    among: models.QuerySet[Model],
    there: slice,
    *,
    in_turn: bool,
    using: str = DEFAULT_DB_ALIAS,
) -> Subquery:
    """The keys of one page of those that the index finds and that are among these, newest first.
    `in_turn` asks of each hit whether it is among them, and goes no further than to the last of the
    page: right where many are. SQLite goes no other way."""
    store = connections[using]
    if in_turn or store.vendor == "sqlite":
        return _Newest(phrase, among, there, store)
    found = among.filter(pk__in=numbers(phrase, using=using))
    return Subquery(found.order_by("-pk").values("pk")[there])


class _Newest(Subquery):
    def __init__(
        self,
        phrase: str,
        among: models.QuerySet[Model],
        there: slice,
        store: BaseDatabaseWrapper,
    ) -> None:
        number = adapter.own_number(store)
        itself = RawSQL(number, (), output_field=BigIntegerField())  # noqa: S611
        super().__init__(among.filter(pk=itself).order_by().values("pk")[:1])
        first = there.start or 0
        self.template = adapter.newest_template(store, first, there.stop - first)
        self._phrase = phrase

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        template: str | None = None,
        **more: object,
    ) -> tuple[str, tuple[str | int, ...]]:
        sql, params = super().as_sql(compiler, connection, template, **more)
        return sql, (self._phrase, *params)
