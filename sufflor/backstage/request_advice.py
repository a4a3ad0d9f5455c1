"""Asking a specialist for advice on a request, and giving it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.backstage.people_fields import PersonField
from sufflor.backstage.request_at_hand import TOO_LONG, at_hand, deed_page
from sufflor.design.fields import Prose
from sufflor.desk import actions, queries, rules
from sufflor.desk.models import ENTRY_LENGTH, Consultation, Request
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization import queries as organization
from sufflor.organization.http import SignedInRequest
from sufflor.organization.queries import Suggestion


class QuestionForm(forms.Form):
    specialist = PersonField(
        label=gettext_lazy("Whom do you ask?"),
        help_text=gettext_lazy("Username, e-mail address or full name."),
    )
    question = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty=TOO_LONG, rows=5)

    question.label = gettext_lazy("What do you want to know?")
    question.help_text = gettext_lazy("The user does not see this, nor the advice.")


class AdviceForm(forms.Form):
    advice = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty=TOO_LONG, rows=8)

    advice.label = gettext_lazy("Your advice")
    advice.help_text = gettext_lazy("For those who answer. The user does not see it.")


@login_required
@looked_at_or_sent
def consult_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everyone who sees the request reads what has been advised; those who have it ask."""
    found = at_hand(request, pk)
    may_ask = rules.may_work(request.user, found, request.at)
    require(may_ask or request.method != "POST")
    form = QuestionForm(posted(request), initial={"specialist": request.GET.get("hvem", "")[:150]})
    asked = carried_out(
        form,
        lambda: actions.consult(
            request=found,
            specialist=form.cleaned_data["specialist"],
            question=form.cleaned_data["question"],
            by=request.user,
            at=timezone.now(),
        ),
        about={actions.CannotBeAsked: "specialist"},
    )
    if asked:
        said = _("%(name)s is asked. You still have the request.")
        messages.success(request, said % {"name": asked.specialist.full_name})
        return SeeOther(reverse("consult_request", args=[found.pk]))
    return deed_page(
        request,
        found,
        "backstage/request_consult.html",
        form if may_ask else None,
        send=_("Ask for advice"),
        given=queries.advice(found),
        suggested=_suggested(request, found) if may_ask else [],
    )


@login_required
@looked_at_or_sent
def advise_request(request: SignedInRequest, pk: int, consultation: int) -> HttpResponse:
    """Whom nobody asked, finds no page."""
    found = at_hand(request, pk)
    asked = get_object_or_404(
        Consultation.objects.select_related("asked_by"),
        pk=consultation,
        request=found,
        specialist=request.user,
    )
    form = AdviceForm(posted(request), initial={"advice": asked.advice})
    given = carried_out(
        form,
        lambda: actions.advise(
            consultation=asked,
            advice=form.cleaned_data["advice"],
            by=request.user,
            at=timezone.now(),
        ),
    )
    if given:
        messages.success(request, _("Your advice is with those who answer. Thank you."))
        return SeeOther(reverse("consult_request", args=[found.pk]))
    return deed_page(
        request,
        found,
        "backstage/request_advise.html",
        form,
        send=_("Give the advice"),
        asked=asked,
    )


def _suggested(request: SignedInRequest, found: Request) -> list[Suggestion]:
    if found.area is None:
        return []
    return organization.who_can_help(
        area=found.area,
        process=found.process,
        at=request.at,
        load=queries.load(),
        passing=[*rules.own(found), request.user.pk],
    )


urls = [
    path("arbeid/henvendelser/<number:pk>/rad/", consult_request, name="consult_request"),
    path(
        "arbeid/henvendelser/<number:pk>/rad/<number:consultation>/",
        advise_request,
        name="advise_request",
    ),
]
