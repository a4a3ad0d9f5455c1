"""The pages that say no, and why: 400, 403, 404, 405, 409, 500 and 503."""

from __future__ import annotations

import logging
import re
import sys
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sufflor.api import problems
from sufflor.files.shelf import FULL, DiskFull
from sufflor.lib.addresses import in_language
from sufflor.lib.refusals import NotAllowed, Refusal, Sentence

log = logging.getLogger("sufflor.errors")

# Busy or away; psycopg has another name for it when the connection itself is gone.
AWAY = (OperationalError, InterfaceError)
# A full disk, in the words of either store: nobody gets further by trying once more.
NO_ROOM = frozenset({"SQLITE_FULL", "53100"})
# What forms send beside what people write: choices, numbers, dates, one-time keys, addresses.
CHOICE = re.compile(r"[\w:./+-]{0,60}")


def refusal(request: HttpRequest, problem: Refusal) -> HttpResponse:
    """The refusal as JSON for the API, as a fragment for htmx, as a page for everyone else."""
    if _is_api(request):
        return problems.problem(problem)
    title, reason = _told(request, problem)
    return _page(
        request,
        problem.status,
        {
            "title": title,
            "reason": reason,
            "way_out": problem.way_out,
            "way_out_url": problem.way_out_url and in_language(problem.way_out_url),
            "typed": _typed(request),
        },
    )


def _told(request: HttpRequest, problem: Refusal) -> tuple[Sentence, Sentence]:
    """Whoever only opens a page has not tried to do anything."""
    if type(problem) is NotAllowed and request.method in {"GET", "HEAD"}:
        return _("No access"), _("You do not have the right to see this page.")
    return _("This was not done"), problem.reason


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = _("The address or the form held something that we could not read.")
    return _page(request, 400, {"title": _("We did not understand that"), "reason": reason})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = _("You do not have the right to see this page.")
    return _page(request, 403, {"title": _("No access"), "reason": reason})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long, or one that another site sent. What was typed is shown."""
    said = _("The page was open for so long that it can no longer be sent.")
    way_out = _("Copy your text below, open the page again and send it once more.")
    context: dict[str, object] = {
        "title": _("This was not sent"),
        "reason": said,
        "way_out": way_out,
        "typed": _typed(request),
    }
    return _page(request, 403, context)


def signed_out(request: HttpRequest) -> HttpResponse:
    """The sign-in ran out in the middle of something. What was typed is shown, and the way back."""
    sign_in = redirect_to_login(_came_from(request), resolve_url("sign_in"))
    typed = _typed(request)
    if not typed:
        return sign_in
    said = _("Your sign-in had run out, so nothing was stored. Copy your text, and sign in again.")
    context: dict[str, object] = {
        "title": _("This was not sent"),
        "reason": said,
        "way_out": _("Sign in"),
        "way_out_url": sign_in.url,
        "typed": typed,
    }
    return _page(request, 403, context)


def wrong_method(request: HttpRequest, refused: HttpResponseNotAllowed) -> HttpResponse:
    """Most often an address that only forms are sent to, opened anew by the browser."""
    reason = _("Only the buttons of a page lead to this address. Open the page, and try there.")
    response = _page(request, 405, {"title": _("There is nothing to read here"), "reason": reason})
    response["Allow"] = refused["Allow"]
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = _("There is no page at this address. It may have been moved or taken down.")
    return _page(request, 404, {"title": _("We cannot find the page"), "reason": reason})


def database_away(request: HttpRequest, problem: BaseException) -> HttpResponse:
    """Busy, full or away: nothing was stored, and the reader is told so, in plain HTML."""
    code = _code(problem)
    log.error("database away", extra={"problem": type(problem).__name__, "code": code})
    heading = _("We cannot reach our records just now")
    said = _("Nothing was stored. Wait a little and send it once more.")
    if code in NO_ROOM:
        heading = _("We have no room for more just now")
        said = _("Nothing was stored, and it has been noted. Keep your text, and send it later.")
    response = _plain(request, 503, heading, said)
    response["Retry-After"] = "600" if code in NO_ROOM else "5"
    return response


def no_room(request: HttpRequest, problem: OSError) -> HttpResponse:
    """A form with files does not fit where forms are taken in. It was not read to its end."""
    log.error("no room for a form", extra={"problem": type(problem).__name__})
    return _plain(request, 507, str(DiskFull.reason), str(DiskFull.way_out))


def server_error(request: HttpRequest) -> HttpResponse:
    """Also asked when the records are away around the page itself: its session or its frame."""
    problem = sys.exception()
    if isinstance(problem, AWAY):
        return database_away(request, problem)
    if isinstance(problem, OSError) and problem.errno in FULL:
        return no_room(request, problem)
    reason = _("Something went wrong on our side. It has been noted.")
    if _is_api(request):
        return problems.plain_problem(500, reason)
    return _plain(request, 500, _("Something went wrong"), reason)


def _code(problem: BaseException) -> str:
    """The store's own name of what is wrong, such as a disk that is full; never its words."""
    cause = problem.__cause__
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")


def _plain(request: HttpRequest, status: int, heading: str, said: str) -> HttpResponse:
    """A page that needs nothing but itself."""
    if _is_api(request):
        return problems.plain_problem(status, heading, said)
    context = {
        "status": status,
        "title": heading,
        "reason": said,
        "request_id": getattr(request, "request_id", ""),
        "typed": _typed(request),
    }
    html = render_to_string("frontstage/error_plain.html", context)
    return HttpResponse(html, status=status)


def _page(request: HttpRequest, status: int, context: dict[str, object]) -> HttpResponse:
    if _is_api(request):
        return problems.plain_problem(status, str(context["title"]), str(context["reason"]))
    context["status"] = status
    context["request_id"] = getattr(request, "request_id", "")
    is_fragment = request.headers.get("HX-Request") == "true"
    template = "frontstage/error_fragment.html" if is_fragment else "frontstage/error.html"
    return HttpResponse(render_to_string(template, context, request), status=status)


def _is_api(request: HttpRequest) -> bool:
    """Machines are told in JSON."""
    return request.path.startswith("/api/")


def _typed(request: HttpRequest) -> list[str]:
    """What the person wrote in words, so that a refusal never costs them their text."""
    if request.method != "POST":
        return []
    return [
        text
        for name, text in request.POST.items()
        if isinstance(text, str) and not CHOICE.fullmatch(text.strip())
        if "token" not in name and "pass" not in name
    ]


def _came_from(request: HttpRequest) -> str:
    """The page with the form, so that nobody returns to an address that only takes forms."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return "/"
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
