"""Ticking what is done before a rollout, and keeping the list of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sufflor.backstage.rollout_checklist import ItemForm
from sufflor.backstage.rollout_overview import overview_page
from sufflor.lib.deeds import carried_out
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.rollout import actions
from sufflor.rollout.models import ChecklistItem, Rollout
from sufflor.rollout.rules import may_plan


@login_required
@require_POST
def item_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """A point of one's own; what cannot be taken is shown where it was typed."""
    require(may_plan(request.user))
    rollout = get_object_or_404(Rollout, pk=pk)
    form = ItemForm(request.POST)
    added = carried_out(
        form,
        lambda: actions.add_item(
            rollout=rollout,
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        ),
        about={actions.NoItem: "text"},
    )
    return _back(pk) if added else overview_page(request, rollout, form)


@login_required
@require_POST
def item_tick(request: SignedInRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.tick)


@login_required
@require_POST
def item_untick(request: SignedInRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.untick)


@login_required
@require_POST
def item_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.remove_item)


def _do(request: SignedInRequest, pk: int, deed: Callable[..., None]) -> HttpResponse:
    item = get_object_or_404(ChecklistItem.objects.select_related("rollout"), pk=pk)
    deed(item=item, by=request.user, at=timezone.now())
    return _back(item.rollout_id)


def _back(pk: int) -> HttpResponse:
    return SeeOther(f"{reverse('rollout_overview', args=[pk])}#checklist")


urls = [
    path("styring/innforing/<number:pk>/sjekkliste/", item_add, name="checklist_add"),
    path("styring/innforing/sjekkliste/<number:pk>/hake/", item_tick, name="checklist_tick"),
    path(
        "styring/innforing/sjekkliste/<number:pk>/hake/angring/",
        item_untick,
        name="checklist_untick",
    ),
    path(
        "styring/innforing/sjekkliste/<number:pk>/fjerning/", item_remove, name="checklist_remove"
    ),
]
