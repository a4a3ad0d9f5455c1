"""A small index that every test of the room may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sufflor.search import actions
from sufflor.search.actions import Entry
from sufflor.search.models import Audience

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)

Indexed = Callable[..., Entry]

PLAIN = Entry(
    ref="knowledge.article:1",
    kind="article",
    url="/artikkel/1/",
    title="Skjerme navn i tittelen",
    body="Merk ordene i tittelen og velg skjerming. Mottakeren ser stjerner.",
    language="nb",
    audience=Audience.PUBLIC,
)


@pytest.fixture
def indexed(db: None) -> Indexed:
    """Index an entry like `PLAIN` with other facts; gives the entry back."""

    def index(**facts: object) -> Entry:
        at = facts.pop("at", NINE)
        entry = replace(PLAIN, **facts)
        actions.index(entry, at=at)
        return entry

    return index
