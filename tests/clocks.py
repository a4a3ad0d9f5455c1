"""What time it is in a test, and a worker that does what is due by then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from sufflor.messaging.couriers import FolderCourier
from sufflor.messaging.worker import Worker
from tests.cast import MORNING


class Clock:
    """Told an instant, it shows it from then on."""

    now = MORNING

    def __call__(self, instant: datetime) -> None:
        self.now = instant


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Says what time it is, for everybody. It is the morning until a test says otherwise."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


@pytest.fixture
def nine_in_the_morning(clock: Clock) -> None:
    """Or 25 minutes before, while an hour is open."""


@pytest.fixture
def work_at(clock: Clock, tmp_path: Path) -> Callable[..., None]:
    """Let a worker that has just been started do all that is due at each of these instants."""

    def work(*instants: datetime) -> None:
        for instant in instants:
            clock(instant)
            worker = Worker(FolderCourier(tmp_path))
            while worker.work():
                pass

    return work
