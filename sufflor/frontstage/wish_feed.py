"""Wishes as an Atom feed: an entry for each, with all that was told of it, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy

from sufflor.change_requests.models import ChangeRequest
from sufflor.frontstage.known_error_feed import InOneLanguageEach
from sufflor.frontstage.notice_words import canonical
from sufflor.lib.clock import OSLO


class WishFeed(Feed[ChangeRequest, None]):
    """What everyone may read; made for one answer."""

    feed_type = InOneLanguageEach
    title = gettext_lazy("Wishes for the system")
    subtitle = gettext_lazy(
        "What people wish were otherwise, what was decided, and what came of it"
    )

    def __init__(self, changes: Sequence[ChangeRequest]) -> None:
        self.changes = changes

    def link(self) -> str:
        return canonical(reverse("wishes"))

    def feed_url(self) -> str:
        return canonical(reverse("wish_feed"))

    def items(self) -> Sequence[ChangeRequest]:
        return self.changes

    def item_title(self, item: ChangeRequest) -> str:
        return f"{item.title} ({item.plain.label})"

    def item_description(self, item: ChangeRequest) -> str:
        """The newest first, then what was asked for."""
        steps = format_html_join(
            "",
            "<p><strong>{}</strong> {}</p>",
            ((_moment(step.at), step.text) for step in item.steps.all()),
        )
        return format_html("{}<p>{}</p>", steps, item.need)

    def item_link(self, item: ChangeRequest) -> str:
        return canonical(reverse("wish", args=[item.pk]))

    def item_pubdate(self, item: ChangeRequest) -> datetime:
        return item.shown_at or item.opened_at

    def item_updateddate(self, item: ChangeRequest) -> datetime:
        return item.changed_at

    def item_author_name(self) -> str:
        return str(settings.INSTITUTION)

    def item_extra_kwargs(self, item: ChangeRequest) -> dict[str, object]:
        return {"language": item.language}


def _moment(at: datetime) -> str:
    return date_format(at.astimezone(OSLO), "DATETIME_FORMAT")
