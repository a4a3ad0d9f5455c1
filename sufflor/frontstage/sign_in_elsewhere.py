"""Signing in where people work: there, and back with who they are (OpenID Connect)."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sufflor.lib.refusals import Refusal
from sufflor.lib.single_sign_on import Attempt, Identity, SignOn, SignOnFailed
from sufflor.organization import actions
from sufflor.organization.http import Request, is_signed_in

logger = logging.getLogger(__name__)

# How long somebody may take there, with a lost telephone and a second factor.
LASTS = timedelta(minutes=20)
SALT = "sufflor.sign-on"
LONGEST_CODE = 4_000


class SignOnAway(Refusal):
    reason = _("The sign-in where you work did not answer, so we do not know who you are.")
    way_out = _("Try once more in a little while.")
    way_out_url = "/logg-inn/"
    status = 503


class SignOnNotOurs(Refusal):
    """No cookie, another attempt, an attempt that took too long, or “no” said there."""

    reason = _("You came back without having been signed in.")
    way_out = _("Start again from our own page.")
    way_out_url = "/logg-inn/"
    status = 403


@never_cache
@require_GET
def leave(request: Request) -> HttpResponse:
    """Off to where people sign in. What has to fit on the way back goes along in a signed cookie,
    so nothing is stored for those who never come back."""
    place: SignOn | None = settings.SIGN_ON
    if place is None:
        return redirect("sign_in")
    attempt = Attempt.begun()
    try:
        away = HttpResponseRedirect(place.leads_to(attempt, _back_to()))
    except SignOnFailed as fault:
        raise _away(fault) from None
    # The way back is in bokmål for all: where it goes on is in the language that it began in.
    then = _ours(request, request.GET.get("next", "")) or reverse(settings.LOGIN_REDIRECT_URL)
    away.set_cookie(
        settings.SIGN_ON_COOKIE,
        signing.dumps([attempt.state, attempt.nonce, attempt.verifier, then], salt=SALT),
        max_age=LASTS,
        secure=settings.PRODUCTION,
        httponly=True,
        # The way back begins at another site, so it cannot be "Strict".
        samesite="Lax",
    )
    return away


@never_cache
@require_GET
def come_back(request: Request) -> HttpResponse:
    place: SignOn | None = settings.SIGN_ON
    if place is None:
        return redirect("sign_in")
    attempt, then = _begun(request)
    identity = _said(place, request.GET.get("code", ""), attempt, request.at)
    person = actions.recognize(
        identity=identity,
        domain=place.domain,
        opens_accounts=place.opens_accounts,
        at=request.at,
    )
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    answer = redirect(then)
    answer.delete_cookie(settings.SIGN_ON_COOKIE, samesite="Lax")
    return answer


def _begun(request: Request) -> tuple[Attempt, str]:
    """The attempt that this browser began, if it is the one that comes back."""
    cookie = request.COOKIES.get(settings.SIGN_ON_COOKIE, "")
    try:
        state, nonce, verifier, then = signing.loads(cookie, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        raise _not_ours(request) from None
    if "code" not in request.GET or request.GET.get("state") != state:
        raise _not_ours(request)
    return Attempt(state, nonce, verifier), then


def _not_ours(request: Request) -> Refusal:
    """Whoever went back in the browser after having come in is told the way on."""
    if is_signed_in(request):
        return SignOnNotOurs(_("You are signed in already."), way_out_url="/")
    return SignOnNotOurs()


def _said(place: SignOn, code: str, attempt: Attempt, at: datetime) -> Identity:
    if len(code) > LONGEST_CODE:
        raise SignOnNotOurs
    try:
        return place.identity(code, attempt, _back_to(), at)
    except SignOnFailed as fault:
        raise _away(fault) from None


def _away(fault: SignOnFailed) -> Refusal:
    logger.error("sign-in elsewhere failed: %s", fault)
    return SignOnAway()


def _back_to() -> str:
    """One address for all languages: it is registered where people sign in."""
    with override("nb"):
        return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('sign_in_return')}"


def _ours(request: Request, address: str) -> str:
    """The address, if it leads to our own host."""
    fits = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if fits else ""


urls = [
    path("logg-inn/felles/", leave, name="sign_in_elsewhere"),
    path("logg-inn/felles/tilbake/", come_back, name="sign_in_return"),
]
