"""Many deeds that begin at the same moment, each hand with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from unittest import mock

from django.db import connection

# Fewer than the connections that a PostgreSQL allows when nobody has set it up.
HANDS = 25
# For its turn to write. That people are not kept waiting so long has tests of its own; here it
# would tell what else the machine is doing.
PATIENCE = 60.0


def all_at_once(deeds: Sequence[Callable[[], object]], hands: int = HANDS) -> list[Exception]:
    """Dealt out to threads that begin together. Says what went wrong."""
    hands = min(hands, len(deeds))
    gate, problems = Barrier(hands), []

    def run(some: Sequence[Callable[[], object]]) -> None:
        gate.wait()
        for deed in some:
            try:
                deed()
            except Exception as problem:
                problems.append(problem)
        connection.close()

    threads = [Thread(target=run, args=[deeds[hand::hands]]) for hand in range(hands)]
    with mock.patch("sufflor.project.sqlite.base.WAIT_SECONDS", PATIENCE):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return problems
