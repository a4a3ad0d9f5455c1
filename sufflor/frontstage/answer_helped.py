"""«Hjalp dette?» below an answer from a question hour: what did not is work for its writers."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sufflor.frontstage.helped import Judged, helped
from sufflor.lib.deeds import looked_at_or_sent
from sufflor.organization.http import Request
from sufflor.questions import actions, queries


@looked_at_or_sent
def answer_helped(request: Request, pk: int) -> HttpResponse:
    answer = queries.answer_page(pk)
    if answer is None:
        raise Http404
    (card,) = queries.cards([answer])
    judged = Judged(
        title=card.question,
        url=card.url,
        language=card.language,
        readers=_("those who answer"),
        thanks=_("Thank you. Those who answer get to read it."),
        why_url=reverse("answer_helped", args=[pk]),
        judge=partial(actions.judge_answer, answer=answer),
    )
    return helped(request, judged)


urls = [path("svar/<number:pk>/hjalp/", answer_helped, name="answer_helped")]
