"""The message channel: the list, one notice with its corrections, and the feed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from sufflor.announcements import queries
from sufflor.announcements.models import Correction, Language, Notice, Tag, Words
from sufflor.announcements.rules import may_post
from sufflor.events.http import NOTICES, ORGANIZATION, revisions
from sufflor.knowledge import prose
from sufflor.organization.http import Request

ON_A_PAGE = 20
IN_THE_FEED = 30
OWN = "meg"
LANGUAGE_NAMES = {
    Language.BOKMAAL: gettext_lazy("bokmål"),
    Language.NYNORSK: gettext_lazy("nynorsk"),
    Language.ENGLISH: gettext_lazy("English"),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what there is not shows what there is, so that old ones work."""

    tag: str
    is_own: bool

    @property
    def query(self) -> str:
        wanted = {"tag": self.tag, "for": OWN if self.is_own else ""}
        return urlencode({name: value for name, value in wanted.items() if value})


@dataclass(frozen=True)
class Choice:
    label: str
    url: str
    is_chosen: bool


@require_safe
def notices(request: Request) -> HttpResponse:
    asked = _asked(request)
    reader = request.user if asked.is_own else None
    found = queries.channel(request.at, asked.tag, reader)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "notices": [(notice, notice.is_critical_at(request.at)) for notice in page],
        "tags": _tags(asked),
        "owners": _owners(asked) if request.user.is_authenticated else (),
        "query": f"{asked.query}&" if asked.query else "",
    }
    return render(request, "frontstage/notices.html", context)


def _asked(request: Request) -> Asked:
    tag = request.GET.get("tag", "")
    is_own = request.GET.get("for") == OWN and request.user.is_authenticated
    return Asked(tag if tag in Tag.values else "", is_own)


def _tags(asked: Asked) -> tuple[Choice, ...]:
    tags = (("", _("All")), *((tag.value, str(tag.label)) for tag in Tag))
    return tuple(_choice(label, asked, replace(asked, tag=tag)) for tag, label in tags)


def _owners(asked: Asked) -> tuple[Choice, ...]:
    """For everyone, or only what concerns the reader; who is not signed in has no such choice."""
    owners = ((False, _("All notices")), (True, _("For me")))
    return tuple(_choice(label, asked, replace(asked, is_own=own)) for own, label in owners)


def _choice(label: str, asked: Asked, chosen: Asked) -> Choice:
    return Choice(label, f"{reverse('notices')}?{chosen.query}".rstrip("?"), chosen == asked)


@require_safe
def notice(request: Request, pk: int) -> HttpResponse:
    notice = get_object_or_404(queries.channel(request.at), pk=pk)
    words = notice.local
    context = {
        "notice": notice,
        "words": words,
        "targets": notice.targets.all(),
        "body": _html(words),
        "is_own_language": words.language == get_language(),
        "language_name": LANGUAGE_NAMES[words.language],
        "trail": _trail(notice, words.language),
        "is_critical": notice.is_critical_at(request.at),
        "may_post": may_post(request.user),
    }
    return render(request, "frontstage/notice.html", context)


@dataclass(frozen=True)
class Step:
    """One correction: when, what was wrong, and what stood there in each language it was about."""

    at: datetime
    reason: str
    language: str
    before: tuple[Correction, ...]


def _trail(notice: Notice, language: str) -> list[Step]:
    steps = []
    for at, found in groupby(notice.corrections.all(), key=lambda correction: correction.at):
        # What the reader has read comes first.
        before = sorted(found, key=lambda correction: correction.language != language)
        steps.append(Step(at, before[0].reason, before[0].language, tuple(before)))
    return steps


class NoticeFeed(Feed[Notice, None]):
    """What everyone may read, newest first. Its addresses never depend on who asks, or how."""

    feed_type = Atom1Feed
    title = gettext_lazy("The message channel")
    subtitle = gettext_lazy("What everyone who handles cases should know now")

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.at: datetime = request.at  # type: ignore[attr-defined]  # see organization.http
        return super().__call__(request, *args, **kwargs)

    def link(self) -> str:
        return _canonical(reverse("notices"))

    def feed_url(self) -> str:
        return _canonical(reverse("notice_feed"))

    def items(self) -> list[Notice]:
        notices = queries.channel(self.at).order_by("-published_at", "-pk")
        return list(notices[:IN_THE_FEED])

    def item_title(self, item: Notice) -> str:
        return item.local.title

    def item_description(self, item: Notice) -> str:
        return _html(item.local)

    def item_link(self, item: Notice) -> str:
        return _canonical(reverse("notice", args=[item.pk]))

    def item_pubdate(self, item: Notice) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Notice) -> datetime:
        return max([item.published_at, *(correction.at for correction in item.corrections.all())])

    def item_author_name(self, item: Notice) -> str:
        return item.unit.local_name

    def item_categories(self, item: Notice) -> list[str]:
        return [str(tag) for tag in item.tags.all()]


def _html(words: Words) -> str:
    return prose.cleaned(prose.paragraphs(words.body))


def _canonical(address: str) -> str:
    return f"{settings.PUBLIC_URL}{address}"


def _feed_tag(request: Request) -> str:
    """What is planned shows itself when its time comes: then it is the newest."""
    revision = revisions(request)
    facts = revision[NOTICES] + revision[ORGANIZATION]
    newest = queries.latest(request.at, 1, facts)
    seen = request.at if request.is_preview else ""
    return f'"notices-{facts}-{newest[0].pk if newest else 0}-{get_language()}{seen}"'


@require_safe
@condition(etag_func=_feed_tag)
def feed(request: Request) -> HttpResponse:
    """A feed of its own per request, since it holds the instant that it is read at."""
    return NoticeFeed()(request)


urls = [
    path("meldinger/", notices, name="notices"),
    path("meldinger/feed.atom", feed, name="notice_feed"),
    path("meldinger/<int:pk>/", notice, name="notice"),
]
