"""Why something was answered or solved too late: said once, and counted."""

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

from sufflor.backstage.request_at_hand import at_hand, deed_page
from sufflor.backstage.work_words import span
from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Delay, DelayReason
from sufflor.desk.models.clocks import WORDS_LENGTH
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.rules import may_administer


class DelayForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why was it late?"),
        choices=DelayReason,
        widget=forms.RadioSelect,
        error_messages={"required": actions.NotExplained.reason},
    )
    words = forms.CharField(
        label=gettext_lazy("In a few words"), max_length=WORDS_LENGTH, required=False
    )

    words.help_text = gettext_lazy("For helpers alone. Write no names.")


@login_required
@looked_at_or_sent
def explain_delay(request: SignedInRequest, pk: int) -> HttpResponse:
    found = at_hand(request, pk)
    require(rules.may_note(request.user, found, request.at))
    late = queries.delays_of(found)
    form = DelayForm(posted(request)) if late or request.method == "POST" else None
    done = form and carried_out(
        form,
        lambda: actions.explain_delays(
            request=found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
    )
    if done:
        messages.success(request, _("Thank you. It is counted, and nobody is blamed."))
        return SeeOther(reverse("request", args=[found.pk]))
    told = [(one, span(one.met_at - one.due_at)) for one in late]
    send = _("Save the reason")
    return deed_page(request, found, "backstage/request_delay.html", form, send=send, late=told)


@login_required
@require_safe
def delays(request: SignedInRequest) -> HttpResponse:
    """What is counted of one's own groups, or of the house; and what still lacks a reason."""
    require(rules.may_help(request.user, request.at) or may_administer(request.user))
    found = queries.delays(request.user, request.at)
    context = {
        "found": found,
        "tallies": [(_label(one.reason), one) for one in found.tallies],
        "unexplained": [(one, _late_by(one)) for one in found.unexplained],
        "is_whole": may_administer(request.user),
    }
    return render(request, "backstage/delays.html", context)


def _label(reason: str) -> str:
    return str(DelayReason(reason).label) if reason else _("No reason given yet")


def _late_by(one: Delay) -> str:
    return span(one.met_at - one.due_at)


urls = [
    path("arbeid/forsinkelser/", delays, name="delays"),
    path("arbeid/henvendelser/<number:pk>/forsinkelse/", explain_delay, name="explain_delay"),
]
