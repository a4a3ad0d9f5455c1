"""Published texts in a row, for feeds and other systems: facts, and no text."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db.models import QuerySet

from sufflor.knowledge.models import Article
from sufflor.organization.models import CaseArea


def changed_lately(area: CaseArea, most: int) -> list[Article]:
    """The newest change first. What is in it is not said: only that it is another than before."""
    found = _listed().filter(area=area).order_by("-published_at", "-pk")
    return list(found[:most])


def published(area: str = "", before: int | None = None) -> QuerySet[Article]:
    """The newest article first; `before` is the key of the last one of the page before."""
    found = _listed().order_by("-pk")
    if area:
        found = found.filter(area__slug=area)
    return found if before is None else found.filter(pk__lt=before)


def at_address(address: str) -> Article | None:
    """The article that somebody has pasted the address of, in whichever language it was read."""
    try:
        parts = urlsplit(address.strip()).path.strip("/").split("/")
    except ValueError:
        return None
    if len(parts) < 3 or parts[-3] != "tema":
        return None
    found: Article | None = Article.objects.filter(live=True, address=parts[-1]).first()
    return found


def replacement_of(address: str) -> Article | None:
    """What says it now, of a text that was withdrawn for that."""
    found: Article | None = (
        Article.objects.filter(live=True, replaces__address=address, replaces__live=False)
        .select_related("area")
        .defer("html", "body")
        .first()
    )
    return found


def _listed() -> QuerySet[Article]:
    found: QuerySet[Article] = Article.objects.filter(live=True, published_at__isnull=False)
    return found.defer("html", "body").select_related("area", "owner_unit")
