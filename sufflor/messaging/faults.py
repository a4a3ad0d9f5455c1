"""Which faults are not the fault of what was being done, and what may be told of the others."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError

# The database does not answer. The work stays on its lease, and is done again.
STORE_AWAY = (OperationalError, InterfaceError)


def kind_of(error: Exception) -> str:
    """A fault of our own code by its kind, not by its words: they may hold what somebody wrote."""
    return f"{type(error).__module__}.{type(error).__qualname__}"
