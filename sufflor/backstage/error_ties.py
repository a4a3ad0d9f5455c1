"""Tying a request or a question to the known error that it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sufflor.backstage.error_forms import ErrorChoiceForm, TieForm
from sufflor.backstage.request_at_hand import at_hand, deed_page
from sufflor.desk import actions, queries, rules
from sufflor.desk.models import ErrorTie, Request
from sufflor.known_errors import queries as errors
from sufflor.known_errors import rules as error_rules
from sufflor.known_errors.models import KnownError
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions as questions
from sufflor.questions import rules as question_rules
from sufflor.questions.models import FromError, Question

MOST_CHOICES = 30
MOST_BESIDE = 2


def choices(text: str, without: Sequence[int] = ()) -> list[KnownError]:
    """Those that look like the text first, then the others that are open, and candidates."""
    alike = [each for each in errors.alike_open(text[:500]) if each.pk not in without]
    known = {each.pk for each in alike}
    others = errors.choices(without=[*known, *without])[:MOST_CHOICES]
    return [*alike, *others]


def errors_near(request: Request) -> list[KnownError]:
    """Errors that it looks like and is not tied to. Five queries at most."""
    tied = set(queries.errors_of(request).values_list("error", flat=True))
    alike = errors.alike_open(f"{request.title} {request.text}"[:500])
    return [each for each in alike if each.pk not in tied][:MOST_BESIDE]


@login_required
@looked_at_or_sent
def tie_request(request: SignedInRequest, pk: int) -> HttpResponse:
    found = at_hand(request, pk)
    require(rules.may_work(request.user, found, request.at))
    ties = queries.errors_of(found)
    offered = choices(f"{found.title} {found.text}", [tie.error_id for tie in ties])
    form = TieForm(posted(request), errors=offered)
    tie = carried_out(
        form,
        lambda: actions.tie_to_error(
            request=found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
    )
    if tie:
        messages.success(request, _("It is tied to the error. Whoever sent it hears of the fix."))
        return SeeOther(reverse("request", args=[found.pk]))
    return deed_page(
        request,
        found,
        "backstage/request_error.html",
        form if offered or form.is_bound else None,
        send=_("Tie it to this error"),
        ties=ties,
    )


@login_required
@require_POST
def untie_request(request: SignedInRequest, pk: int, tie: int) -> HttpResponse:
    found = at_hand(request, pk)
    there = get_object_or_404(ErrorTie.objects.select_related("request"), pk=tie, request=found)
    actions.untie_from_error(tie=there, by=request.user, at=timezone.now())
    messages.success(request, _("It is no longer tied to the error."))
    return SeeOther(reverse("tie_request", args=[found.pk]))


@login_required
@looked_at_or_sent
def tie_question(request: SignedInRequest, pk: int) -> HttpResponse:
    is_host = question_rules.may_host(request.user)
    require(is_host or error_rules.may_suggest(request.user, request.at))
    # Only hosts read what they have held back or hidden.
    every = Question.objects.filter(move=None, hour__rehearsal_of=None)
    rows = every if is_host else Question.objects.public()
    question = get_object_or_404(rows.select_related("hour", "area"), pk=pk)
    tie = FromError.objects.filter(pk=pk).select_related("error").first()
    form = ErrorChoiceForm(posted(request), errors=choices(question.text))
    tied = carried_out(
        form,
        lambda: questions.tie_question(
            question=question, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
    )
    if tied:
        messages.success(request, _("It is tied to the error. All who asked hear of the fix."))
        return SeeOther(reverse("error_plan", args=[tied.error_id]))
    return form_page(request, "backstage/question_error.html", form, question=question, tie=tie)


@login_required
@require_POST
def untie_question(request: SignedInRequest, pk: int) -> HttpResponse:
    tie = get_object_or_404(FromError.objects.select_related("question"), pk=pk)
    questions.untie_question(tie=tie, by=request.user, at=timezone.now())
    messages.success(request, _("It is no longer tied to the error."))
    return SeeOther(reverse("tie_question", args=[pk]))


urls = [
    path("arbeid/henvendelser/<number:pk>/feil/", tie_request, name="tie_request"),
    path(
        "arbeid/henvendelser/<number:pk>/feil/<number:tie>/fjern/",
        untie_request,
        name="untie_request",
    ),
    path("arbeid/sporsmal/<number:pk>/feil/", tie_question, name="tie_question"),
    path("arbeid/sporsmal/<number:pk>/feil/fjern/", untie_question, name="untie_question"),
]
