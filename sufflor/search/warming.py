"""Reading the dictionary and the thesaurus before somebody waits for them."""

from __future__ import annotations

from threading import Thread

from sufflor.search.analysis import analyse
from sufflor.search.vectors import concepts_of


def warm_up() -> None:
    """About two seconds, the first time after something changed, and otherwise nothing to speak of.
    The first who writes something that can be found would pay for it, with the store's turn in hand
    while all other writers wait."""
    analyse("saksbehandling")
    concepts_of("saksbehandling")


def warm_up_meanwhile() -> None:
    """The same beside what the process begins with."""
    Thread(target=warm_up, name="warm-up", daemon=True).start()
