"""Asking in a question hour, voting, and taking a vote back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sufflor.frontstage.question_forms import AskForm
from sufflor.frontstage.questions import KEPT, areas, find, page
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import Request
from sufflor.organization.models import CaseArea, User, WorkRole
from sufflor.questions import actions
from sufflor.questions.models import DETAIL_LENGTH, TEXT_LENGTH, Question
from sufflor.questions.queries import Order


@require_POST
def ask(request: Request) -> HttpResponse:
    form = AskForm(request.POST, areas=areas(request))
    if not isinstance(request.user, User):
        return _sign_in_first(request, form)
    is_whole = form.is_valid()
    if "hour" in form.errors or "submission" in form.errors:
        # These two are ours, not the writer's: the form was tampered with.
        raise Http404
    found = find(form.cleaned_data["hour"])
    if not is_whole:
        return page(request, found, form, status=422)
    question = actions.ask(
        hour=found.hour,
        area=CaseArea.objects.get(slug=form.cleaned_data["area"]),
        role=form.cleaned_data["role"] or WorkRole.ANYONE,
        text=form.cleaned_data["text"],
        detail=form.cleaned_data["detail"],
        language=get_language() or "nb",
        submission=form.cleaned_data["submission"],
        by=request.user,
        at=timezone.now(),
    )
    query = urlencode({"sorter": Order.NEWEST.value, "sendt": question.pk})
    address = reverse("hour", args=[question.hour.slug])
    return SeeOther(f"{address}?{query}#question-{question.pk}")


@require_POST
def vote(request: Request, pk: int) -> HttpResponse:
    question = _question(pk)
    if not isinstance(request.user, User):
        return _sign_in_to_vote(request, question)
    question = actions.vote(question=question, by=request.user, at=timezone.now())
    return _voted(request, question, has_own_vote=True)


@require_POST
def withdraw_vote(request: Request, pk: int) -> HttpResponse:
    question = _question(pk)
    if not isinstance(request.user, User):
        return _sign_in_to_vote(request, question)
    question = actions.withdraw_vote(question=question, by=request.user, at=timezone.now())
    return _voted(request, question, has_own_vote=False)


def _question(pk: int) -> Question:
    """Also one that was taken into another while its row stood on somebody's screen."""
    rows = Question.objects.public() | Question.objects.worded()
    return get_object_or_404(rows.select_related("hour"), pk=pk)


def _voted(request: Request, question: Question, *, has_own_vote: bool) -> HttpResponse:
    """Back to the question; a script that asks for JSON gets the new count alone."""
    if request.headers.get("Accept") == "application/json":
        said = {"item": question.pk, "count": question.vote_count, "voted": has_own_vote}
        return JsonResponse(said)
    return SeeOther(_back(request, question))


def _back(request: Request, question: Question) -> str:
    """The page as it was: the same order, the same page of it, at the same question."""
    kept = {name: request.POST.get(name, "") for name in ("sorter", "side")}
    query = urlencode({name: value for name, value in kept.items() if value[:20].isalnum()})
    address = reverse("hour", args=[question.hour.slug])
    return f"{address}{'?' if query else ''}{query}#question-{question.pk}"


def _sign_in_to_vote(request: Request, question: Question) -> HttpResponse:
    messages.info(request, _("Sign in to vote. You come back to the same question."))
    return _sign_in(_back(request, question))


def _sign_in_first(request: Request, form: AskForm) -> HttpResponse:
    """Whoever was signed out while writing finds the text again after signing in."""
    form.is_valid()
    found = find(form.cleaned_data.get("hour", ""))
    request.session[KEPT] = {
        "text": str(form["text"].value() or "")[: 2 * TEXT_LENGTH],
        "detail": str(form["detail"].value() or "")[: 2 * DETAIL_LENGTH],
        "area": str(form["area"].value() or "")[:40],
        "role": str(form["role"].value() or "")[:20],
    }
    messages.info(request, _("We have kept your question. Sign in, and you can send it."))
    return _sign_in(reverse("hour", args=[found.hour.slug]) + "#ask")


def _sign_in(back: str) -> HttpResponse:
    return SeeOther(f"{reverse('sign_in')}?{urlencode({'next': back})}")


urls = [
    path("sporsmal/", ask, name="ask"),
    path("sporsmal/<number:pk>/stemme/", vote, name="vote"),
    path("sporsmal/<number:pk>/stemme/angre/", withdraw_vote, name="withdraw_vote"),
]
