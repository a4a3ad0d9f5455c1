"""Sending a request on to another system, with words of one's own, and how it stands there."""

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

from sufflor.backstage.request_at_hand import TOO_LONG, at_hand, deed_page
from sufflor.design.fields import Prose
from sufflor.desk import actions, queries, rules
from sufflor.desk.models import ENTRY_LENGTH, Crossing, Request
from sufflor.desk.models.crossings import NUMBER_LENGTH, STATUS_LENGTH
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User


class SystemField(forms.ModelChoiceField[User]):
    def label_from_instance(self, system: User) -> str:
        return system.full_name


class CrossForm(forms.Form):
    system = SystemField(
        queries.systems(),
        label=gettext_lazy("Which system"),
        error_messages={
            "required": actions.NoSystem.reason,
            "invalid_choice": actions.NoSystem.reason,
        },
    )
    text = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty=TOO_LONG, rows=8)

    text.label = gettext_lazy("What it is told")
    text.help_text = gettext_lazy(
        "This and the title leave the house. Take away names and all that they need not know."
    )


class StandingForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Its number there"), max_length=NUMBER_LENGTH, required=False
    )
    status = forms.CharField(
        label=gettext_lazy("How it stands there"), max_length=STATUS_LENGTH, required=False
    )


@login_required
@looked_at_or_sent
def cross_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everyone who sees the request sees where it went; those who have it send it on."""
    found = at_hand(request, pk)
    may_send = rules.may_work(request.user, found, request.at)
    require(may_send or request.method != "POST")
    if request.POST.get("gjor") == "status":
        return _standing(request, found)
    form = CrossForm(posted(request), initial={"text": found.text[:ENTRY_LENGTH]})
    made = carried_out(
        form,
        lambda: actions.cross_over(
            request=found,
            system=form.cleaned_data["system"],
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        ),
        about={actions.NoSystem: "system"},
    )
    if made:
        said = _("%(name)s is told. You still have the request.")
        messages.success(request, said % {"name": made.system.full_name})
        return _back(found)
    shown = form if may_send and found.is_unresolved and not found.is_confidential else None
    return _page(request, found, shown, may_send=may_send)


def _standing(request: SignedInRequest, found: Request) -> HttpResponse:
    """What somebody has heard of how it stands there, by telephone or on a page."""
    number = request.POST.get("crossing", "")
    asked = int(number) if number.isascii() and number.isdigit() and len(number) < 12 else 0
    crossing = get_object_or_404(queries.crossings(found), pk=asked)
    form = StandingForm(request.POST)
    said = carried_out(
        form,
        lambda: actions.say_outside(
            crossing=crossing, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
    )
    return _back(found) if said else _page(request, found, form, may_send=True)


def _page(
    request: SignedInRequest, found: Request, form: forms.Form | None, *, may_send: bool
) -> HttpResponse:
    return deed_page(
        request,
        found,
        "backstage/request_cross.html",
        form,
        send=_("Send it on"),
        crossings=[(each, _standing_of(each)) for each in queries.crossings(found)],
        may_send=may_send,
    )


def _standing_of(crossing: Crossing) -> StandingForm:
    initial = {"number": crossing.number, "status": crossing.status}
    return StandingForm(initial=initial, auto_id=f"id_{crossing.pk}_%s")


def _back(found: Request) -> HttpResponse:
    return SeeOther(reverse("cross_request", args=[found.pk]))


urls = [path("arbeid/henvendelser/<number:pk>/annet-system/", cross_request, name="cross_request")]
