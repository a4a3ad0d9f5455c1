"""Another text says it now: the old one is withdrawn, and whoever looks for it is led on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.knowledge import rules
from sufflor.knowledge.actions.articles import withdraw_article
from sufflor.knowledge.actions.doubting import settle_doubts
from sufflor.knowledge.actions.standing import locked, store
from sufflor.knowledge.actions.verdicts import settled
from sufflor.knowledge.models import Article, Outcome, PathItem, Review, ThemeItem
from sufflor.knowledge.queries.lists import at_address
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User


class NoSuchText(Refusal):
    reason = _("No published text has this address.")
    way_out = _("Open the text that says it now, and paste its address here.")
    status = 422


class ReplacesItself(Refusal):
    reason = _("A text is not replaced by itself.")
    way_out = _("Paste the address of the other text.")
    status = 422


@transaction.atomic
def replace_article(
    *, article: Article, address: str, note: str = "", by: User, at: datetime
) -> Article:
    """Its own address leads to the other, and so do those of what it had replaced itself."""
    article = locked(article)
    require(rules.may_edit_for(by, article.owner_unit_id))
    other = at_address(address)
    if other is None:
        raise NoSuchText
    if other == article:
        raise ReplacesItself
    Review.objects.create(
        article=article, outcome=Outcome.REPLACED, note=one_line(note), next_date=None, by=by, at=at
    )
    settled(article, by, at)
    settle_doubts(article, at)
    withdraw_article(article=article, by=by, at=at)
    article.replaced_by, article.review_date, article.caretaker = other, None, None
    store(article, "replaced_by", "review_date", "caretaker")
    Article.objects.filter(replaced_by=article).update(replaced_by=other)
    _let_lists_hold(other, article)
    events.record("article.replaced", about=article, by=by, at=at, article=other.pk)
    events.touch(KNOWLEDGE, changed=[article.pk, other.pk])
    return article


def _let_lists_hold(other: Article, article: Article) -> None:
    """In its place, except where the other stands already."""
    own = Q(article=article)
    shelves = ThemeItem.objects.filter(article=other).values("shelf")
    ThemeItem.objects.filter(own).exclude(shelf__in=shelves).update(article=other)
    paths = PathItem.objects.filter(article=other).values("page")
    PathItem.objects.filter(own).exclude(page__in=paths).update(article=other)
