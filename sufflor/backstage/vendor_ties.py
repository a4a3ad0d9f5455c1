"""Tying requests, known errors and questions to a case for a vendor, by their numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sufflor.backstage.vendor_steps import find
from sufflor.change_requests.models import ChangeRequest
from sufflor.change_requests.queries import family
from sufflor.desk.models import Request
from sufflor.known_errors.models import KnownError
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions.models import Question
from sufflor.vendor import actions, queries, rules
from sufflor.vendor.actions import Ties
from sufflor.vendor.models import VendorCase

MOST = 50
_NUMBER = re.compile(r"\b([HFSØ])-([0-9]{1,10})\b")


class NumbersForm(forms.Form):
    numbers = forms.CharField(
        label=gettext_lazy("Numbers"),
        help_text=gettext_lazy(
            "H- and a number is a request, F- a known error, S- a question, Ø- a wish."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    asks_more = forms.BooleanField(
        label=gettext_lazy("The requests ask for more than this, and stay open when it is mended"),
        required=False,
    )

    def __init__(self, sent: object, *, request: SignedInRequest) -> None:
        super().__init__(sent)  # type: ignore[arg-type]  # a form's own word for what was sent
        self._request = request

    def clean_numbers(self) -> Ties:
        found = _NUMBER.findall(self.cleaned_data["numbers"].upper())[:MOST]
        keys = {
            kind: [int(number) for letter, number in found if letter == kind] for kind in "HFSØ"
        }
        seen = Request.objects.worked_by(self._request.user, self._request.at)
        ties = Ties(
            requests=list(seen.filter(pk__in=keys["H"])),
            errors=list(KnownError.objects.filter(pk__in=keys["F"])),
            questions=list(Question.objects.public().filter(pk__in=keys["S"])),
            changes=list(ChangeRequest.objects.standing().filter(pk__in=keys["Ø"])),
        )
        missing = len(set(found)) - sum(map(len, ties.details.values()))  # type: ignore[arg-type]
        if missing or not found:
            raise forms.ValidationError(_("Some of these are not found. Check the numbers."))
        return ties


@login_required
@looked_at_or_sent
def vendor_tie(request: SignedInRequest, pk: int) -> HttpResponse:
    case = find(request, pk)
    form = NumbersForm(posted(request), request=request)
    if carried_out(form, lambda: _tied(request, case, form)):
        messages.success(request, _("They are tied to the case."))
        return SeeOther(reverse("vendor_tie", args=[pk]))
    return form_page(
        request,
        "backstage/vendor_tie.html",
        form,
        case=case,
        requests=queries.requests_of(case, request.user, request.at),
        errors=queries.errors_of(case),
        questions=queries.questions_of(case),
        wishes=queries.wishes_of(case),
    )


def _tied(request: SignedInRequest, case: VendorCase, form: forms.Form) -> bool:
    said = form.cleaned_data
    ties = replace(said["numbers"], asks_more=said["asks_more"])
    actions.tie(case=case, ties=ties, by=request.user, at=timezone.now())
    return True


@login_required
@require_POST
def vendor_untie(request: SignedInRequest, pk: int, kind: str, number: int) -> HttpResponse:
    case = find(request, pk)
    require(rules.may_propose(request.user))
    ties = _of(case, kind, number)
    actions.untie(case=case, ties=ties, by=request.user, at=timezone.now())
    messages.success(request, _("It is no longer tied to the case."))
    return SeeOther(reverse("vendor_tie", args=[pk]))


def _of(case: VendorCase, kind: str, number: int) -> Ties:
    if kind == "henvendelse":
        return Ties(requests=[get_object_or_404(case.requests, pk=number)])
    if kind == "feil":
        return Ties(errors=[get_object_or_404(case.errors, pk=number)])
    if kind == "onske":
        return Ties(changes=_wish(case, number))
    return Ties(questions=[get_object_or_404(case.questions, pk=number)])


def _wish(case: VendorCase, number: int) -> list[ChangeRequest]:
    """Also what was tied before it was taken into the one that is shown."""
    shown = [wish for wish in queries.wishes_of(case) if wish.pk == number]
    if not shown:
        raise Http404
    return list(case.changes.filter(pk__in=family(shown[0])))


urls = [
    path("arbeid/leverandor/<number:pk>/knytt/", vendor_tie, name="vendor_tie"),
    path(
        "arbeid/leverandor/<number:pk>/knytt/<slug:kind>/<number:number>/fjern/",
        vendor_untie,
        name="vendor_untie",
    ),
]
