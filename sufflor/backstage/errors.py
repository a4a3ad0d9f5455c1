"""Working with known errors: the list, one of them, its words and its steps."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.backstage.error_forms import (
    DescribeForm,
    FactsForm,
)
from sufflor.backstage.error_steps import STEPS, StepDeed
from sufflor.backstage.form_alone import Back, form_alone
from sufflor.desk.queries import like_error, openable, ties_of
from sufflor.known_errors import actions, queries, rules
from sufflor.known_errors.models import KnownError, State
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.http import SignedInRequest
from sufflor.questions.models import Question
from sufflor.questions.queries import like_error as alike_questions
from sufflor.questions.queries import questions_of
from sufflor.vendor.queries import cases_of_error
from sufflor.vendor.rules import may_see

MOST_PAST = 50
REFUSED: Mapping[type[Refusal], str] = {
    actions.NothingToTell: "sentence",
    actions.NoNextUpdate: "next_update_at",
    actions.NoVersion: "version",
    actions.NotTested: "tested",
    actions.InNoArea: "areas",
}


def find(request: SignedInRequest, pk: int) -> KnownError:
    """For those who help; others get no further."""
    require(rules.may_suggest(request.user, request.at))
    rows = KnownError.objects.select_related("owner", "merged_into")
    return get_object_or_404(rows.prefetch_related("areas", "units", "steps__by"), pk=pk)


@login_required
@require_safe
def errors_plan(request: SignedInRequest) -> HttpResponse:
    """What I owe news on first, then candidates, what is under way, and what is over."""
    require(rules.may_suggest(request.user, request.at))
    under_way = [*queries.status_now(), *queries.status_planned()]
    context = {
        "owed": [each for each in under_way if _owes(each, request)],
        "candidates": queries.candidates(),
        "under_way": [(each, each.is_overdue(request.at)) for each in under_way],
        "past": queries.status_history()[:MOST_PAST],
    }
    return render(request, "backstage/errors.html", context)


def _owes(error: KnownError, request: SignedInRequest) -> bool:
    return error.owner_id == request.user.pk and error.is_overdue(request.at)


@login_required
@looked_at_or_sent
def error_new(request: SignedInRequest) -> HttpResponse:
    require(rules.may_suggest(request.user, request.at))
    form = FactsForm(posted(request))
    error = carried_out(
        form,
        lambda: actions.suggest(facts=form.facts(), by=request.user, at=timezone.now()),
        about=REFUSED,
    )
    if error is None:
        lead = _("It is a candidate until the second line confirms it. Only those who help see it.")
        back = Back(reverse("errors_plan"), _("Work with known errors"))
        return form_alone(request, form, _("Put down an error"), lead, _("Put it down"), back)
    messages.success(request, _("It is put down as a candidate."))
    return redirect("error_plan", error.pk)


@login_required
@require_safe
def error_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    error = find(request, pk)
    is_open = error.is_open
    requests = list(ties_of(error))
    context = {
        "error": error,
        "alike_requests": like_error(error, request.user, request.at) if is_open else (),
        "alike_questions": alike_questions(error) if is_open else (),
        "is_late": error.is_overdue(request.at),
        "counted": queries.counted(error),
        "sentences": queries.sentences(error)[:20],
        "witnesses": queries.witnesses(error),
        "requests": requests,
        "openable": openable([tie.request_id for tie in requests], request.user, request.at),
        "questions": questions_of(error).filter(question__in=Question.objects.public()),
        "taken_in": error.merged_from.all(),
        "cases": cases_of_error(error) if may_see(request.user) else None,
        "steps": _open_steps(error) if rules.may_keep(request.user) else (),
        "may_solve": _may_solve(error) and rules.may_keep(request.user),
        "may_keep": rules.may_keep(request.user),
    }
    return render(request, "backstage/error.html", context)


def _open_steps(error: KnownError) -> list[tuple[str, StepDeed]]:
    """Those that can be taken from where it stands."""
    if error.merged_into_id:
        return []
    return [(name, step) for name, step in STEPS.items() if _may_take(error, name, step)]


def _may_take(error: KnownError, name: str, step: StepDeed) -> bool:
    """A candidate that was closed as none was never fixed: it is confirmed."""
    if error.state == State.CLOSED and name in {"bekreftelse", "ikke-rettet"}:
        return (name == "ikke-rettet") == error.is_public
    return error.state in step.since


def _may_solve(error: KnownError) -> bool:
    return error.merged_into_id is None and State.FIXED in rules.TRANSITIONS[State(error.state)]


@login_required
@looked_at_or_sent
def error_describe(request: SignedInRequest, pk: int) -> HttpResponse:
    error = find(request, pk)
    require(rules.may_keep(request.user))
    form = DescribeForm(posted(request), error=error)
    step = carried_out(
        form,
        lambda: actions.describe(
            error=error,
            facts=form.facts(),
            sentence=form.cleaned_data["sentence"],
            seen=form.cleaned_data["seen_stamp"],
            by=request.user,
            at=timezone.now(),
        ),
        about=REFUSED,
    )
    if step is None:
        lead = _("A new way around it is mailed to those whom it concerns, once.")
        return form_alone(
            request, form, _("Say it in other words"), lead, _("Save"), to_error(error)
        )
    messages.success(request, _("Saved, and told."))
    return redirect("error_plan", pk)


@login_required
@looked_at_or_sent
def error_step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Each step has a page of its own with what it asks."""
    error = find(request, pk)
    require(rules.may_keep(request.user))
    step = STEPS.get(name)
    if step is None:
        raise Http404
    if not _may_take(error, name, step):
        raise actions.NotFromHere.but(error.state)
    form = step.form(posted(request))
    if not form.is_bound and name == "nytt":
        form.initial = {"state": error.state, "version": error.version}
    taken = carried_out(
        form,
        lambda: step.deed(error=error, **form.cleaned_data, by=request.user, at=timezone.now()),
        about=REFUSED,
    )
    if taken is None:
        return form_alone(request, form, step.title, step.lead, step.press, to_error(error))
    messages.success(request, _("Saved, and told."))
    return redirect("error_plan", pk)


def to_error(error: KnownError) -> Back:
    return Back(reverse("error_plan", args=[error.pk]), f"{error.number} {error.title}")


urls = [
    path("arbeid/feil/", errors_plan, name="errors_plan"),
    path("arbeid/feil/ny/", error_new, name="error_new"),
    path("arbeid/feil/<number:pk>/", error_plan, name="error_plan"),
    path("arbeid/feil/<number:pk>/ord/", error_describe, name="error_describe"),
    path("arbeid/feil/<number:pk>/steg/<slug:name>/", error_step, name="error_step"),
]
