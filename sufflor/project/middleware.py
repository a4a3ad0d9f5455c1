"""Around every page: an id to quote, the instant it is read at, and refusals as pages."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import get_language
from whitenoise.middleware import WhiteNoiseMiddleware

from sufflor.frontstage.preview import ALLOWED as PREVIEW_ALLOWS
from sufflor.frontstage.preview import PREVIEW_DOOR, OnlyLooking, preview_of
from sufflor.frontstage.search_visits import note_chosen
from sufflor.knowledge import readings
from sufflor.lib.refusals import Refusal
from sufflor.organization.http import Request
from sufflor.organization.models import User
from sufflor.project import errors
from sufflor.project.logs import request_id

Next = Callable[[HttpRequest], HttpResponse]

# What django-csp reads of an answer that is to have a policy of its own, or none.
OWN_POLICY = frozenset({"_csp_config", "_csp_update", "_csp_replace", "_csp_exempt"})
# Wagtail's editor has answers of its own.
EDITORS_ROOM = "/admin/cms/"


class RequestIdMiddleware:
    """A short id on every request: in the log, on the error page and in a response header."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = secrets.token_hex(5)
        request.request_id = name  # type: ignore[attr-defined]  # see organization.http.Request
        token = request_id.set(name)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = name
        return response


class PolicyMiddleware(CSPMiddleware):
    """Nearly every page has the policy of the house, which is put into words once."""

    def __init__(self, get_response: Next) -> None:
        super().__init__(get_response)
        self._usual = build_policy()

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        has_own = HEADER in response or not OWN_POLICY.isdisjoint(response.__dict__)
        if has_own or settings.DEBUG or "_csp_nonce" in request.__dict__:
            return super().process_response(request, response)
        response[HEADER] = self._usual
        return response


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """A file that a new build has taken away while we run is not found; it is no fault."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse
        try:
            response = super().__call__(request)
        except FileNotFoundError:
            response = self.get_response(request)
        return response


class ChosenHitMiddleware:
    """A page that was reached from a search is a hit that somebody chose."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200:
            note_chosen(request)
        return response


class ReadingMiddleware:
    """An article that was opened is one reading more, also where its page was kept."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200 and not request.is_preview:
            readings.note(request.path, request.at)
        return response


class NulMiddleware:
    """Lets no NUL come in by a cookie or a query: PostgreSQL would fall over it, wherever a page
    asks with what it was given.

    A cookie that holds one in writing (as `"\\000"`) is none of ours, and is dropped.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return self.get_response(request)


class MomentMiddleware:
    """Reads the clock once per request. Those who plan may look through other eyes, another day.

    A preview is for our own pages: the editor's room and the preview's own door are never in it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = None if request.path.startswith(EDITORS_ROOM) else preview_of(request)
        request.preview = seen  # type: ignore[attr-defined]  # as above
        if seen and isinstance(request.user, User) and not _is_its_door(request):
            request.at = seen.at  # type: ignore[attr-defined]  # as above
            request.is_preview = True  # type: ignore[attr-defined]  # as above
            request.user = seen.eyes(request.user)
        else:
            request.at = timezone.now()  # type: ignore[attr-defined]  # as above
            request.is_preview = False  # type: ignore[attr-defined]  # as above
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[object],
        kwargs: Mapping[str, object],
    ) -> HttpResponse | None:
        """Whoever looks at another day does nothing there."""
        if request.method in {"GET", "HEAD"} or not getattr(request, "preview", None):
            return None
        match = request.resolver_match
        if match and match.url_name in PREVIEW_ALLOWS:
            return None
        return errors.refusal(request, OnlyLooking())


def _is_its_door(request: HttpRequest) -> bool:
    return request.path.removeprefix(f"/{get_language()}").startswith(PREVIEW_DOOR)


class RefusalMiddleware:
    """A refusal becomes a page (or a fragment) with the sentence and a way out."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(EDITORS_ROOM):
            return response
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return errors.wrong_method(request, response)
        if request.method == "POST" and _leads_to_sign_in(request, response):
            return errors.signed_out(request)
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Refusal):
            return errors.refusal(request, problem)
        if isinstance(problem, errors.AWAY):
            return errors.database_away(request, problem)
        return None


def _leads_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """As `login_required` does. A view that keeps the text itself answers with 303."""
    if not isinstance(response, HttpResponseRedirect) or response.status_code != 302:
        return False
    return request.user.is_anonymous and response.url.startswith(resolve_url("sign_in"))
