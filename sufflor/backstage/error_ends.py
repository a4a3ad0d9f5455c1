"""Solving an error for all whom it concerns, and taking a candidate into another."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sufflor.backstage.error_forms import ErrorChoiceForm, SentenceForm
from sufflor.backstage.errors import REFUSED, find, to_error
from sufflor.backstage.form_alone import form_alone
from sufflor.desk import actions as desk
from sufflor.known_errors import actions, queries, rules
from sufflor.known_errors.models import KnownError, State
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.sensitive_words import warnings
from sufflor.messaging.queries import errors_are_followed
from sufflor.organization.http import SignedInRequest
from sufflor.questions.queries import would_be_told

# What the buttons say: show what would happen, or let it happen.
SHOW, SURE = "vis", "ja"


@login_required
@looked_at_or_sent
def error_solve(request: SignedInRequest, pk: int) -> HttpResponse:
    """First the text and how many get it; then one approval, and each is told once."""
    error = find(request, pk)
    require(rules.may_keep(request.user))
    form = SentenceForm(posted(request))
    if request.POST.get("sikker") != SURE:
        is_shown = form.is_bound and form.is_valid()
        return _solve_page(request, error, form, is_shown=is_shown)
    told = would_be_told(error, request.at).people
    step = carried_out(
        form,
        lambda: desk.solve_error(
            error=error, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        about={actions.NothingToTell: "sentence"},
    )
    if step is None:
        return _solve_page(request, error, form, is_shown=False)
    messages.success(request, _("It is fixed. %(people)d people are told.") % {"people": told})
    return redirect("error_plan", pk)


def _solve_page(
    request: SignedInRequest, error: KnownError, form: forms.Form, *, is_shown: bool
) -> HttpResponse:
    return form_page(
        request,
        "backstage/error_solve.html",
        form,
        error=error,
        telling=would_be_told(error, request.at),
        is_shown=is_shown,
        is_followed=is_shown and errors_are_followed(),
        sensitive=warnings(form.cleaned_data["sentence"]) if is_shown else (),
        sentence=form.cleaned_data.get("sentence", "") if is_shown else "",
    )


@login_required
@looked_at_or_sent
def error_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    error = find(request, pk)
    require(rules.may_keep(request.user))
    if error.state != State.CANDIDATE:
        raise actions.NotFromHere.but(error.state)
    form = ErrorChoiceForm(posted(request), errors=queries.choices(without=[error.pk]))
    merged = carried_out(
        form,
        lambda: actions.merge(
            error=error, into=form.cleaned_data["error"], by=request.user, at=timezone.now()
        ),
        about=REFUSED,
    )
    if merged is None:
        lead = _(
            "Those whom it concerns and all that is tied to it count with the other from now on. "
            "It can be undone."
        )
        return form_alone(
            request,
            form,
            _("It is the same as another"),
            lead,
            _("Take it into that one"),
            to_error(error),
            number=error.number,
            icon="merge",
        )
    messages.success(request, _("It is taken into the other. That can be undone here."))
    return redirect("error_plan", pk)


@login_required
@require_POST
def error_merge_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    error = get_object_or_404(KnownError, pk=pk)
    actions.undo_merge(error=error, by=request.user, at=timezone.now())
    messages.success(request, _("It is a candidate of its own again."))
    return redirect("error_plan", pk)


urls = [
    path("arbeid/feil/<number:pk>/rettet/", error_solve, name="error_solve"),
    path("arbeid/feil/<number:pk>/sammen/", error_merge, name="error_merge"),
    path("arbeid/feil/<number:pk>/sammen/angre/", error_merge_undo, name="error_merge_undo"),
]
