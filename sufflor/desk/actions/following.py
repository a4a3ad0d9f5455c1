"""What those who follow a request want to be told of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.desk import rules
from sufflor.desk.models import Access, Request
from sufflor.events import actions as events
from sufflor.lib.refusals import require
from sufflor.organization.models import User


@transaction.atomic
def choose_news(*, request: Request, wants_all: bool, by: User, at: datetime) -> None:
    """Every answer, or only that it is solved. Choosing what is chosen already changes nothing."""
    require(rules.may_follow(by, request, at))
    rows = Access.objects.front(by, at).filter(request=request)
    if not rows.exclude(wants_all=wants_all).update(wants_all=wants_all):
        return
    events.record("request.news_chosen", about=request, by=by, at=at, wants_all=wants_all)
