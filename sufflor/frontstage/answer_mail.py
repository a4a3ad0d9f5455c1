"""Whether I am mailed the answers to what I have asked and voted for: said beside the hour."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sufflor.frontstage.hour_page import find
from sufflor.lib.responses import SeeOther
from sufflor.messaging import actions
from sufflor.organization.http import SignedInRequest


@login_required
@require_POST
def answer_mail(request: SignedInRequest, slug: str) -> HttpResponse:
    hour = find(request, slug).hour
    wanted = request.POST.get("wanted") == "1"
    actions.choose_answers(wanted=wanted, by=request.user, at=timezone.now())
    return SeeOther(f"{reverse('hour', args=[hour.slug])}?varsel=lagret#answer-mail")


urls = [path("sporretimer/<slug:slug>/varsel/", answer_mail, name="answer_mail")]
