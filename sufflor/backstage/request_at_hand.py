"""The request that a helper does something with: found, and its page with a form for the deed."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from sufflor.desk import actions
from sufflor.desk.models import Request
from sufflor.lib.refusals import Sentence
from sufflor.organization.http import SignedInRequest

TOO_LONG = actions.NothingWritten.reason


def at_hand(request: SignedInRequest, pk: int) -> Request:
    """Whoever may not see it finds nothing; that somebody looked at a confidential one is known."""
    rows = Request.objects.worked_by(request.user, request.at)
    rows = rows.select_related("reporter__unit", "concerns", "area", "unit", "form__form")
    found = get_object_or_404(rows, pk=pk)
    actions.read(request=found, by=request.user, at=timezone.now())
    return found


def deed_page(
    request: SignedInRequest,
    found: Request,
    template: str,
    form: forms.Form | None,
    *,
    send: Sentence = "",
    **more: object,
) -> HttpResponse:
    """`send` is what the button says. A form that was sent and is shown again was refused."""
    context = {"found": found, "form": form, "send": send, **more}
    is_refused = form is not None and form.is_bound
    return render(request, f"backstage/{template}", context, status=422 if is_refused else 200)
