"""The work list: fifty requests of one queue or one view, sifted and in the order one likes."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sufflor.backstage.choices import Option, directory
from sufflor.backstage.requests import done_before
from sufflor.backstage.work_keys import LIST_KEYS
from sufflor.backstage.work_queues import count_shown
from sufflor.backstage.work_rows import list_html
from sufflor.backstage.work_side import work_side
from sufflor.desk import rules
from sufflor.desk.models import Order, State
from sufflor.desk.queries import Due, Queue, Sieve
from sufflor.events.http import ORGANIZATION, revisions
from sufflor.lib.refusals import Sentence, require
from sufflor.messaging.queries import mail_waiting
from sufflor.messaging.rules import may_check_mail
from sufflor.organization.http import SignedInRequest
from sufflor.organization.rules import groups_of
from sufflor.organization.watching import on_watch

# What stands in a queue when nothing does; the others are where people's requests come.
EMPTY: Mapping[Queue, Sentence] = {
    Queue.OVERDUE: gettext_lazy("Nothing is overdue."),
    Queue.RETURNED: gettext_lazy("What others send back comes here."),
    Queue.MENTIONED: gettext_lazy("When somebody asks or mentions you, it comes here."),
    Queue.SENT_ON: gettext_lazy("What you send on stands here until it is resolved."),
    Queue.RESOLVED: gettext_lazy("What is resolved comes here."),
}


@login_required
@require_safe
def requests(request: SignedInRequest) -> HttpResponse:
    require(rules.may_help(request.user, request.at))
    side = work_side(request, with_views=True)
    may_take = bool(side.view) or side.sieve.queue not in {Queue.RESOLVED, Queue.SENT_ON}
    context = {
        "side": side,
        "on_watch": on_watch(request.at, revisions(request)[ORGANIZATION], groups_of(request.user)),
        "rows": list_html(side.rows, side.query, may_pick=may_take),
        "mail": _mail(request),
        "keys": LIST_KEYS,
        "done": done_before(request),
        "areas": _areas(request, side.sieve.area),
        "states": _options(State, side.sieve.state),
        "dues": _options(Due, side.sieve.due),
        "orders": tuple(Option(one.value, str(one.label), one is side.order) for one in Order),
        "is_sifted": side.sieve != Sieve(side.sieve.queue, view=side.sieve.view),
        "may_take": may_take,
        "empty": "" if side.view else EMPTY.get(side.sieve.queue, ""),
    }
    return render(request, "backstage/work_list.html", context)


def _mail(request: SignedInRequest) -> str:
    """How many mails wait for somebody to look at them, for those who do that; else empty."""
    if not may_check_mail(request.user, request.at):
        return ""
    waiting = mail_waiting(request.user, request.at)
    return count_shown(waiting) if waiting else ""


def _areas(request: SignedInRequest, chosen: str) -> tuple[Option, ...]:
    listed = (Option(one.slug, one.name, one.slug == chosen) for one in directory(request).areas)
    return (Option("", _("All"), not chosen), *listed)


def _options(choices: type[models.TextChoices], chosen: object) -> tuple[Option, ...]:
    listed = (Option(one.value, one.label, one is chosen) for one in choices)
    return (Option("", _("All"), chosen is None), *listed)


urls = [
    path("arbeid/", requests, name="work"),
    path("arbeid/henvendelser/", requests, name="requests"),
]
