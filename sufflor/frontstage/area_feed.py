"""A case area as an Atom feed: its articles, those that were changed last first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.frontstage.around_area import led_on
from sufflor.frontstage.known_error_feed import InOneLanguageEach
from sufflor.frontstage.notice_words import canonical
from sufflor.knowledge import queries
from sufflor.knowledge.models import Article
from sufflor.organization.http import Request
from sufflor.organization.models import CaseArea

IN_THE_FEED = 30


class AreaFeed(Feed[Article, None]):
    """Made for one answer."""

    feed_type = InOneLanguageEach

    def __init__(self, area: CaseArea, articles: Sequence[Article]) -> None:
        self.area, self.articles = area, articles

    def title(self) -> str:
        return _("Help in %(area)s") % {"area": self.area.local_name}

    def subtitle(self) -> str:
        return self.area.local_summary

    def link(self) -> str:
        return canonical(reverse("theme", args=[self.area.slug]))

    def feed_url(self) -> str:
        return canonical(reverse("area_feed", args=[self.area.slug]))

    def items(self) -> Sequence[Article]:
        return self.articles

    def item_title(self, item: Article) -> str:
        return str(item.title)

    def item_description(self, item: Article) -> str:
        return format_html("<p>{}</p><p>{}</p>", item.summary, item.get_state_display())

    def item_link(self, item: Article) -> str:
        return canonical(item.get_absolute_url())

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.first_published_at or item.published_at

    def item_updateddate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_author_name(self, item: Article) -> str:
        return item.owner_unit.local_name if item.owner_unit else str(settings.INSTITUTION)

    def item_extra_kwargs(self, item: Article) -> dict[str, object]:
        return {"language": item.language}


@require_safe
def area_feed(request: Request, place: str) -> HttpResponse:
    area = CaseArea.objects.filter(slug=place).first()
    if area is None:
        return led_on(place, "area_feed")
    return AreaFeed(area, queries.changed_lately(area, IN_THE_FEED))(request)


urls = [path("tema/<slug:place>.atom", area_feed, name="area_feed")]
