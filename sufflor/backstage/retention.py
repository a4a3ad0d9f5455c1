"""How long what is over is kept, what goes next and what stays; and holding one request."""

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

from sufflor.backstage.opening_forms import Refused
from sufflor.backstage.request_at_hand import at_hand, deed_page
from sufflor.desk import actions, queries, rules
from sufflor.desk.models import RetentionRule
from sufflor.desk.models.retention import FEWEST_DAYS, MOST_DAYS, WHY_LENGTH
from sufflor.forms.models import Form, RecordClass
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.rules import may_administer

LET_GO = "slipp"


class RuleForm(forms.Form):
    record_class = forms.ChoiceField(
        label=gettext_lazy("Which class"), choices=RecordClass, widget=forms.RadioSelect
    )
    form = forms.ModelChoiceField(
        Form.objects.all(),
        label=gettext_lazy("Only of one form"),
        help_text=gettext_lazy("What is said of one form goes before what is said of all."),
        empty_label=gettext_lazy("All forms"),
        required=False,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days after it is over"),
        help_text=gettext_lazy("31 at least: until then a reply can open it again."),
        min_value=FEWEST_DAYS,
        max_value=MOST_DAYS,
    )

    REFUSED: Refused = {actions.KeptTooShort: "days"}


class HoldForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why does it have to stay?"),
        help_text=gettext_lazy(
            "For helpers alone. A complaint, a case in court, a request to see."
        ),
        max_length=WHY_LENGTH,
        error_messages={"required": actions.HoldWithoutReason.reason},
    )


@login_required
@looked_at_or_sent
def retention(request: SignedInRequest) -> HttpResponse:
    """Numbers and classes alone: an administrator reads nobody's request here."""
    require(may_administer(request.user))
    form = RuleForm(posted(request))
    kept = carried_out(
        form,
        lambda: actions.keep_for(**form.cleaned_data, by=request.user, at=timezone.now()),
        about=RuleForm.REFUSED,
    )
    if kept:
        messages.success(request, _("It is saved, and holds from tonight."))
        return SeeOther(reverse("retention"))
    return form_page(request, "backstage/retention.html", form, found=queries.retention(request.at))


@login_required
@require_POST
def retention_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    require(may_administer(request.user))
    rule = get_object_or_404(RetentionRule, pk=pk)
    actions.keep_always(rule=rule, by=request.user, at=timezone.now())
    messages.success(request, _("The rule is taken away. What it was about is kept."))
    return SeeOther(reverse("retention"))


@login_required
@looked_at_or_sent
def hold_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep one request from being deleted, or let it follow the rules again."""
    found = at_hand(request, pk)
    require(rules.may_hold(request.user, found, request.at))
    now = timezone.now()
    if request.POST.get("gjor") == LET_GO:
        actions.let_go_of(request=found, by=request.user, at=now)
        messages.success(request, _("It follows the rules again."))
        return SeeOther(reverse("request", args=[found.pk]))
    held = queries.held(found)
    form = None if held and request.method != "POST" else HoldForm(posted(request))
    placed = form and carried_out(
        form,
        lambda: actions.hold(request=found, **form.cleaned_data, by=request.user, at=now),
    )
    if placed:
        messages.success(request, _("It stays until somebody lets it go."))
        return SeeOther(reverse("request", args=[found.pk]))
    template = "backstage/request_hold.html"
    return deed_page(request, found, template, form, send=_("Hold the request"), held=held)


urls = [
    path("styring/sletting/", retention, name="retention"),
    path("styring/sletting/<number:pk>/fjerning/", retention_drop, name="retention_drop"),
    path("arbeid/henvendelser/<number:pk>/bevaring/", hold_request, name="hold_request"),
]
