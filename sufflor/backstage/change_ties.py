"""A request that asks for a change: into the register as a wish of its own, or as one of others."""

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

from sufflor.backstage.request_at_hand import at_hand, deed_page
from sufflor.change_requests import queries as wishes
from sufflor.change_requests.models import ChangeRequest
from sufflor.desk import actions, queries, rules
from sufflor.desk.models import ChangeTie, Request
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest

MOST_CHOICES = 20


class WishTieForm(forms.Form):
    """Which button was pressed: that of a wish that is there, or of a new one."""

    asks_more = forms.BooleanField(
        label=gettext_lazy("It asks for something more than this"),
        help_text=gettext_lazy("Then the request stays open."),
        required=False,
    )
    wish = forms.IntegerField(required=False, max_value=2**53, widget=forms.HiddenInput)


@login_required
@looked_at_or_sent
def wish_request(request: SignedInRequest, pk: int) -> HttpResponse:
    found = at_hand(request, pk)
    require(rules.may_work(request.user, found, request.at))
    form = WishTieForm(posted(request))
    tie = carried_out(form, lambda: _tied(request, found, form))
    if tie:
        messages.success(
            request, _("It is in the register. Whoever sent it hears of it from there.")
        )
        return SeeOther(reverse("wish_request", args=[found.pk]))
    ties = queries.changes_of(found)
    offered = _choices(found, [each.change_id for each in ties])
    return deed_page(
        request,
        found,
        "backstage/request_wish.html",
        form,
        ties=ties,
        offered=offered,
        may_put_down=not found.is_confidential,
    )


def _tied(request: SignedInRequest, found: Request, form: forms.Form) -> ChangeTie:
    asks_more, wish = form.cleaned_data["asks_more"], form.cleaned_data["wish"]
    by, at = request.user, timezone.now()
    if wish is None:
        return actions.put_down_change(request=found, asks_more=asks_more, by=by, at=at)
    change = get_object_or_404(ChangeRequest.objects.public(), pk=wish)
    return actions.tie_to_change(request=found, change=change, asks_more=asks_more, by=by, at=at)


def _choices(found: Request, without: list[int]) -> list[ChangeRequest]:
    """What everyone reads and looks like it first, then the others that take votes."""
    alike = wishes.alike(f"{found.title} {found.text}"[:500], without=without)
    known = [*without, *(each.pk for each in alike)]
    return [*alike, *wishes.choices(without=known).filter(shown_at__isnull=False)[:MOST_CHOICES]]


@login_required
@require_POST
def unwish_request(request: SignedInRequest, pk: int, tie: int) -> HttpResponse:
    found = at_hand(request, pk)
    there = get_object_or_404(ChangeTie.objects.select_related("request"), pk=tie, request=found)
    actions.untie_from_change(tie=there, by=request.user, at=timezone.now())
    messages.success(request, _("It does not ask for that any more."))
    return SeeOther(reverse("wish_request", args=[found.pk]))


urls = [
    path("arbeid/henvendelser/<number:pk>/onske/", wish_request, name="wish_request"),
    path(
        "arbeid/henvendelser/<number:pk>/onske/<number:tie>/fjern/",
        unwish_request,
        name="unwish_request",
    ),
]
