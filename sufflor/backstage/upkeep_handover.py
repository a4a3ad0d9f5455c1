"""When somebody leaves: all that they look after, shown first, then handed over together."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sufflor.backstage.opening_forms import Refused
from sufflor.backstage.people_fields import PersonField
from sufflor.knowledge import actions, queries, rules
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User


class HandoverForm(forms.Form):
    taker = PersonField(
        label=gettext_lazy("Who takes over"),
        help_text=gettext_lazy("Username, e-mail address or full name."),
    )

    REFUSED: Refused = {actions.CannotKeep: "taker", actions.KeepsNothing: "giver"}

    def __init__(self, sent: QueryDict | None, keepers: Iterable[User]) -> None:
        super().__init__(sent)
        self.fields["giver"] = forms.ModelChoiceField(
            User.objects.filter(pk__in=[one.pk for one in keepers]),
            label=_("Who leaves"),
            empty_label=None,
            error_messages={"required": _("Choose whose texts are handed over.")},
        )
        self.order_fields(["giver", "taker"])


@login_required
@looked_at_or_sent
def handover(request: SignedInRequest) -> HttpResponse:
    """Looking is asking for the page; only the second button hands over."""
    require(rules.may_edit(request.user))
    keepers = queries.keepers_seen_by(request.user)
    sent = request.POST if request.method == "POST" else request.GET
    is_sent = "giver" in sent or request.method == "POST"
    form = HandoverForm(sent if is_sent else None, keepers)
    handed = None
    if request.method == "POST":
        handed = carried_out(
            form,
            lambda: actions.hand_over_articles(
                **form.cleaned_data, by=request.user, at=timezone.now()
            ),
            about=HandoverForm.REFUSED,
        )
    if handed:
        count = len(handed)
        said = ngettext(
            "%(count)d text has changed hands.", "%(count)d texts have changed hands.", count
        )
        messages.success(request, said % {"count": count})
        return SeeOther(reverse("content"))
    is_shown = form.is_bound and form.is_valid()
    return form_page(
        request,
        "backstage/content_handover.html",
        form,
        keepers=keepers,
        articles=queries.kept_by(form.cleaned_data["giver"], request.user) if is_shown else [],
        sure=is_shown,
    )


urls = [path("styring/innhold/overlevering/", handover, name="content_handover")]
