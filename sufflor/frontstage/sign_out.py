"""Signing out: here at once, and then, for those who wish it, where they signed in."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import activate, get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sufflor.frontstage.sign_in_elsewhere import CAME_BY, outside
from sufflor.frontstage.sign_on_cookie import LEFT, keep, with_cookie
from sufflor.lib.refusals import Refusal
from sufflor.lib.single_sign_on import SignOn, SignOnFailed
from sufflor.organization.http import Request, is_signed_in

logger = logging.getLogger(__name__)


class StillInThere(Refusal):
    reason = _("You are signed out here, but where you signed in nobody answers.")
    way_out = _("Close every window of the browser if others use this machine.")
    status = 503


class SignOut(LogoutView):
    """Django's. Whoever came from elsewhere is told that they are still signed in there."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        came_by = request.session.get(CAME_BY)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        if not came_by:
            return answer
        answer = redirect("signed_out")
        asked = with_cookie(request)  # type: ignore[arg-type]  # Django's view, our request
        asked.session[LEFT] = {**came_by, "language": get_language()}
        keep(answer, asked)
        return answer


@never_cache
@require_GET
def signed_out(request: Request) -> HttpResponse:
    """Where one is led after signing out, here or there."""
    if is_signed_in(request):
        return redirect("home")
    left = with_cookie(request).session.get(LEFT)
    there_too = left is not None and _ended_there(request)
    if left and there_too:
        # The way back is in bokmål for all.
        activate(left["language"])
    context = {"place": settings.SIGN_ON, "left": left, "there_too": there_too}
    answer = render(request, "frontstage/signed_out.html", context)
    if there_too:
        answer.delete_cookie(settings.SIGN_ON_COOKIE, samesite="Lax")
    return answer


@never_cache
@require_GET
def leave_there(request: Request) -> HttpResponse:
    """Off to end what was begun there. A link and no form: a browser holds back a form that leads
    to another site, and nothing is left to be ended here."""
    place: SignOn | None = settings.SIGN_ON
    asked = with_cookie(request)
    left = asked.session.get(LEFT)
    if place is None or not left or not left["ends"]:
        return redirect("signed_out")
    from sufflor.lib import sign_on_client

    try:
        address = sign_on_client.leads_out(place, asked, left["hint"], outside("signed_out"))
    except SignOnFailed as fault:
        logger.error("sign-out elsewhere failed: %s", fault)
        raise StillInThere from None
    answer = HttpResponseRedirect(address)
    keep(answer, asked)
    return answer


def _ended_there(request: Request) -> bool:
    """Whether it is the place that led back here, after we had sent this browser there."""
    if "state" not in request.GET:
        return False
    from sufflor.lib import sign_on_client

    return sign_on_client.begun(with_cookie(request)) is not None


urls = [
    path("logg-ut/", SignOut.as_view(), name="sign_out"),
    path("logg-ut/ferdig/", signed_out, name="signed_out"),
    path("logg-ut/felles/", leave_there, name="sign_out_elsewhere"),
]
