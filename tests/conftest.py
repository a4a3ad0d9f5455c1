"""What holds for the tests of the whole house."""

from __future__ import annotations

from pathlib import Path

import pytest

JOURNEYS = Path(__file__).parent / "journeys"
LONGEST = ("test_survival", "test_every_page", "test_three_days", "test_live", "test_host")


# Before pytest chooses among the tests by their marks.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in tests/journeys is a journey, also when nobody remembered to say so."""
    for item in items:
        if _is_journey(item):
            item.add_marker(pytest.mark.journey)
        elif not _has_a_store(item):
            item.add_marker(pytest.mark.storeless)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """What takes longest begins first: in the end no process is left alone with it."""
    if not _is_journey(item):
        return len(LONGEST) + 1
    return LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST)


def _is_journey(item: pytest.Item) -> bool:
    return item.path.is_relative_to(JOURNEYS)


def _has_a_store(item: pytest.Item) -> bool:
    asked_for = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(asked_for) or item.get_closest_marker("django_db") is not None
