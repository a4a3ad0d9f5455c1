"""Reading the dictionary, the thesaurus and the index before somebody waits for them."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection

from sufflor.search.analysis import analyse
from sufflor.search.editions import newest
from sufflor.search.reading import reading
from sufflor.search.vectors import concepts_of


def warm_up() -> None:
    """About two seconds, the first time after something changed, and otherwise nothing to speak of.
    The first who writes something that can be found would pay for it, with the store's turn in hand
    while all other writers wait."""
    analyse("saksbehandling")
    concepts_of("saksbehandling")


def warm_up_meanwhile() -> None:
    """The same and the index, beside what the process begins with."""
    Thread(target=_warm_up_wholly, name="warm-up", daemon=True).start()


def _warm_up_wholly() -> None:
    warm_up()
    # Where the database is away or not made yet, the first search reads the index.
    with suppress(DatabaseError):
        hold_index()
    connection.close()


def hold_index() -> None:
    """A second for five thousand documents; from then on a search reads what has changed."""
    with reading(DEFAULT_DB_ALIAS, newest(DEFAULT_DB_ALIAS)):
        pass
