"""The channel for other sites and machines: a feed, JSON, and a list to put into one's own page.

What they get is public and the same for everyone. None of them reads or sets a cookie, and none of
their addresses depends on which host was asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

from csp.constants import NONE, SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.announcements import queries
from sufflor.announcements.models import Notice, Tag
from sufflor.events.http import CHROME, NOTICES, ORGANIZATION, revisions
from sufflor.frontstage.notice_feed import NoticeFeed
from sufflor.frontstage.notice_words import canonical, html_of, updated_at
from sufflor.lib.kept import Kept
from sufflor.organization.http import Request

IN_THE_FEED = 30
IN_JSON = 50
EMBEDDED = 5
# Sites that embed the list say which colors theirs has; without a word it is the reader's own.
COLORS = {"lys": "light", "mork": "dark"}
# The embedded list only shows: it runs nothing, fetches nothing and sends nothing.
NO_DEEDS = {"script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}
# JSON that stands inside a page must not end the script that it stands in.
UNSAFE_IN_A_PAGE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})

Json = dict[str, object]

_kept: Kept[bytes] = Kept(size=64)


@require_safe
def feed(request: Request) -> HttpResponse:
    def made() -> bytes:
        tag = _tag(request)
        return NoticeFeed(_newest(request, tag, IN_THE_FEED), tag)(request).content

    return _answer(request, "application/atom+xml; charset=utf-8", made)


@require_safe
def as_json(request: Request) -> HttpResponse:
    """For any site to read, from its own pages too."""

    def made() -> bytes:
        notices = _newest(request, _tag(request), IN_JSON)
        text = json.dumps(_channel_json(notices), ensure_ascii=False)
        return text.translate(UNSAFE_IN_A_PAGE).encode()

    response = _answer(request, "application/json; charset=utf-8", made)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def embedded(request: Request) -> HttpResponse:
    """For an iframe on the sites that EMBED_ALLOWED_ORIGINS lists.

    It is drawn without what stands around our own pages, which would ask who is reading.
    """

    def made() -> bytes:
        notices = queries.channel(request.at, _tag(request))[:EMBEDDED]
        context = {
            "notices": [(notice, notice.is_critical_at(request.at)) for notice in notices],
            "institution": settings.INSTITUTION,
            "colors": _colors(request) or "auto",
        }
        return render_to_string("frontstage/notices_embedded.html", context).encode()

    response = _answer(request, "text/html; charset=utf-8", made)
    allowed = {"frame-ancestors": [SELF, *settings.EMBED_ALLOWED_ORIGINS]}
    response._csp_replace = NO_DEEDS | allowed  # type: ignore[attr-defined]  # read by django-csp
    # Older than that policy, and unable to name a site: browsers that know both obey the policy.
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _tag(request: HttpRequest) -> str:
    tag = request.GET.get("tag", "")
    return tag if tag in Tag.values else ""


def _newest(request: Request, tag: str, most: int) -> list[Notice]:
    return list(queries.channel(request.at, tag).order_by("-published_at", "-pk")[:most])


def _answer(request: Request, content_type: str, made: Callable[[], bytes]) -> HttpResponse:
    """What was asked for, made once for everyone; or 304 when it is as the asker has it.

    The tag is that of the content, so that a new release of ours is told from the one before.
    """
    content = _kept.get((content_type, _facts(request)), 0, made)
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:24])
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response


def _facts(request: Request) -> Hashable:
    """All that the content follows from: what was changed, what was asked, and the clock.

    By the clock alone a notice is shown as the newest, or stops being critical.
    """
    revision = revisions(request)
    newest = queries.latest(request.at, 1, revision[NOTICES] + revision[ORGANIZATION])
    critical = queries.critical(request.at, revision[CHROME] + revision[ORGANIZATION])
    return (
        (revision[NOTICES], revision[ORGANIZATION]),
        (newest, critical),
        (get_language(), _tag(request), _colors(request)),
        request.at if request.is_preview else None,
    )


def _colors(request: HttpRequest) -> str:
    return COLORS.get(request.GET.get("farger", ""), "")


def _channel_json(notices: Iterable[Notice]) -> Json:
    return {
        "title": _("The message channel"),
        "institution": settings.INSTITUTION,
        "language": get_language(),
        "url": canonical(reverse("notices")),
        "feed": canonical(reverse("notice_feed")),
        "notices": [_notice_json(notice) for notice in notices],
    }


def _notice_json(notice: Notice) -> Json:
    """Every field is named here: what a notice gets later is not public before it is listed."""
    words = notice.local
    return {
        "id": notice.pk,
        "url": canonical(reverse("notice", args=[notice.pk])),
        "published_at": _moment(notice.published_at),
        "updated_at": _moment(updated_at(notice)),
        "language": words.language,
        "title": words.title,
        "text": words.body,
        "html": html_of(words),
        "languages": {
            said.language: {"title": said.title, "text": said.body} for said in notice.said.values()
        },
        "tags": [{"slug": tag.tag, "name": str(tag)} for tag in notice.tags.all()],
        "concerns": [
            {
                "name": str(target),
                "unit": target.unit.code if target.unit else None,
                "role": target.work_role or None,
                "area": target.area.slug if target.area else None,
            }
            for target in notice.targets.all()
        ],
        "unit": {"code": notice.unit.code, "name": notice.unit.local_name},
        "contact": notice.contact,
        "is_pinned": notice.is_pinned,
        "critical_until": _moment(notice.expires_at) if notice.expires_at else None,
        "corrections": [
            {"at": _moment(each.at), "language": each.language, "reason": each.reason}
            for each in notice.corrections.all()
        ],
    }


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


urls = [
    path("meldinger.json", as_json, name="notices_json"),
    path("meldinger/feed.atom", feed, name="notice_feed"),
    path("meldinger/innbygd/", embedded, name="notices_embedded"),
]
