"""Calling a whole rollout off: what people will see, what becomes of the hours, and undoing it."""

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
from django.views.decorators.http import require_POST

from sufflor.backstage.rollout_words import door_changes, stripes
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries
from sufflor.rollout.actions import NoReason
from sufflor.rollout.models import Rollout
from sufflor.rollout.queries import read_plan
from sufflor.rollout.rules import may_plan


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("One sentence. It stands in the stripe on every page."),
        max_length=300,
    )


@login_required
@looked_at_or_sent
def rollout_call_off(request: SignedInRequest, pk: int) -> HttpResponse:
    require(may_plan(request.user))
    rollout = get_object_or_404(Rollout, pk=pk)
    form = CallOffForm(posted(request))
    if request.POST.get("deed") == "do":
        called_off = carried_out(
            form,
            lambda: actions.call_off_rollout(
                rollout=rollout,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            ),
            about={NoReason: "reason"},
        )
        if called_off:
            messages.success(request, _("The rollout is called off. Everyone sees it from now on."))
            return SeeOther(_overview(pk))
    return _page(request, rollout, form)


def _page(request: SignedInRequest, rollout: Rollout, form: CallOffForm) -> HttpResponse:
    is_whole = form.is_bound and form.is_valid()
    reason = form.cleaned_data["reason"] if is_whole else _("[your reason]")
    plan = read_plan()
    after = plan.called_off(rollout.pk, reason, request.at).doors(request.at)
    return form_page(
        request,
        "backstage/rollout_call_off.html",
        form,
        rollout=rollout,
        ending=queries.what_would_end(rollout, request.at),
        doors=door_changes(plan.doors(request.at), after),
        stripes=stripes(after),
    )


@login_required
@require_POST
def rollout_hold_again(request: SignedInRequest, pk: int) -> HttpResponse:
    rollout = get_object_or_404(Rollout, pk=pk)
    actions.hold_rollout_again(rollout=rollout, by=request.user, at=timezone.now())
    messages.success(request, _("Undone. The rollout is held as planned."))
    return SeeOther(_overview(pk))


def _overview(pk: int) -> str:
    return reverse("rollout_overview", args=[pk])


urls = [
    path("styring/innforing/<number:pk>/avlysning/", rollout_call_off, name="rollout_call_off"),
    path(
        "styring/innforing/<number:pk>/avlysning/angring/",
        rollout_hold_again,
        name="rollout_hold_again",
    ),
]
