"""The channel as an Atom feed, in the language of its address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from sufflor.announcements.models import Notice
from sufflor.frontstage.notice_words import canonical, html_of, trail, updated_at
from sufflor.knowledge import prose
from sufflor.lib.clock import OSLO

Attributes = dict[str, str]


class InManyLanguages(Atom1Feed):
    """Says which language each entry is in, and where the feed is in the other languages.

    Categories say of which kind they are: a tag, or whom the entry concerns.
    """

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for language, address in self.feed["elsewhere"]:
            link = {"rel": "alternate", "hreflang": language, "href": address}
            handler.addQuickElement("link", "", {"type": "application/atom+xml", **link})

    def item_attributes(self, item: dict[str, str]) -> Attributes:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, object]) -> None:
        super().add_item_elements(handler, item)
        marks = item["marks"]
        if isinstance(marks, list):
            for mark in marks:
                handler.addQuickElement("category", "", mark)


class NoticeFeed(Feed[Notice, None]):
    """What everyone may read, newest first; made for one answer."""

    feed_type = InManyLanguages
    title = gettext_lazy("The message channel")
    subtitle = gettext_lazy("What everyone who handles cases should know now")

    def __init__(self, notices: Sequence[Notice], tag: str) -> None:
        self.notices = notices
        self.query = f"?{urlencode({'tag': tag})}" if tag else ""

    def link(self) -> str:
        return canonical(reverse("notices")) + self.query

    def feed_url(self) -> str:
        return canonical(reverse("notice_feed")) + self.query

    def feed_extra_kwargs(self, obj: None) -> dict[str, object]:
        return {"elsewhere": list(self._elsewhere())}

    def items(self) -> Sequence[Notice]:
        return self.notices

    def item_title(self, item: Notice) -> str:
        return item.local.title

    def item_description(self, item: Notice) -> str:
        return _told(item)

    def item_link(self, item: Notice) -> str:
        return canonical(reverse("notice", args=[item.pk]))

    def item_pubdate(self, item: Notice) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Notice) -> datetime:
        return updated_at(item)

    def item_author_name(self, item: Notice) -> str:
        return item.unit.local_name

    def item_extra_kwargs(self, item: Notice) -> dict[str, object]:
        return {"language": item.local.language, "marks": list(_marks(item))}

    def _elsewhere(self) -> Iterator[tuple[str, str]]:
        here = get_language()
        for language, _name in settings.LANGUAGES:
            if language != here:
                with override(language):
                    yield language, self.feed_url()


def _marks(notice: Notice) -> Iterator[Attributes]:
    for tag in notice.tags.all():
        yield {"scheme": _scheme("tag"), "term": tag.tag, "label": str(tag)}
    for target in notice.targets.all():
        unit = target.unit.code if target.unit else ""
        area = target.area.slug if target.area else ""
        term = "/".join(part for part in (target.work_role, unit, area) if part)
        yield {"scheme": _scheme("for"), "term": term, "label": str(target)}


def _scheme(kind: str) -> str:
    return canonical(f"/meldinger/#{kind}")


def _told(notice: Notice) -> str:
    """The text, what was corrected in it, and who answers for it."""
    words = notice.local
    corrected = format_html_join(
        "",
        '<p><strong>{}</strong> <span lang="{}">{}</span></p>',
        (
            (_corrected(step.at), step.language, step.reason)
            for step in trail(notice, words.language)
        ),
    )
    answers = format_html("<p>{}, {}</p>", notice.unit.local_name, notice.contact)
    return html_of(words) + prose.cleaned(corrected + answers)


def _corrected(at: datetime) -> str:
    moment = date_format(at.astimezone(OSLO), "DATETIME_FORMAT")
    return _("Corrected %(moment)s:") % {"moment": moment}
