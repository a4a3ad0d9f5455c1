"""An error that everyone knows of, with what it takes to make one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.known_errors import actions
from sufflor.known_errors.actions import Facts
from sufflor.known_errors.models import KnownError
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=3)


@pytest.fixture
def facts(personnel) -> Facts:
    return Facts(
        title="Vedlegg faller ut ved ekspedering",
        seen="Mottaker får brevet uten vedlegg.",
        areas=[personnel],
    )


@pytest.fixture
def candidate(facts, liv_first_line) -> KnownError:
    return actions.suggest(facts=facts, by=liv_first_line, at=MORNING)


@pytest.fixture
def error(candidate, per_second_line) -> KnownError:
    """Confirmed by Per, who owes everyone news at 11.35."""
    actions.confirm(
        error=candidate,
        sentence="Vi ser feilen også hos oss.",
        next_update_at=LATER,
        by=per_second_line,
        at=MORNING,
    )
    return KnownError.objects.get(pk=candidate.pk)
