"""Shared texts: kept once, and read in every article that holds them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.knowledge import composing, prose, rules
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.actions.standing import store, tell
from sufflor.knowledge.models import Article, SharedText
from sufflor.knowledge.queries.shared import holding
from sufflor.lib.refusals import require
from sufflor.organization.models import User


@transaction.atomic
def keep_shared(*, text: SharedText, by: User, at: datetime) -> SharedText:
    """Say it once, for the department that answers for it."""
    require(rules.may_edit_for(by, text.owner_id))
    with Deed(by=by, at=at):
        text.full_clean()
        text.save()
    return text


@transaction.atomic
def shared_was_kept(*, text: SharedText, by: User | None, at: datetime) -> None:
    """The rest of keeping it, whichever way it was done: every article that readers have holds the
    text as it is now, and is found by it. An article stays as validated as it was."""
    events.record("shared.changed", about=text, by=by, at=at)
    for article in holding(text).select_for_update(of=("self",)).order_by("pk"):
        _make_anew(article, by, at)
    events.touch(KNOWLEDGE)


def _make_anew(article: Article, by: User | None, at: datetime) -> None:
    html = composing.readable(article)
    if html == article.html:
        return
    if article.summary == prose.summary(article.html):
        article.summary = prose.summary(html)
    article.html, article.published_at = html, at
    store(article, "html", "summary", "published_at")
    tell(article, "article.shared_text_changed", by, at)
