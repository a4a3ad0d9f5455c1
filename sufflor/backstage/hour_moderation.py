"""Keeping the list in order: release, hide, change, pin, decline, move away, and take together."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from sufflor.backstage.hour_desk import act, address, carry_out
from sufflor.backstage.hour_forms import Deed
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries


@login_required
@require_POST
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    return act(request, pk, actions.release)


@login_required
@require_POST
def hide(request: SignedInRequest, pk: int) -> HttpResponse:
    return act(request, pk, actions.hide, goes_on=True)


@login_required
@require_POST
def show_again(request: SignedInRequest, pk: int) -> HttpResponse:
    return act(request, pk, actions.show_again)


@login_required
@require_POST
def pin(request: SignedInRequest, pk: int) -> HttpResponse:
    return act(request, pk, actions.pin)


@login_required
@require_POST
def unpin(request: SignedInRequest, pk: int) -> HttpResponse:
    return act(request, pk, actions.unpin)


@login_required
@require_POST
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    return carry_out(request, pk, Deed.EDIT, actions.edit_question)


@login_required
@require_POST
def sort(request: SignedInRequest, pk: int) -> HttpResponse:
    return carry_out(request, pk, Deed.SORT, actions.sort_question)


@login_required
@require_POST
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    return carry_out(request, pk, Deed.DECLINE, actions.decline)


@login_required
@require_POST
def take_up_again(request: SignedInRequest, pk: int) -> HttpResponse:
    return act(request, pk, actions.take_up_again)


@login_required
@require_POST
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    return carry_out(request, pk, Deed.MOVE, actions.move_to_request)


@login_required
@require_POST
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    return carry_out(request, pk, Deed.MERGE, actions.merge)


@login_required
@require_POST
def undo_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """By the number of the question that was taken into another."""
    found = queries.open_merge(pk)
    if found is None:
        raise Http404
    actions.undo_merge(merge=found, by=request.user, at=timezone.now())
    return SeeOther(address(found.question, sporsmal=pk))


urls = [
    path("sporsmal/<number:pk>/visning/", release, name="release_question"),
    path("sporsmal/<number:pk>/skjuling/", hide, name="hide_question"),
    path("sporsmal/<number:pk>/skjuling/angre/", show_again, name="show_question_again"),
    path("sporsmal/<number:pk>/feste/", pin, name="pin_question"),
    path("sporsmal/<number:pk>/feste/angre/", unpin, name="unpin_question"),
    path("sporsmal/<number:pk>/endring/", edit, name="edit_question"),
    path("sporsmal/<number:pk>/hjelpetype/", sort, name="sort_question"),
    path("sporsmal/<number:pk>/avslag/", decline, name="decline_question"),
    path("sporsmal/<number:pk>/avslag/angre/", take_up_again, name="take_up_again"),
    path("sporsmal/<number:pk>/flytting/", move, name="move_question"),
    path("sporsmal/<number:pk>/sammenslaing/", merge, name="merge_question"),
    path("sporsmal/<number:pk>/sammenslaing/angre/", undo_merge, name="undo_merge"),
]
