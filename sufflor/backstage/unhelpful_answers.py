"""Answers from question hours that did not help, for those who answer: mended, or left as read."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import Answer


@login_required
@require_safe
def unhelpful_answers(request: SignedInRequest) -> HttpResponse:
    require(rules.may_see_desk(request.user, request.at))
    rows = queries.unhelpful_answers(request.user, request.at)
    return render(request, "backstage/unhelpful_answers.html", {"rows": rows})


@login_required
@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    answer = get_object_or_404(Answer.objects.select_related("question__hour"), pk=pk)
    actions.settle_judgements(answer=answer, by=request.user, at=timezone.now())
    messages.success(request, _("It is off the list. The text stays as it is."))
    return SeeOther(reverse("unhelpful_answers"))


urls = [
    path("arbeid/svar/", unhelpful_answers, name="unhelpful_answers"),
    path("arbeid/svar/<number:pk>/lest/", settle, name="unhelpful_answer_settle"),
]
