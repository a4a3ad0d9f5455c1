"""The host's desk: answering the questions of an hour in writing, and letting answers live on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sufflor.lib.refusals import Refusal, require
from sufflor.lib.responses import SeeOther
from sufflor.lib.text import clean, shortened
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Role
from sufflor.organization.rules import has_role
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import Answer, Question, QuestionHour
from sufflor.questions.queries import DeskItem

TITLE_LENGTH = 120


@dataclass(frozen=True)
class Written:
    """What the host has in hand: the text in the field, and why it was not taken."""

    text: str = ""
    problem: Refusal | None = None


@login_required
@require_safe
def desk(request: SignedInRequest, slug: str) -> HttpResponse:
    hour = get_object_or_404(QuestionHour, slug=slug)
    require(rules.may_see_desk(request.user, request.at))
    return _desk(request, hour, request.GET.get("sporsmal", ""))


@login_required
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Then on to the next question that waits."""
    question = _question(pk)
    text = request.POST.get("text", "")
    try:
        actions.answer(question=question, text=text, by=request.user, at=timezone.now())
    except (actions.AlreadyAnswered, actions.EmptyAnswer) as problem:
        return _anew(request, question, text, problem)
    return SeeOther(_address(question, f"?etter={question.pk}"))


@login_required
@require_POST
def edit_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    answer = _answer(pk)
    text = request.POST.get("text", "")
    seen = request.POST.get("seen", "")
    try:
        actions.edit_answer(answer=answer, text=text, seen=seen, by=request.user, at=timezone.now())
    except (actions.EditedMeanwhile, actions.EmptyAnswer) as problem:
        return _anew(request, answer.question, text, problem)
    return SeeOther(_address(answer.question, f"?sporsmal={pk}"))


@login_required
@require_POST
def answer_now(request: SignedInRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.answer_now)


@login_required
@require_POST
def lay_aside(request: SignedInRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.lay_aside)


@login_required
@require_POST
def draft_article(request: SignedInRequest, pk: int) -> HttpResponse:
    answer = _answer(pk)
    title = request.POST.get("title", "")
    actions.draft_article(answer=answer, title=title, by=request.user, at=timezone.now())
    return SeeOther(_address(answer.question, f"?sporsmal={pk}"))


@login_required
@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    answer = _answer(pk)
    actions.publish(answer=answer, by=request.user, at=timezone.now())
    return SeeOther(_address(answer.question, f"?sporsmal={pk}"))


def _do(request: SignedInRequest, pk: int, deed: Callable[..., None]) -> HttpResponse:
    question = _question(pk)
    deed(question=question, by=request.user, at=timezone.now())
    return SeeOther(_address(question, f"?sporsmal={pk}"))


def _anew(
    request: SignedInRequest, question: Question, text: str, problem: Refusal
) -> HttpResponse:
    """The desk once more, with what was written and why it was not taken."""
    hour = QuestionHour.objects.get(pk=question.hour_id)
    written = Written(clean(text), problem)
    return _desk(request, hour, str(question.pk), written, status=problem.status)


def _desk(
    request: SignedInRequest,
    hour: QuestionHour,
    wanted: str,
    written: Written | None = None,
    status: int = 200,
) -> HttpResponse:
    items = queries.desk(hour)
    item = _chosen(items, wanted)
    person = request.user
    may_answer = bool(item and rules.may_answer(person, item.question, request.at))
    context = {
        "hour": hour,
        "items": items,
        "item": item,
        "written": written,
        "left": sum(one.is_left for one in items),
        "just_answered": next(
            (one for one in items if str(one.question.pk) == request.GET.get("etter")), None
        ),
        "may_answer": may_answer,
        "may_host": rules.may_host(person),
        "may_publish": rules.may_publish(person),
        "may_edit_articles": has_role(person, Role.EDITOR),
        "suggested_title": shortened(item.question.text, TITLE_LENGTH) if item else "",
    }
    return render(request, "backstage/hour_host.html", context, status=status)


def _chosen(items: Sequence[DeskItem], wanted: str) -> DeskItem | None:
    """The question that is asked for, or else the first in the queue."""
    for item in items:
        if str(item.question.pk) == wanted:
            return item
    return items[0] if items else None


def _question(pk: int) -> Question:
    return get_object_or_404(Question.objects.select_related("hour", "area"), pk=pk)


def _answer(pk: int) -> Answer:
    rows = Answer.objects.select_related("question__hour", "question__area")
    try:
        return rows.get(pk=pk)
    except Answer.DoesNotExist:
        raise Http404 from None


def _address(question: Question, query: str) -> str:
    return reverse("hour_host", args=[question.hour.slug]) + query + "#desk"


urls = [
    path("sporretimer/<slug:slug>/styr/", desk, name="hour_host"),
    path("sporsmal/<number:pk>/svar/", answer, name="give_answer"),
    path("sporsmal/<number:pk>/svar/endring/", edit_answer, name="edit_answer"),
    path("sporsmal/<number:pk>/besvares/", answer_now, name="answer_now"),
    path("sporsmal/<number:pk>/besvares/angre/", lay_aside, name="lay_aside"),
    path("sporsmal/<number:pk>/svar/veiledning/", draft_article, name="draft_article"),
    path("sporsmal/<number:pk>/svar/publisering/", publish, name="publish_answer"),
]
