"""Answering at the desk: in writing, aloud with a writer, and as an article that lives on."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from sufflor.backstage.hour_desk import act, address, carry_out, load
from sufflor.backstage.hour_forms import Deed
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions
from sufflor.questions.models import Answer


@login_required
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    return carry_out(request, pk, Deed.ANSWER, actions.answer)


@login_required
@require_POST
def edit_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    deed = partial(actions.edit_answer, answer=_answer(pk))
    return carry_out(request, pk, Deed.EDIT_ANSWER, lambda question, **said: deed(**said))


@login_required
@require_POST
def spoken(request: SignedInRequest, pk: int) -> HttpResponse:
    return carry_out(request, pk, Deed.SPOKEN, partial(actions.owe_answer, was_spoken=True))


@login_required
@require_POST
def owner(request: SignedInRequest, pk: int) -> HttpResponse:
    return carry_out(request, pk, Deed.OWNER, partial(actions.owe_answer, was_spoken=False))


@login_required
@require_POST
def owe_no_more(request: SignedInRequest, pk: int) -> HttpResponse:
    return act(request, pk, actions.owe_no_more)


@login_required
@require_POST
def answer_now(request: SignedInRequest, pk: int) -> HttpResponse:
    return act(request, pk, actions.answer_now)


@login_required
@require_POST
def lay_aside(request: SignedInRequest, pk: int) -> HttpResponse:
    return act(request, pk, actions.lay_aside, goes_on=True)


@login_required
@require_POST
def draft_article(request: SignedInRequest, pk: int) -> HttpResponse:
    answer = _answer(pk)
    title = request.POST.get("title", "")
    actions.draft_article(answer=answer, title=title, by=request.user, at=timezone.now())
    return SeeOther(address(answer.question, sporsmal=pk))


@login_required
@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    answer = _answer(pk)
    actions.publish(answer=answer, by=request.user, at=timezone.now())
    return SeeOther(address(answer.question, sporsmal=pk))


def _answer(pk: int) -> Answer:
    question = load(pk)
    if not question.is_answered:
        raise Http404
    return question.answer


urls = [
    path("sporsmal/<number:pk>/svar/", answer, name="give_answer"),
    path("sporsmal/<number:pk>/svar/endring/", edit_answer, name="edit_answer"),
    path("sporsmal/<number:pk>/svar/veiledning/", draft_article, name="draft_article"),
    path("sporsmal/<number:pk>/svar/publisering/", publish, name="publish_answer"),
    path("sporsmal/<number:pk>/muntlig/", spoken, name="answer_aloud"),
    path("sporsmal/<number:pk>/eier/", owner, name="owe_answer"),
    path("sporsmal/<number:pk>/eier/angre/", owe_no_more, name="owe_no_more"),
    path("sporsmal/<number:pk>/besvares/", answer_now, name="answer_now"),
    path("sporsmal/<number:pk>/besvares/angre/", lay_aside, name="lay_aside"),
]
