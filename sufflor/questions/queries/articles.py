"""Where answers have become articles that can be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sufflor.knowledge.models import Article


@dataclass(frozen=True, slots=True)
class Written:
    title: str = ""
    url: str = ""


NONE = Written()


def readable(articles: Collection[int]) -> Mapping[int, Written]:
    """Title and address of those articles that readers can open, in the language of the page.

    No query when there are none.
    """
    if not articles:
        return {}
    rows = Article.objects.filter(pk__in=articles, live=True).select_related("area")
    rows = rows.only("title", "address", "area__slug")
    return {article.pk: Written(article.title, article.get_absolute_url()) for article in rows}
