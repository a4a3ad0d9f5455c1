"""Show the site as on a date: for those who plan, to see what people will see."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from sufflor.design.fields import MomentField
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.http import Request, SignedInRequest
from sufflor.rollout.rules import may_plan

# The cookie says that the session is worth opening; what it holds is in the session alone.
PREVIEW_KEY = "previewing_at"
PREVIEW_COOKIE = "sufflor_preview"


class BadMoment(Refusal):
    reason = _("Write the date and the time as 29.10.2026 08.30.")
    way_out = _("Back to the rollout plan")
    way_out_url = "/styring/innforing/"


class PreviewForm(forms.Form):
    moment = MomentField(label=_("Date and time"))


@login_required
@require_POST
def preview(request: SignedInRequest) -> HttpResponse:
    """From now on this person reads every page as on that date; what they write happens now."""
    require(may_plan(request.user))
    form = PreviewForm(request.POST)
    if not form.is_valid():
        raise BadMoment
    request.session[PREVIEW_KEY] = form.cleaned_data["moment"].isoformat()
    response = redirect("home")
    response.set_cookie(
        PREVIEW_COOKIE,
        "1",
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return response


@require_POST
def preview_end(request: Request) -> HttpResponse:
    """Back to now; also for those whose sign-in has run out in the meantime."""
    request.session.pop(PREVIEW_KEY, None)
    response = redirect("home")
    response.delete_cookie(PREVIEW_COOKIE, samesite="Lax")
    return response


urls = [
    path("styring/forhandsvisning/", preview, name="preview"),
    path("styring/forhandsvisning/slutt/", preview_end, name="preview_end"),
]
