"""Taking history out of the house."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.lib.refusals import require
from sufflor.organization import rules
from sufflor.organization.models import User


@transaction.atomic
def take_out_history(*, count: int, by: User, at: datetime) -> None:
    """That it was fetched is history too: it says who did what."""
    require(rules.may_administer(by))
    events.record("history.taken_out", about=by, by=by, at=at, count=count)
