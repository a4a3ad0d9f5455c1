"""The message channel: the list with its choices, and one notice with its corrections."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.announcements import queries
from sufflor.announcements.models import Language, Tag
from sufflor.announcements.rules import may_post
from sufflor.frontstage.choices import Choice
from sufflor.frontstage.notice_words import html_of, trail
from sufflor.lib.addresses import query_string
from sufflor.organization.http import Request

ON_A_PAGE = 20
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
        return query_string(wanted)


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
        "body": html_of(words),
        "is_own_language": words.language == get_language(),
        "language_name": LANGUAGE_NAMES[words.language],
        "trail": trail(notice, words.language),
        "is_critical": notice.is_critical_at(request.at),
        "may_post": may_post(request.user),
    }
    return render(request, "frontstage/notice.html", context)


urls = [
    path("meldinger/", notices, name="notices"),
    path("meldinger/<int:pk>/", notice, name="notice"),
]
