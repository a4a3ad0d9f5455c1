"""Deciding on what cannot be undone: one proposes, another decides; and what others know of it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sufflor.backstage.request_at_hand import TOO_LONG, at_hand, deed_page
from sufflor.design.fields import Prose
from sufflor.desk import actions, queries, rules
from sufflor.desk.models import ENTRY_LENGTH, Decision, Request, Verdict
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest

DECIDE, TURN_DOWN = "decide", "turn_down"


class ProposalForm(forms.Form):
    verdict = forms.ChoiceField(
        label=gettext_lazy("What do you propose?"), choices=Verdict, widget=forms.RadioSelect
    )
    grounds = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty=TOO_LONG, rows=6)

    grounds.label = gettext_lazy("On what grounds?")
    grounds.help_text = gettext_lazy("Goes into the record. The user does not see it.")


class DecisionForm(forms.Form):
    """The same text is for the user when one agrees, and for the other of the two when not."""

    text = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty=TOO_LONG, rows=6)
    seen = forms.CharField(widget=forms.HiddenInput)

    text.label = gettext_lazy("What do you say?")
    text.help_text = gettext_lazy(
        "If you decide as proposed, the user reads this. If you do not agree, only those who help "
        "read it."
    )


@login_required
@looked_at_or_sent
def decide_request(request: SignedInRequest, pk: int) -> HttpResponse:
    found = at_hand(request, pk)
    require(rules.may_decide(request.user, found, request.at))
    proposal = Decision.objects.filter(pk=found.pk).select_related("proposed_by").first()
    deed = request.POST.get("deed", "")
    if proposal and proposal.is_decided:
        return deed_page(request, found, "backstage/request_decide.html", None, proposal=proposal)
    if deed in {DECIDE, TURN_DOWN} or (proposal and proposal.proposed_by_id != request.user.pk):
        return _decide(request, found, proposal, deed)
    return _propose(request, found, proposal)


def _propose(request: SignedInRequest, found: Request, proposal: Decision | None) -> HttpResponse:
    form = ProposalForm(posted(request))
    proposed = carried_out(
        form,
        lambda: actions.propose(
            request=found,
            verdict=Verdict(form.cleaned_data["verdict"]),
            grounds=form.cleaned_data["grounds"],
            by=request.user,
            at=timezone.now(),
        ),
    )
    if proposed:
        messages.success(request, _("It is proposed. Another of those who may decide goes on."))
        return SeeOther(reverse("decide_request", args=[found.pk]))
    return deed_page(
        request,
        found,
        "backstage/request_decide.html",
        form,
        send=_("Propose it"),
        proposal=proposal,
    )


def _decide(
    request: SignedInRequest, found: Request, proposal: Decision | None, deed: str
) -> HttpResponse:
    form = DecisionForm(posted(request), initial={"seen": proposal.stamp if proposal else ""})
    done = carried_out(form, lambda: _done(request, found, form, deed))
    if done:
        messages.success(request, done)
        return SeeOther(reverse("request", args=[found.pk]))
    return deed_page(
        request, found, "backstage/request_decide.html", form, proposal=proposal, decides=True
    )


def _done(request: SignedInRequest, found: Request, form: DecisionForm, deed: str) -> str:
    seen, text = form.cleaned_data["seen"], form.cleaned_data["text"]
    by, at = request.user, timezone.now()
    if deed == DECIDE:
        actions.decide(request=found, seen=seen, text=text, by=by, at=at)
        return _("It is decided, and the user is told.")
    actions.turn_down(request=found, seen=seen, why=text, by=by, at=at)
    return _("The proposal is turned down. Why stands as a note.")


@login_required
@require_safe
def sealed_requests(request: SignedInRequest) -> HttpResponse:
    """Number and type, for those whom a confidential request lies with and who may not read it."""
    require(rules.may_help(request.user, request.at))
    found = queries.sealed(request.user, request.at)
    return render(request, "backstage/requests_sealed.html", {"found": found})


urls = [
    path("arbeid/henvendelser/fortrolige/", sealed_requests, name="sealed_requests"),
    path("arbeid/henvendelser/<number:pk>/avgjorelse/", decide_request, name="decide_request"),
]
