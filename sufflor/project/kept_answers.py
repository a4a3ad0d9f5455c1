"""Pages that are the same for all guests are made once a minute, or when a fact of them changes.

A view says that its page is such a page (`alike_for_guests`); the next guest who asks for it gets
it before its address is looked up. A guest has neither signed in nor been told anything: who has,
carries a cookie that says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from sufflor.events.http import revisions
from sufflor.lib.kept import Kept
from sufflor.lib.responses import is_alike_for_guests
from sufflor.organization.http import Request
from sufflor.project.chrome import COLOR_COOKIE
from sufflor.project.middleware import Next

MOST_PAGES = 512
MOST_BYTES = 200_000
MESSAGES_COOKIE = "messages"
SECONDS = 60
MINUTE_BITS = 32
# The token of a form, which is another for each reader.
_TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}(?=")')


@dataclass(frozen=True)
class Page:
    """What stands between the tokens, and what it is."""

    parts: tuple[bytes, ...]
    content_type: str

    def for_reader(self, request: HttpRequest) -> HttpResponse:
        token = get_token(request).encode() if len(self.parts) > 1 else b""
        return HttpResponse(token.join(self.parts), content_type=self.content_type)


_kept: Kept[Page] = Kept(size=MOST_PAGES)


class KeptAnswersMiddleware:
    """Inside the one that reads the clock, outside the one that finds the view."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if not _is_for_any_guest(request):
            return self.get_response(request)
        key = (request.path, request.COOKIES.get(COLOR_COOKIE, ""))
        # Most pages are not of this kind: then nothing is asked of a database that may be away.
        kept = _kept.found(key, _revision(request)) if key in _kept else None
        if kept:
            return kept.for_reader(request)
        response = self.get_response(request)
        if page := _page_of(response):
            _kept.keep(key, _revision(request), page)
        return response


def _page_of(response: HttpResponse) -> Page | None:
    """What can be kept of an answer. Its view has read the revisions before anything else."""
    is_kept = response.status_code == 200 and is_alike_for_guests(response)
    if not is_kept or response.cookies or len(response.content) > MOST_BYTES:
        return None
    return Page(tuple(_TOKEN.split(response.content)), response["Content-Type"])


def _is_for_any_guest(request: Request) -> bool:
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and not request.is_preview
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and MESSAGES_COOKIE not in request.COOKIES
    )


def _revision(request: Request) -> int:
    """Topics only grow, so their sum is the same only while each of them is. What begins and ends
    by the clock does so on the minute; a clock that is set back gives no number that was before."""
    minute = int(request.at.timestamp()) // SECONDS
    return (sum(revisions(request).values()) << MINUTE_BITS) + minute
