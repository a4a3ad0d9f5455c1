"""What somebody asked because a text of ours was wrong: its department goes through it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.desk import rules
from sufflor.desk.actions.ending import resolved_with
from sufflor.desk.actions.states import locked, require_unresolved, written
from sufflor.desk.models import Request
from sufflor.events import actions as events
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article, Because
from sufflor.lib.refusals import require
from sufflor.organization.models import User


@transaction.atomic
def article_was_wrong(
    *, request: Request, article: Article, text: str, by: User, at: datetime
) -> Request:
    """With a text it is resolved by that; without, it only says so. The department is told which
    request it was, and nothing that stands in it."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    if text.strip():
        require_unresolved(request)
        resolved_with(request, written(text), by, at, article=article.pk)
    events.record("request.article_wrong", about=request, by=by, at=at, article=article.pk)
    knowledge.doubt_articles(
        articles=[article], because=Because.WRONG, said=request.number, by=by, at=at
    )
    return request
