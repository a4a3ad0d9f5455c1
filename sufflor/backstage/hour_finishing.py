"""Ending an hour: first what has neither an end nor an owner, and then the minutes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sufflor.backstage.hour_desk import find
from sufflor.lib.deeds import looked_at_or_sent, refusal_of
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import QuestionHour
from sufflor.questions.queries import Pile
from sufflor.questions.rules import State

ENDED_OTHERWISE = frozenset({State.MERGED, State.DECLINED, State.MOVED})


@login_required
@looked_at_or_sent
def finish(request: SignedInRequest, slug: str) -> HttpResponse:
    """Refused while a question hangs in the air; then the page says which, and what to do."""
    require(rules.may_host(request.user))
    hour = find(slug).hour
    if request.method != "POST":
        return SeeOther(_minutes(hour)) if hour.is_finished else _page(request, hour)
    problem = refusal_of(lambda: actions.finish(hour=hour, by=request.user, at=timezone.now()))
    return _page(request, hour, problem) if problem else SeeOther(_minutes(hour))


@login_required
@require_POST
def share_out(request: SignedInRequest, slug: str) -> HttpResponse:
    """An owner for everything in one go: whoever is nearest to each question."""
    hour = find(slug).hour
    given = actions.share_out(hour=hour, by=request.user, at=timezone.now())
    said = ngettext(
        "%(count)s question has got an owner.", "%(count)s questions have got an owner.", given
    )
    messages.success(request, said % {"count": given})
    return SeeOther(reverse("hour_finish", args=[hour.slug]))


def _page(
    request: SignedInRequest, hour: QuestionHour, problem: Refusal | None = None
) -> HttpResponse:
    desk = queries.desk(hour)
    context = {
        "hour": hour,
        "problem": problem,
        "left": queries.unended_questions(hour),
        "answered": desk.count(Pile.ANSWERED),
        "owed": desk.count(Pile.OWED),
        "out": sum(item.state in ENDED_OTHERWISE for item in desk.items),
        "has_begun": request.at > hour.opens_at,
        "is_over": hour.is_over(request.at),
    }
    status = problem.status if problem else 200
    return render(request, "backstage/hour_finish.html", context, status=status)


def _minutes(hour: QuestionHour) -> str:
    return reverse("hour_minutes", args=[hour.slug])


urls = [
    path("sporretimer/<slug:slug>/styr/avslutt/", finish, name="hour_finish"),
    path("sporretimer/<slug:slug>/styr/avslutt/eier/", share_out, name="hour_share_out"),
]
