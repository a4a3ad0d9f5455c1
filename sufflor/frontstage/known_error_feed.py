"""Known errors as an Atom feed: an entry for each, with all that was told of it, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.frontstage.notice_words import canonical
from sufflor.known_errors.models import KnownError
from sufflor.lib.clock import OSLO


class InOneLanguageEach(Atom1Feed):
    """Says which language each entry is in."""

    def item_attributes(self, item: dict[str, str]) -> dict[str, str]:
        return {"xml:lang": item["language"]}


class ErrorFeed(Feed[KnownError, None]):
    """What everyone may read; made for one answer."""

    feed_type = InOneLanguageEach
    title = gettext_lazy("Known errors")
    subtitle = gettext_lazy("What is wrong, what one can do meanwhile, and when it is fixed")

    def __init__(self, errors: Sequence[KnownError]) -> None:
        self.errors = errors

    def link(self) -> str:
        return canonical(reverse("known_errors"))

    def feed_url(self) -> str:
        return canonical(reverse("known_error_feed"))

    def items(self) -> Sequence[KnownError]:
        return self.errors

    def item_title(self, item: KnownError) -> str:
        return f"{item.title} ({item.plain.label})"

    def item_description(self, item: KnownError) -> str:
        """The newest first, then what one sees and what one can do meanwhile."""
        told = [step for step in item.steps.all() if step.is_told]
        steps = format_html_join(
            "", "<p><strong>{}</strong> {}</p>", ((_moment(s.at), s.sentence) for s in told)
        )
        meanwhile = item.workaround or _("None yet")
        return format_html("{}<p>{}</p><p>{}</p>", steps, item.seen, meanwhile)

    def item_link(self, item: KnownError) -> str:
        return canonical(reverse("known_error", args=[item.pk]))

    def item_pubdate(self, item: KnownError) -> datetime:
        return item.confirmed_at or item.opened_at

    def item_updateddate(self, item: KnownError) -> datetime:
        return item.changed_at

    def item_author_name(self) -> str:
        return str(settings.INSTITUTION)

    def item_extra_kwargs(self, item: KnownError) -> dict[str, object]:
        return {"language": item.language}


def _moment(at: datetime) -> str:
    return date_format(at.astimezone(OSLO), "DATETIME_FORMAT")
