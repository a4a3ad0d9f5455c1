"""The list of reasons for which requests are handed over: the institution's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sufflor.desk.models import Direction, HandoverReason
from sufflor.events import actions as events
from sufflor.organization.models import User


@dataclass(frozen=True)
class ReasonWords:
    """In bokmål always, in nynorsk and English where the institution has it."""

    name: str
    name_nn: str = ""
    name_en: str = ""


@transaction.atomic
def offer_reason(
    *,
    code: str,
    words: ReasonWords,
    direction: Direction | None,
    position: int,
    by: User | None,
    at: datetime,
) -> HandoverReason:
    """For one way or, without one, for all. Offered again under its code, it gets these words."""
    reason, is_new = HandoverReason.objects.update_or_create(
        code=code,
        defaults={
            "name": words.name,
            "name_nn": words.name_nn,
            "name_en": words.name_en,
            "direction": direction.value if direction else "",
            "position": position,
            "is_active": True,
        },
    )
    events.record("request.reason_offered", about=reason, by=by, at=at, is_new=is_new)
    return reason
