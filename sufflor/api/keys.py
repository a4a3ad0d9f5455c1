"""The page where administrators give out keys to other systems, and take them back."""

from __future__ import annotations

from datetime import datetime, timedelta

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

from sufflor.api import actions, rules
from sufflor.api.models import NAME_LENGTH, ApiToken, Scope
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Unit
from sufflor.vendor.models import Vendor

# The secret waits here from the moment that it is made until the page has shown it, once.
SHOWN_ONCE = "api_key"
DAYS = (
    ("30", gettext_lazy("30 days")),
    ("90", gettext_lazy("90 days")),
    ("365", gettext_lazy("A year")),
)


class KeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("The system that gets the key"),
        max_length=NAME_LENGTH,
        error_messages={"required": gettext_lazy("Say what the system is called.")},
    )
    unit = forms.ModelChoiceField(
        Unit.objects.all(),
        label=gettext_lazy("Where it belongs"),
        help_text=gettext_lazy("It can send on behalf of those who work there."),
        empty_label=gettext_lazy("No unit"),
        required=False,
    )
    vendor = forms.ModelChoiceField(
        Vendor.objects.select_related("account"),
        label=gettext_lazy("A vendor of ours"),
        help_text=gettext_lazy("Then the key is the vendor's, and opens its own cases."),
        empty_label=gettext_lazy("No vendor"),
        required=False,
    )
    email = forms.EmailField(
        label=gettext_lazy("Its e-mail address"),
        help_text=gettext_lazy("Where it is told of requests that are sent on to it."),
        required=False,
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What the key opens"),
        choices=Scope,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": actions.OpensNothing.reason},
    )
    days = forms.ChoiceField(label=gettext_lazy("How long it lasts"), choices=DAYS)

    def wish(self, at: datetime) -> actions.KeyWish:
        said = self.cleaned_data
        return actions.KeyWish(
            name=said["name"],
            unit=said["unit"],
            scopes=tuple(map(Scope, said["scopes"])),
            expires_at=at + timedelta(days=int(said["days"])),
            email=said["email"],
            account=said["vendor"].account if said["vendor"] else None,
        )


@login_required
@looked_at_or_sent
def api_keys(request: SignedInRequest) -> HttpResponse:
    require(rules.may_keep_keys(request.user))
    form = KeyForm(posted(request))
    if carried_out(form, lambda: _made(request, form)):
        return SeeOther(reverse("api_keys"))
    return form_page(
        request,
        "api/keys.html",
        form,
        tokens=ApiToken.objects.select_related("made_by", "person__unit"),
        secret=None if form.is_bound else request.session.pop(SHOWN_ONCE, None),
        now=timezone.now(),
    )


@login_required
@require_POST
def api_key_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_keys(request.user))
    token = get_object_or_404(ApiToken, pk=pk)
    actions.revoke_key(token=token, by=request.user, at=timezone.now())
    messages.success(request, _("The key of %(name)s opens nothing now.") % {"name": token.name})
    return SeeOther(reverse("api_keys"))


def _made(request: SignedInRequest, form: KeyForm) -> bool:
    at = timezone.now()
    _token, secret = actions.make_key(wish=form.wish(at), by=request.user, at=at)
    request.session[SHOWN_ONCE] = secret
    return True


urls = [
    path("styring/nokler/", api_keys, name="api_keys"),
    path("styring/nokler/<number:pk>/tilbake/", api_key_revoke, name="api_key_revoke"),
]
