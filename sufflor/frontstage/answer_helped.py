"""«Hjalp dette?» below an answer from a question hour: what did not is work for its writers."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sufflor.frontstage.helped import Judged, Reader, helped
from sufflor.organization.http import Request
from sufflor.questions import actions, queries


@require_http_methods(["GET", "HEAD", "POST"])
def answer_helped(request: Request, pk: int) -> HttpResponse:
    answer = queries.answer_page(pk)
    if answer is None:
        raise Http404
    (card,) = queries.cards([answer])

    def judge(reader: Reader, helps: bool, why: str, words: str) -> None:
        actions.judge_answer(
            answer=answer,
            helped=helps,
            why=why,
            words=words,
            guest=reader.guest,
            by=reader.by,
            at=timezone.now(),
        )

    judged = Judged(
        title=card.question,
        url=card.url,
        language=card.language,
        readers=_("those who answer"),
        thanks=_("Thank you. Those who answer get to read it."),
        why_url=reverse("answer_helped", args=[pk]),
        judge=judge,
    )
    return helped(request, judged)


urls = [path("svar/<number:pk>/hjalp/", answer_helped, name="answer_helped")]
