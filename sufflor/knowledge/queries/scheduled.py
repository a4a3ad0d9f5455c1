"""Pages that are to come to readers, or go from them, by now."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import Page, Revision


def scheduled(at: datetime) -> list[tuple[int, datetime]]:
    """Their keys, and when it was to happen; the first first. Two queries."""
    begins = beginning(at).values_list("object_id", "approved_go_live_at")
    found = [(int(pk), moment) for pk, moment in begins]
    found += ending(at).values_list("pk", "expire_at")
    return sorted(found, key=lambda pair: pair[1])


def beginning(at: datetime) -> QuerySet[Revision]:
    pages: QuerySet[Revision] = Revision.page_revisions.filter(approved_go_live_at__lte=at)
    return pages.order_by("approved_go_live_at", "pk")


def ending(at: datetime) -> QuerySet[Page]:
    pages: QuerySet[Page] = Page.objects.filter(live=True, expire_at__lte=at)
    return pages.order_by("expire_at", "pk")
