"""«Hjalp dette?» below an answer from a question hour."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sufflor.frontstage.article_helped import WhyForm, guest_of
from sufflor.lib.refusals import Refusal
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import Request, is_signed_in
from sufflor.questions import actions, queries
from sufflor.questions.models import Answer
from sufflor.questions.reading import AnswerCard


@require_http_methods(["GET", "HEAD", "POST"])
def answer_helped(request: Request, pk: int) -> HttpResponse:
    """Yes and no are counted at once; the reason can follow, or not."""
    answer = queries.answer_page(pk)
    if answer is None:
        raise Http404
    card = queries.cards([answer])[0]
    sent = request.POST
    if "why" in sent:
        return _say_why(request, answer, card)
    if sent.get("helped") in {"yes", "no"}:
        helped = sent["helped"] == "yes"
        _judge(request, answer, helped=helped)
        if helped:
            messages.success(request, _("Thank you. It is good to know that it helps."))
            return SeeOther(card.url)
        return SeeOther(reverse("answer_helped", args=[pk]))
    return _page(request, card, WhyForm(sent if request.method == "POST" else None))


def _say_why(request: Request, answer: Answer, card: AnswerCard) -> HttpResponse:
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            _judge(request, answer, helped=False, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("Thank you. Those who answer get to read it."))
            return SeeOther(card.url)
    return _page(request, card, form)


def _page(request: Request, card: AnswerCard, form: WhyForm) -> HttpResponse:
    context = {
        "title": card.question,
        "url": card.url,
        "language": card.language,
        "department": _("those who answer"),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "frontstage/article_why.html", context, status=status)


def _judge(
    request: Request, answer: Answer, *, helped: bool, why: str = "", words: str = ""
) -> None:
    by = request.user if is_signed_in(request) else None
    actions.judge_answer(
        answer=answer,
        helped=helped,
        why=why,
        words=words,
        guest="" if by else guest_of(request),
        by=by,
        at=timezone.now(),
    )


urls = [path("svar/<number:pk>/hjalp/", answer_helped, name="answer_helped")]
