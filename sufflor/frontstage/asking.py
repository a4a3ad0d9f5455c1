"""Asking in a question hour, voting, and taking a vote back."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sufflor.frontstage.hour_page import KEPT, areas, find, mend
from sufflor.frontstage.question_forms import AskForm
from sufflor.frontstage.search_visits import note_followed
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import Request
from sufflor.organization.models import CaseArea, User, WorkRole
from sufflor.questions import actions, rules
from sufflor.questions.models import Question, QuestionHour
from sufflor.questions.queries import Order

# What a vote carries along, so that the page comes back as it was.
CARRIED = ("sorter", "side", "omrade", "type")
PLAIN = re.compile(r"[\w-]{1,60}")


@require_POST
def ask(request: Request) -> HttpResponse:
    form = AskForm(request.POST, areas=areas(request))
    if not isinstance(request.user, User):
        return _sign_in_first(request, form)
    is_whole = form.is_valid()
    if "hour" in form.errors or "submission" in form.errors:
        # These two are ours, not the writer's: the form was tampered with.
        raise Http404
    found = find(request, form.cleaned_data["hour"])
    if not is_whole:
        return mend(request, found, form, status=422)
    try:
        question = _asked(form, found.hour, request.user)
    except actions.HoldsPersonalNumber as refusal:
        form.warn(refusal.numbers)
        return mend(request, found, form, status=refusal.status)
    except actions.NoCaseNumber as refusal:
        form.add_error("case_number", str(refusal))
        return mend(request, found, form, status=refusal.status)
    except actions.TooMany as refusal:
        form.add_error(None, str(refusal))
        return mend(request, found, form, status=refusal.status)
    note_followed(request)
    query = urlencode({"sorter": Order.NEWEST.value, "sendt": question.pk})
    address = reverse("hour", args=[question.hour.slug])
    return SeeOther(f"{address}?{query}#sent")


def _asked(form: AskForm, hour: QuestionHour, by: User) -> Question:
    told = form.cleaned_data
    return actions.ask(
        hour=hour,
        area=CaseArea.objects.get(slug=told["area"]),
        role=told["role"] or WorkRole.ANYONE,
        kind=told["kind"],
        text=told["text"],
        detail=told["detail"],
        case_number=told["case_number"],
        report=form.report,
        on_behalf_of=told["on_behalf"],
        may_hold_number=told["may_hold_number"],
        language=get_language() or "nb",
        submission=told["submission"],
        by=by,
        at=timezone.now(),
    )


@require_POST
def vote(request: Request, pk: int) -> HttpResponse:
    question = _question(request, pk)
    if not isinstance(request.user, User):
        return _sign_in_to_vote(request, question)
    question = actions.vote(question=question, by=request.user, at=timezone.now())
    if instead := _hour_to_thank_in(request):
        return SeeOther(f"{reverse('hour', args=[instead])}?stemt={question.pk}#thanks")
    return _voted(request, question, has_own_vote=True)


@require_POST
def withdraw_vote(request: Request, pk: int) -> HttpResponse:
    question = _question(request, pk)
    if not isinstance(request.user, User):
        return _sign_in_to_vote(request, question)
    question = actions.withdraw_vote(question=question, by=request.user, at=timezone.now())
    return _voted(request, question, has_own_vote=False)


def _question(request: Request, pk: int) -> Question:
    """Also one that was taken into another while its row stood on somebody's screen."""
    rows = Question.objects.listed() | Question.objects.worded()
    question = get_object_or_404(rows.select_related("hour"), pk=pk)
    if question.hour.is_rehearsal and not rules.may_arrange(request.user):
        raise Http404
    return question


def _hour_to_thank_in(request: Request) -> str:
    """Where somebody was writing a question when they voted for one that is like it instead."""
    slug = request.POST.get("i_stedet", "")
    return slug if PLAIN.fullmatch(slug) and slug.isascii() else ""


def _voted(request: Request, question: Question, *, has_own_vote: bool) -> HttpResponse:
    """Back to the question; a script that asks for JSON gets the new count alone."""
    if request.headers.get("Accept") == "application/json":
        said = {"item": question.pk, "count": question.vote_count, "voted": has_own_vote}
        return JsonResponse(said)
    return SeeOther(_back(request, question))


def _back(request: Request, question: Question) -> str:
    """The page as it was: the same order, the same page of it, at the same question."""
    kept = {name: request.POST.get(name, "") for name in CARRIED}
    query = urlencode({name: value for name, value in kept.items() if PLAIN.fullmatch(value)})
    address = reverse("hour", args=[question.hour.slug])
    return f"{address}{'?' if query else ''}{query}#question-{question.pk}"


def _sign_in_to_vote(request: Request, question: Question) -> HttpResponse:
    messages.info(request, _("Sign in to vote. You come back to the same question."))
    return _sign_in(_back(request, question))


def _sign_in_first(request: Request, form: AskForm) -> HttpResponse:
    """Whoever was signed out while writing finds the text again after signing in."""
    form.is_valid()
    found = find(request, form.cleaned_data.get("hour", ""))
    request.session[KEPT] = form.kept()
    messages.info(request, _("We have kept your question. Sign in, and you can send it."))
    return _sign_in(reverse("hour", args=[found.hour.slug]) + "#ask")


def _sign_in(back: str) -> HttpResponse:
    return SeeOther(f"{reverse('sign_in')}?{urlencode({'next': back})}")


urls = [
    path("sporsmal/", ask, name="ask"),
    path("sporsmal/<number:pk>/stemme/", vote, name="vote"),
    path("sporsmal/<number:pk>/stemme/angre/", withdraw_vote, name="withdraw_vote"),
]
