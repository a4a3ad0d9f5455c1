"""The tables of a new SQLite store, as all steps of all migrations leave them.

Two hundred steps cost a core twenty-five seconds, nearly all of them for drawing up models between
the steps, and leave nothing but what stands in `new_store.sql`. Steps that are newer than the file
come after it, as in any store. `python3 do.py fix` writes it anew, and `tests/test_new_store.py`
holds that it is what the steps leave.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

FILE = Path(__file__).with_suffix(".sql")
# What is another in each store.
AT, KEY = "{at}", "{key}"


def statements(at: datetime) -> str:
    """Everything that makes an empty store a new one, in a single transaction."""
    told = at.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return FILE.read_text("utf-8").replace(AT, told).replace(KEY, uuid4().hex)
