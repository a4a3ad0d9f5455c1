"""Answers that are ready, put into a reply: by a script, or without one by the form itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from sufflor.backstage.request_forms import ReplyForm
from sufflor.backstage.requests import load
from sufflor.desk import queries, rules
from sufflor.desk.models import Request
from sufflor.desk.queries import Ready
from sufflor.lib.refusals import require
from sufflor.organization.http import SignedInRequest

# What the button says that asks for them; one that is chosen is sent as "mal".
CHOOSES = "maler"


class Begun(NamedTuple):
    """A reply as it was typed, with what was chosen after it; `ready` is what can be chosen."""

    form: ReplyForm
    ready: Sequence[Ready] | None


@login_required
@require_safe
def ready(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answers to begin from, fetched when somebody asks for them."""
    found = load(request, pk)
    require(rules.may_work(request.user, found, request.at))
    there = queries.ready(found, request.user, request.at)
    return render(request, "backstage/request_ready.html", {"found": found, "ready": there})


def asks_for_ready(request: SignedInRequest) -> bool:
    return request.POST.get("gjor") == CHOOSES or "mal" in request.POST


def begun_with_ready(request: SignedInRequest, found: Request) -> Begun:
    """Without a script."""
    require(rules.may_work(request.user, found, request.at))
    there = queries.ready(found, request.user, request.at)
    chosen = next((one for one in there if str(one.pk) == request.POST.get("mal")), None)
    typed = request.POST.get("text", "").rstrip()
    words = "\n\n".join(filter(None, [typed, chosen.text if chosen else ""]))
    form = ReplyForm(initial={"text": words}, auto_id="reply_%s")
    return Begun(form, None if chosen else there)


urls = [
    path("arbeid/henvendelser/<number:pk>/svar/mal/", ready, name="ready_for_request"),
]
