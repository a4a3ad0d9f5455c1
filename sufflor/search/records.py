"""Texts with a circle of readers of their own: found by words, and never without a queryset that
says who looks.

`matching` gives a subquery of numbers, to be joined with what somebody may see at all. There is no
other way to ask, so a hit can neither be shown, counted nor hinted at outside its circle. The
numbers are those of the one room that keeps such records, the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from sufflor.search.adapters import records
from sufflor.search.analysis import analyse, whole_tokens
from sufflor.search.expansion import parse

MOST_WORDS = 12
# Each with each other: more words than these would make a statement of hundreds of pairs.
MOST_OF_SOME = 10


def put(number: int, text: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """In the transaction of the thing itself. Put again, it says what was put last."""
    records.put(connections[using], number, sorted({token.text for token in analyse(text)}))


def delete(number: int, *, using: str = DEFAULT_DB_ALIAS) -> None:
    records.delete(connections[using], number)


def matching(text: str, *, using: str = DEFAULT_DB_ALIAS) -> RawSQL | None:
    """The numbers of those that have every word in some form; None when no word is left."""
    phrase = phrase_of(text, using=using)
    return numbers(phrase, using=using) if phrase else None


def phrase_of(text: str, *, using: str = DEFAULT_DB_ALIAS) -> str:
    """What the index is asked for, in its own language; empty when no word is left."""
    wanted = [sorted(whole_tokens(word)) for word in parse(text)[:MOST_WORDS]]
    wanted = [forms for forms in wanted if forms]
    return records.phrase(connections[using], wanted) if wanted else ""


def phrase_of_some(text: str, *, using: str = DEFAULT_DB_ALIAS) -> str:
    """As `phrase_of`, for what has at least two of the words, or the one that there is."""
    wanted = [sorted(whole_tokens(word)) for word in parse(text)]
    wanted = [forms for forms in wanted if forms][:MOST_OF_SOME]
    if len(wanted) < 2:
        return phrase_of(text, using=using)
    store = connections[using]
    return records.either(store, [records.phrase(store, pair) for pair in combinations(wanted, 2)])


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
    sql = records.matching(connections[using])
    return RawSQL(sql, (phrase,), output_field=BigIntegerField())  # noqa: S611
