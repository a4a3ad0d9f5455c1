"""Known errors for everyone: the status page, one error, and “gjelder meg også”."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.frontstage.known_error_feed import ErrorFeed
from sufflor.known_errors import actions, queries
from sufflor.known_errors.models import SENTENCE_LENGTH, KnownError, Plain, Step
from sufflor.known_errors.rules import may_suggest
from sufflor.lib.refusals import NotAllowed, Refusal
from sufflor.messaging import actions as mail
from sufflor.messaging.queries import follows_errors
from sufflor.organization.http import Request, SignedInRequest
from sufflor.organization.models import WorkRole

ON_A_PAGE = 20
IN_THE_FEED = 30
COLORS = {
    Plain.WORKED_ON: ("warning", "hourglass"),
    Plain.PLANNED: ("primary", "calendar"),
    Plain.SOLVED: ("success", "check"),
    Plain.STAYS: ("neutral", "minus"),
}


@dataclass(frozen=True)
class Row:
    """An error in a list, with the last that was told of it."""

    error: KnownError
    color: str
    icon: str
    last: Step | None
    is_late: bool


class JoinForm(forms.Form):
    sentence = forms.CharField(
        label=gettext_lazy("What it is like for you"),
        help_text=gettext_lazy("One sentence, for those who work with it. Leave out names."),
        max_length=SENTENCE_LENGTH,
        required=False,
    )


@require_safe
def known_errors(request: Request) -> HttpResponse:
    """What is worked on now, what is planned, and what was before."""
    past = Paginator(queries.status_history(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "now": rows(queries.status_now(), request.at),
        "planned": rows(queries.status_planned(), request.at),
        "past": rows(past, request.at),
        "page": past,
        "joined": queries.joined_by(request.user),
        "follows": follows_errors(request.user),
        "may_suggest": may_suggest(request.user, request.at),
    }
    return render(request, "frontstage/known_errors.html", context)


@login_required
@require_POST
def follow_errors(request: SignedInRequest) -> HttpResponse:
    mail.follow_errors(wanted=True, by=request.user, at=timezone.now())
    messages.success(
        request,
        _("You get an e-mail of every new error from now on. Each has a link that ends it."),
    )
    return redirect("known_errors")


@login_required
@require_POST
def unfollow_errors(request: SignedInRequest) -> HttpResponse:
    mail.follow_errors(wanted=False, by=request.user, at=timezone.now())
    messages.success(request, _("You are mailed only of the errors that concern you."))
    return redirect("known_errors")


def rows(errors: Iterable[KnownError], at: datetime) -> list[Row]:
    return [_row(error, at) for error in errors]


def _row(error: KnownError, at: datetime) -> Row:
    color, icon = COLORS[error.plain]
    told = [step for step in error.steps.all() if step.is_told]
    return Row(error, color, icon, told[0] if told else None, error.is_overdue(at))


@require_safe
def known_error(request: Request, pk: int) -> HttpResponse:
    return _page(request, _find(pk), JoinForm())


@login_required
@require_POST
def join_error(request: SignedInRequest, pk: int) -> HttpResponse:
    """One press, with a sentence or without. A page that has only the button sends no sentence."""
    error, form = _find(pk), JoinForm(request.POST)
    if not form.is_valid():
        return _page(request, error, form, status=422)
    said = form.cleaned_data["sentence"]
    try:
        actions.join(error=error, sentence=said, by=request.user, at=timezone.now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error("sentence", str(refusal))
        return _page(request, error, form, status=refusal.status)
    messages.success(
        request,
        _("Noted. You get an e-mail when there is a new way around it, and when it is fixed."),
    )
    return redirect("known_error", pk)


@login_required
@require_POST
def leave_error(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.leave(error=_find(pk), by=request.user, at=timezone.now())
    messages.success(request, _("You get no more e-mail about this error."))
    return redirect("known_error", pk)


@login_required
@require_POST
def error_works(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.say_that_it_works(error=_find(pk), by=request.user, at=timezone.now())
    messages.success(request, _("Thank you. It helps us to know that it works."))
    return redirect("known_error", pk)


@require_safe
def known_error_feed(request: Request) -> HttpResponse:
    return ErrorFeed(list(queries.public()[:IN_THE_FEED]))(request)


def _find(pk: int) -> KnownError:
    return get_object_or_404(queries.public(), pk=pk)


def _page(
    request: Request, error: KnownError, form: JoinForm, *, status: int = 200
) -> HttpResponse:
    roles = [] if error.work_role == WorkRole.ANYONE else [WorkRole(error.work_role).label]
    context = {
        "row": _row(error, request.at),
        "error": error,
        "steps": [step for step in error.steps.all() if step.is_told],
        "counted": queries.counted(error),
        "mine": queries.concern_of(error, request.user),
        "roles": roles,
        "form": form,
        "is_own_language": error.language == get_language(),
        "may_suggest": may_suggest(request.user, request.at),
    }
    return render(request, "frontstage/known_error.html", context, status=status)


urls = [
    path("kjente-feil/", known_errors, name="known_errors"),
    path("kjente-feil/folg/", follow_errors, name="follow_errors"),
    path("kjente-feil/folg-ikke/", unfollow_errors, name="unfollow_errors"),
    path("kjente-feil.atom", known_error_feed, name="known_error_feed"),
    path("kjente-feil/<number:pk>/", known_error, name="known_error"),
    path("kjente-feil/<number:pk>/gjelder-meg/", join_error, name="join_error"),
    path("kjente-feil/<number:pk>/ikke-lenger/", leave_error, name="leave_error"),
    path("kjente-feil/<number:pk>/virker/", error_works, name="error_works"),
]
