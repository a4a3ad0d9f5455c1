"""When a department is closed: all that it keeps, shown first, then handed over together."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.backstage.opening_forms import Refused
from sufflor.knowledge import actions, queries, rules
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Unit


class ClosingForm(forms.Form):
    giver = forms.ModelChoiceField(
        Unit.objects.filter(section__isnull=False).order_by("name"),
        label=gettext_lazy("Which department is closed"),
        to_field_name="code",
        empty_label=gettext_lazy("Choose a department"),
        error_messages={"required": gettext_lazy("Choose whose texts are handed over.")},
    )
    taker = forms.ModelChoiceField(
        Unit.objects.order_by("name"),
        label=gettext_lazy("Who keeps its texts from now on"),
        to_field_name="code",
        empty_label=gettext_lazy("Choose a department"),
        error_messages={"required": gettext_lazy("Choose who keeps the texts from now on.")},
    )

    REFUSED: Refused = {actions.SameDepartment: "taker", actions.NothingToHandOver: "giver"}


@login_required
@looked_at_or_sent
def closing(request: SignedInRequest) -> HttpResponse:
    """Looking is asking for the page; only the second button hands over."""
    require(rules.may_edit_all(request.user))
    sent = request.POST if request.method == "POST" else request.GET
    is_sent = "giver" in sent or request.method == "POST"
    form = ClosingForm(sent if is_sent else None)
    handed = None
    if request.method == "POST":
        handed = carried_out(
            form,
            lambda: actions.hand_over_section(
                **form.cleaned_data, by=request.user, at=timezone.now()
            ),
            about=ClosingForm.REFUSED,
        )
    if handed:
        taker = form.cleaned_data["taker"]
        messages.success(request, _("%(unit)s keeps it all now.") % {"unit": taker.local_name})
        return SeeOther(f"{reverse('content')}?{urlencode({'enhet': taker.code})}")
    is_shown = form.is_bound and form.is_valid()
    return form_page(
        request,
        "backstage/content_closing.html",
        form,
        found=queries.estate(form.cleaned_data["giver"]) if is_shown else None,
    )


urls = [path("styring/innhold/nedlegging/", closing, name="content_closing")]
