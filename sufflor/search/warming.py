"""Reading the dictionary, the thesaurus and the index before somebody waits for them."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from threading import Thread

from sufflor.search.analysis import analyse
from sufflor.search.groups import everyday_place
from sufflor.search.lexicon import dictionary_place
from sufflor.search.vectors import concepts_of

LONGEST_SECONDS = 60


def warm_up() -> None:
    """Four seconds the first time after something changed, and otherwise nothing to speak of. The
    first who writes something that can be found would pay for it, with the store's turn in hand
    while all other writers wait."""
    if not (dictionary_place().exists() and everyday_place().exists()):
        _prepare_apart()
    _read()


def warm_up_meanwhile() -> None:
    """The same and the index, beside what the process begins with."""
    Thread(target=_warm_up_wholly, name="warm-up", daemon=True).start()


def _warm_up_wholly() -> None:
    # What knows the database cannot be asked for where this is run by itself.
    from sufflor.search.reading import hold_index

    warm_up()
    hold_index()


def _prepare_apart() -> None:
    """In a process that ends with it: it takes 70 MB that would never be given back. Where that
    cannot be, it is done here by the first word that asks."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "sufflor.search.warming"]
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(command, env=env, timeout=LONGEST_SECONDS, check=True)  # noqa: S603 - ours


def _read() -> None:
    analyse("saksbehandling")
    concepts_of("saksbehandling")


if __name__ == "__main__":
    _read()
