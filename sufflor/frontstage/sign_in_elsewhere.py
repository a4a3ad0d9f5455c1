"""Signing in where people work: there, and back with who they are (OpenID Connect)."""

from __future__ import annotations

import logging
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate, get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sufflor.frontstage.sign_on_cookie import LASTS, LEFT, keep, with_cookie
from sufflor.lib.refusals import Refusal
from sufflor.lib.single_sign_on import (
    Identity,
    SignOn,
    SignOnAway,
    SignOnDeclined,
    SignOnFailed,
    SignOnSpent,
)
from sufflor.organization import actions
from sufflor.organization.http import Request, is_signed_in

logger = logging.getLogger(__name__)

SIGN_IN = "/logg-inn/"
# Of an address to go on to, and of what is brought back: a cookie and a form have their limits.
LONGEST_ADDRESS, LONGEST_CODE = 500, 4_000
# In the session of whoever came in this way: what signing out there needs.
CAME_BY = "sign_on"
# A token longer than this fits in no cookie; signing out there then asks who it is.
LONGEST_HINT = 2_500


class PlaceAway(Refusal):
    reason = _("The sign-in where you work did not answer, so we do not know who you are.")
    way_out = _("Try once more in a little while.")
    way_out_url = SIGN_IN
    status = 503


class PlaceNotTrusted(Refusal):
    """A wrong key, another issuer, a token for somebody else, or garbage: the log says which."""

    reason = _(
        "The sign-in where you work said something that we cannot trust, so nobody is signed in. "
        "Tell user support if it happens once more."
    )
    way_out = _("Back to sign-in")
    way_out_url = SIGN_IN
    status = 503


class CameTooLate(Refusal):
    """A code that was used, or that somebody had lying for too long."""

    reason = _("What you came back with has been used already, or has run out.")
    way_out = _("Sign in once more.")
    way_out_url = SIGN_IN
    status = 403


class NotLetThrough(Refusal):
    """“No” said there, by the person or by the place."""

    reason = _("The sign-in was broken off where you work, so you are not signed in here.")
    way_out = _("Choose another way to sign in, or try again.")
    way_out_url = SIGN_IN
    status = 403


class NotBegunHere(Refusal):
    """No cookie, or another browser than the one that set out."""

    reason = _("You came back without having been signed in.")
    way_out = _("Start again from our own page.")
    way_out_url = SIGN_IN
    status = 403


REFUSALS: dict[type[SignOnFailed], type[Refusal]] = {
    SignOnAway: PlaceAway,
    SignOnSpent: CameTooLate,
    SignOnDeclined: NotLetThrough,
}


@never_cache
@require_GET
def leave(request: Request) -> HttpResponse:
    """Off to where people sign in."""
    place: SignOn | None = settings.SIGN_ON
    if place is None:
        return redirect("sign_in")
    from sufflor.lib import sign_on_client

    asked = with_cookie(request)
    then = _ours(request, request.GET.get("next", ""))
    try:
        address = sign_on_client.leads_to(
            place,
            asked,
            _back_to(),
            then=then or reverse(settings.LOGIN_REDIRECT_URL),
            # The way back is in bokmål for all: what is said there is in the language of before.
            language=get_language(),
            began=request.at.timestamp(),
        )
    except SignOnFailed as fault:
        raise _refused(fault, then) from None
    away = HttpResponseRedirect(address)
    keep(away, asked)
    return away


@never_cache
@require_GET
def come_back(request: Request) -> HttpResponse:
    place: SignOn | None = settings.SIGN_ON
    if place is None:
        return redirect("sign_in")
    if settings.SIGN_ON_COOKIE not in request.COOKIES:
        raise _not_begun(request)
    from sufflor.lib import sign_on_client

    asked = with_cookie(request)
    begun = sign_on_client.begun(asked)
    if begun is None:
        raise _not_begun(request)
    activate(str(begun["language"]))
    then = str(begun["then"])
    try:
        if float(str(begun["began"])) < (request.at - LASTS).timestamp():
            raise SignOnSpent("it took too long")
        identity, came_by = _brought(place, asked)
    except SignOnFailed as fault:
        raise _refused(fault, then) from None
    person = actions.recognize(
        identity=identity,
        domain=place.domain,
        opens_accounts=place.opens_accounts,
        at=request.at,
    )
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    try:
        actions.begin_sitting(session_key=request.session.session_key or "", identity=identity)
    except SignOnSpent as fault:
        logout(request)
        raise _refused(fault, then) from None
    request.session[CAME_BY] = came_by
    answer = redirect(then)
    asked.session.pop(LEFT, None)
    keep(answer, asked)
    return answer


def _brought(place: SignOn, asked: Request) -> tuple[Identity, dict[str, object]]:
    """Who it is, and what signing out there needs."""
    from sufflor.lib import sign_on_client

    if len(asked.GET.get("code", "")) > LONGEST_CODE:
        raise SignOnSpent("the code is too long")
    said, token = sign_on_client.said_of(place, asked)
    hint = token if len(token) <= LONGEST_HINT else ""
    return place.identity(said), {"ends": sign_on_client.has_way_out(place), "hint": hint}


def _refused(fault: SignOnFailed, then: str = "") -> Refusal:
    """What went wrong, in the reader's words; the log has the place's."""
    kind = REFUSALS.get(type(fault), PlaceNotTrusted)
    note = logger.info if kind in (CameTooLate, NotLetThrough) else logger.error
    note("sign-in elsewhere failed: %s", fault)
    if not then:
        return kind()
    return kind(way_out_url=f"{SIGN_IN}?next={quote(then, safe='/')}")


def _not_begun(request: Request) -> Refusal:
    """Whoever went back in the browser after having come in is told the way on."""
    if is_signed_in(request):
        return NotBegunHere(
            _("You are signed in already."), way_out=_("To the front page"), way_out_url="/"
        )
    return NotBegunHere()


def _back_to() -> str:
    return outside("sign_in_return")


def outside(name: str) -> str:
    """One address for all languages: it is registered where people sign in."""
    with override("nb"):
        return f"{settings.PUBLIC_URL.rstrip('/')}{reverse(name)}"


def _ours(request: Request, address: str) -> str:
    """The address, if it leads to our own host."""
    fits = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if fits and len(address) <= LONGEST_ADDRESS else ""


urls = [
    path("logg-inn/felles/", leave, name="sign_in_elsewhere"),
    path("logg-inn/felles/tilbake/", come_back, name="sign_in_return"),
]
