"""What `bench knowledge` needs: many articles that read like real ones, and a long theme page."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, ThemeList, ThemePage
from sufflor.organization.models import CaseArea, Unit, User
from sufflor.search.evaluation.distractors import made_up

SHELF = 15


def articles(count: int) -> None:
    """As many more as it takes to be so many in all."""
    admin, now = User.objects.get(username="admin"), timezone.now()
    areas = list(CaseArea.objects.select_related("owner"))
    with transaction.atomic():
        for number, text in enumerate(made_up(max(0, count - Article.objects.count()))):
            article = Article(title=text.title, area=areas[number % len(areas)])
            actions.import_article(
                article=article, body=text.body, next_review=None, by=admin, at=now
            )


def long_theme(entries: int) -> str:
    admin, now = User.objects.get(username="admin"), timezone.now()
    owner = Unit.objects.get(code="DOKU")
    page = actions.open_theme(
        page=ThemePage(title="Alt om Elements"), owner=owner, above=None, by=admin, at=now
    )
    found = list(Article.objects.filter(live=True).order_by("pk")[:entries])
    shelves = [
        (ThemeList(title=f"Del {start // SHELF + 1}"), found[start : start + SHELF])
        for start in range(0, entries, SHELF)
    ]
    return actions.curate(page=page, shelves=shelves, by=admin, at=now).get_absolute_url()


def publish_anew(number: int, before: Callable[[str], None]) -> tuple[str, str]:
    """Where the text is, and what it says now that it did not say before."""
    admin = User.objects.get(username="admin")
    article = Article.objects.filter(live=True).order_by("pk")[0]
    before(article.get_absolute_url())
    mark = f"Rettet for {number}. gang"
    article.body = f"<p>{mark}.</p>{article.body}"
    article.save_revision(user=admin)
    actions.publish_article(article=article, by=admin, at=timezone.now())
    return article.get_absolute_url(), mark
