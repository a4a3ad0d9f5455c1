"""Sending a request: the form is drawn anew until it can be sent, and is then sent once."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from sufflor.desk import actions
from sufflor.forms.models import FormVersion
from sufflor.forms.page import typed_in
from sufflor.frontstage.search_visits import note_followed
from sufflor.frontstage.sending_forms import KEPT_FIELDS
from sufflor.frontstage.sending_page import begun, read, shown
from sufflor.lib.refusals import Refusal
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import Request, is_signed_in
from sufflor.rollout.door import Door

# What was typed by somebody who had been signed out meanwhile waits here until they are back.
KEPT = "kept_form"
KEPT_LENGTH = 4_000
MOST_KEPT = 60


class Kept(TypedDict):
    slug: str
    typed: dict[str, list[str]]
    beside: dict[str, str]


def begin(request: Request, version: FormVersion, door: Door | None) -> HttpResponse:
    """An empty form, or what a link fills in, or what was written before an expired sign-in."""
    if not is_signed_in(request):
        language = get_language() or settings.LANGUAGE_CODE
        definition = version.parsed
        context = {
            "title": definition.title.said_in(language),
            "summary": definition.summary.said_in(language),
            "door": door,
        }
        return render(request, "frontstage/sending_signed_out.html", context)
    kept = _kept(request, version)
    if kept is None:
        return shown(request, begun(request, version, typed_in(request.GET), {}))
    restored = begun(request, version, kept["typed"], kept["beside"])
    return shown(request, replace(restored, is_restored=True))


# The gate in front of it takes forms without a token, since all it does is say no.
@csrf_protect
def send(request: Request, version: FormVersion) -> HttpResponse:
    if not is_signed_in(request):
        return _sign_in_first(request, version)
    at = timezone.now()
    sending = read(request, version, at)
    if not sending.is_sent:
        return shown(request, sending)
    if not sending.is_ready:
        return shown(request, sending.mended(), status=sending.status)
    try:
        sent = actions.send_form(
            filled=sending.filled, submission=sending.beside.key, by=request.user, at=at
        )
    except actions.HoldsIdentityNumber as refusal:
        return shown(request, replace(sending, numbers=refusal.numbers), status=refusal.status)
    except Refusal as refusal:
        refused = sending.refused_as_a_whole(str(refusal))
        return shown(request, refused, status=refusal.status)
    note_followed(request)
    return SeeOther(reverse("request_receipt", args=[sent.pk]))


def _sign_in_first(request: Request, version: FormVersion) -> HttpResponse:
    """Whoever was signed out while writing finds it all again after signing in."""
    asked = version.parsed.by_name
    typed = {
        name: [value[:KEPT_LENGTH] for value in values[:MOST_KEPT]]
        for name, values in typed_in(request.POST).items()
        if name in asked
    }
    beside = {name: request.POST.get(name, "")[:KEPT_LENGTH] for name in KEPT_FIELDS}
    request.session[KEPT] = Kept(slug=version.form.slug, typed=typed, beside=beside)
    messages.info(request, _("We have kept what you wrote. Sign in, and you can send it."))
    back = reverse("way_in", args=[version.form.slug])
    return SeeOther(f"{reverse('sign_in')}?{urlencode({'next': back})}")


def _kept(request: Request, version: FormVersion) -> Kept | None:
    """What waits there is one's own, and is not used up by somebody who looks with other eyes."""
    kept: Kept | None = request.session.get(KEPT)
    if kept is None or kept["slug"] != version.form.slug or request.is_preview:
        return None
    del request.session[KEPT]
    return kept
