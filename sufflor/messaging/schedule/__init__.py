"""What happens by the clock, each thing once: whoever adds something adds it here.

An entry says what is due at an instant, however often it is asked, and does one of these. Names and
planned instants are written down as `Job` rows before anything is done, so it does not matter how
many workers there are, whether one dies, or whether a clock jumps. What is done must be rows of our
own database only: it is one transaction with the mark that it is done. What reaches outside is done
before it is marked, in no transaction: it must bear being done twice.
"""

from __future__ import annotations

from sufflor.messaging.planning import Entry
from sufflor.messaging.schedule import hours, mornings, requests, texts, tidying

SCHEDULE: tuple[Entry, ...] = (
    *hours.ENTRIES,
    *texts.ENTRIES,
    *requests.ENTRIES,
    *mornings.ENTRIES,
    *tidying.ENTRIES,
)


def entry_of(name: str) -> Entry | None:
    """The entry that a job belongs to: `hours` for both "hours" and "hours:2026-10-29"."""
    wanted = name.partition(":")[0]
    return next((entry for entry in SCHEDULE if entry.name == wanted), None)
