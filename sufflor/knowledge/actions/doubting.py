"""Something has happened that a text may no longer fit: its review is due at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.knowledge.actions.standing import locked, store
from sufflor.knowledge.models import Article, Because, Doubt
from sufflor.knowledge.models.use import SAID_LENGTH
from sufflor.lib.clock import local_date
from sufflor.lib.text import one_line, shortened
from sufflor.organization.models import User


@transaction.atomic
def doubt_articles(
    *, articles: Iterable[Article], because: Because, said: str, by: User | None, at: datetime
) -> int:
    """How many are to be gone through because of it. Said again before that, it is said once.
    `said` names what happened, and nobody."""
    keys = sorted(article.pk for article in articles)
    return sum(_doubt(locked(Article(pk=pk)), because, said, by, at) for pk in keys)


@transaction.atomic
def doubt_what_leads_to(
    *, path: str, because: Because, said: str, by: User | None, at: datetime
) -> int:
    """Those that readers have and that link to a page of ours, which is no longer what it was."""
    leading = Article.objects.filter(live=True, html__contains=f'{path}"').only("pk")
    return doubt_articles(articles=leading, because=because, said=said, by=by, at=at)


def settle_doubts(article: Article, at: datetime) -> None:
    """Whoever has gone through a text has answered them."""
    article.doubts.filter(settled_at=None).update(settled_at=at)


def _doubt(article: Article, because: Because, said: str, by: User | None, at: datetime) -> bool:
    said = shortened(one_line(said), SAID_LENGTH)
    _row, is_new = Doubt.objects.get_or_create(
        article=article, because=because, said=said, settled_at=None, defaults={"at": at}
    )
    today = local_date(at)
    if article.review_date is None or article.review_date > today:
        article.review_date = today
        store(article, "review_date")
        events.touch(KNOWLEDGE, changed=[article.pk])
    if is_new:
        events.record(
            "article.review_raised", about=article, by=by, at=at, because=because.value, said=said
        )
    return is_new
