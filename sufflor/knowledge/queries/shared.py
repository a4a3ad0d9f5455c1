"""Where shared texts stand."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from sufflor.knowledge.models import Article, SharedText


def holding(text: SharedText) -> QuerySet[Article]:
    """The articles that readers have it in. Drafts are not asked: they lose a text that is gone,
    and say so when they are opened."""
    holds = Q(shared_uses__text=text) | Q(steps__shared=text)
    keys = Article.objects.filter(holds, live=True).values("pk")
    found: QuerySet[Article] = Article.objects.filter(pk__in=keys).select_related("area")
    return found
