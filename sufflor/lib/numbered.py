"""Statements as the stores read them best: what is always the same stands in the text, where
the planner sees it, and each value once under a number, however often it is asked for.

The ORM gives a value anew for each place: to count queues takes four hundred of them, of which
seven differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

_PLACE = re.compile("%s|%%")


class Numbered(NamedTuple):
    """The text, and the name of the value behind each number, from 1 on."""

    text: str
    names: tuple[str, ...]


def numbered(
    sql: str,
    constants: Sequence[object],
    places: Sequence[str],
    *,
    mark: str,
    literal: Callable[[object], str],
) -> Numbered:
    """`places` says for each parameter which value it is, or, when empty, that it is always the
    constant that stands at the same place. `mark` stands before a number in the store's own
    language, and `literal` writes a constant in it."""
    names: dict[str, int] = {}
    given = zip(places, constants, strict=True)

    def written(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        place, constant = next(given)
        if not place:
            return literal(constant)
        return f"{mark}{names.setdefault(place, len(names) + 1)}"

    return Numbered(_PLACE.sub(written, sql), tuple(names))


def cursor_around(home: BaseDatabaseWrapper, make: Callable[[], object]) -> CursorWrapper:
    """As `home.cursor()`, around a cursor of the store that `make` gives: one that runs its own
    statement, whatever it is given."""
    home.close_if_health_check_failed()
    home.ensure_connection()
    with home.wrap_database_errors:
        cursor: CursorWrapper = home._prepare_cursor(make())  # type: ignore[attr-defined]  # not in the stubs
    return cursor
