"""A request that somebody has sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from sufflor.desk import actions
from sufflor.desk.actions import Wish
from sufflor.desk.models import Request
from sufflor.organization.models import User
from tests.cast import MORNING


def submitted(
    by: User,
    text: str = "Hvordan skjermer jeg et navn?",
    *,
    title: str = "",
    at: datetime = MORNING,
    **more: Any,
) -> Request:
    """`more` is what else the wish says."""
    wish = Wish(title=title, text=text, **more)
    return actions.submit(wish=wish, submission=uuid4(), by=by, at=at)
