"""The place where people sign in tells us that somebody has signed out there (OpenID Connect
Back-Channel Logout 1.0): from machine to machine, without a browser."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sufflor.lib.single_sign_on import SignedOut, SignOn, SignOnAway, SignOnFailed
from sufflor.organization import actions
from sufflor.organization.http import Request

logger = logging.getLogger(__name__)

# Of a whole form, which is not read when it is longer.
LONGEST_FORM = 20_000


# The token is signed by the place, and says that it is for us: one of a form would say less.
@csrf_exempt
@cache_control(no_store=True)
@require_POST
def told(request: Request) -> HttpResponse:
    """Ends what has ended there. Nothing to end is no fault: they may have signed out here."""
    place: SignOn | None = settings.SIGN_ON
    try:
        if place is None:
            raise SignOnFailed("no place is set where people sign in")
        ended = actions.end_sittings(told=_said(place, request))
    except SignOnAway as fault:
        logger.error("sign-out told from elsewhere was not understood: %s", fault)
        return _refusal("temporarily_unavailable", "your keys could not be read")
    except SignOnFailed as fault:
        logger.warning("sign-out told from elsewhere was refused: %s", fault)
        return _refusal("invalid_request", str(fault))
    logger.info("sign-out told from elsewhere: %s sessions ended", ended)
    return HttpResponse(status=200)


def _said(place: SignOn, request: Request) -> SignedOut:
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit() or int(length) > LONGEST_FORM:
        raise SignOnFailed("the form is longer than a token, or does not say how long it is")
    token = request.POST.get("logout_token", "")
    if not token:
        raise SignOnFailed("logout_token is missing")
    from sufflor.lib import sign_out_token

    return place.signed_out(sign_out_token.claims_of(place, token), request.at)


def _refusal(error: str, why: str) -> HttpResponse:
    return JsonResponse({"error": error, "error_description": why}, status=400)


urls = [
    path("logg-ut/beskjed/", told, name="sign_out_told"),
]
