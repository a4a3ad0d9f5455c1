"""The ways in to help: offering a new one, and changing one that is offered."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import Sentence, require
from sufflor.lib.responses import SeeOther
from sufflor.lib.text import one_line
from sufflor.organization.http import SignedInRequest
from sufflor.rollout import actions
from sufflor.rollout.models import Urgency, WayIn, WayKind
from sufflor.rollout.rules import may_plan

# What leads on from an open door, and what is said when it is missing.
NEEDED: dict[str, tuple[str, Sentence]] = {
    WayKind.FORM.value: ("url", gettext_lazy("Write where the form is.")),
    WayKind.PHONE.value: ("contact", gettext_lazy("Write the phone number.")),
    WayKind.EMAIL.value: ("contact", gettext_lazy("Write the e-mail address.")),
}
FIELDS = ("name", "name_nn", "name_en", "kind", "url", "contact", "urgency", "position")


class WayForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=WayKind)
    url = forms.URLField(
        label=gettext_lazy("Address of the form"),
        help_text=gettext_lazy("Where people write their request, at the existing desk."),
        max_length=300,
        required=False,
        assume_scheme="https",
    )
    contact = forms.CharField(
        label=gettext_lazy("Phone number or e-mail address"), max_length=120, required=False
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Always open"),
        help_text=gettext_lazy("What cannot wait stays open on every rollout day."),
        choices=[("", gettext_lazy("No, it follows the plan")), *Urgency.choices],
        required=False,
    )
    position = forms.IntegerField(
        label=gettext_lazy("Place in the list"), min_value=0, max_value=999, initial=0
    )
    name_nn = forms.CharField(label=gettext_lazy("Name in nynorsk"), max_length=160, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=160, required=False)

    def __init__(self, sent: QueryDict | None, *, way_in: WayIn) -> None:
        super().__init__(sent, initial={name: getattr(way_in, name) for name in FIELDS})

    def clean_contact(self) -> str:
        return one_line(self.cleaned_data["contact"])

    def clean(self) -> dict[str, object]:
        """People must be able to go on from the door."""
        cleaned: dict[str, object] = super().clean() or {}
        field, sentence = NEEDED.get(str(cleaned.get("kind")), ("", ""))
        if field and not cleaned.get(field) and field not in self.errors:
            self.add_error(field, str(sentence))
        return cleaned

    def filled(self, way_in: WayIn) -> WayIn:
        for name in FIELDS:
            setattr(way_in, name, self.cleaned_data[name])
        return way_in


@login_required
@looked_at_or_sent
def way_new(request: SignedInRequest) -> HttpResponse:
    require(may_plan(request.user))
    return _way(request, WayIn(), _("The way in is offered."))


@login_required
@looked_at_or_sent
def way_change(request: SignedInRequest, slug: str) -> HttpResponse:
    require(may_plan(request.user))
    return _way(request, get_object_or_404(WayIn, slug=slug), _("The way in is changed."))


def _way(request: SignedInRequest, way_in: WayIn, said: str) -> HttpResponse:
    form = WayForm(posted(request), way_in=way_in)
    offered = carried_out(
        form,
        lambda: actions.offer_way_in(
            way_in=form.filled(way_in), by=request.user, at=timezone.now()
        ),
        about={actions.NamelessWay: "name"},
    )
    if offered:
        messages.success(request, said)
        return SeeOther(reverse("rollout_plan") + "#doors")
    return form_page(request, "backstage/way_form.html", form, way_in=way_in)


urls = [
    path("styring/innforing/veier/ny/", way_new, name="way_new"),
    path("styring/innforing/veier/<slug:slug>/", way_change, name="way_change"),
]
