"""The work list: fifty requests of one queue, sifted, and many taken or let go at once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.choices import Option, directory
from sufflor.backstage.hour_desk import number_in
from sufflor.backstage.requests import done_before
from sufflor.backstage.work_keys import LIST_KEYS
from sufflor.backstage.work_rows import list_html
from sufflor.backstage.work_side import back_to_list, query_of, work_side
from sufflor.desk import actions, queries, rules
from sufflor.desk.actions import Together
from sufflor.desk.models import Request, State
from sufflor.desk.queries import Due, Queue, Sieve
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest

MOST_AT_ONCE = 50
TAKE, LET_LIE = "ta", "slipp"


@login_required
@require_safe
def requests(request: SignedInRequest) -> HttpResponse:
    require(rules.may_help(request.user, request.at))
    side = work_side(request)
    may_take = side.sieve.queue not in {Queue.RESOLVED, Queue.SENT_ON}
    context = {
        "side": side,
        "rows": list_html(side.rows, side.query, may_pick=may_take),
        "keys": LIST_KEYS,
        "done": done_before(request),
        "areas": _areas(request, side.sieve.area),
        "states": _options(State, side.sieve.state),
        "dues": _options(Due, side.sieve.due),
        "is_sifted": side.sieve != Sieve(side.sieve.queue),
        "may_take": may_take,
    }
    return render(request, "backstage/work_list.html", context)


@login_required
@require_POST
def many(request: SignedInRequest) -> HttpResponse:
    """First what would happen, to whom; then the deed, on those that still can be."""
    require(rules.may_help(request.user, request.at))
    deed = TAKE if request.POST.get("gjor") == TAKE else LET_LIE
    keys = list(filter(None, map(number_in, request.POST.getlist("valgt"))))[:MOST_AT_ONCE]
    chosen = list(queries.find_work(request.user, request.at).filter(pk__in=keys).by_due())
    if not chosen:
        messages.warning(request, _("Choose one request or more first."))
        return SeeOther(back_to_list(request))
    if request.POST.get("sikker") != "ja":
        context = {
            "chosen": [(one, _would(one, deed, request)) for one in chosen],
            "deed": deed,
            "query": query_of(request),
        }
        return render(request, "backstage/work_many.html", context)
    do = actions.take_each if deed == TAKE else actions.let_each_lie
    _tell(request, do(requests=chosen, by=request.user, at=timezone.now()), deed)
    return SeeOther(back_to_list(request))


def _areas(request: SignedInRequest, chosen: str) -> tuple[Option, ...]:
    listed = (Option(one.slug, one.name, one.slug == chosen) for one in directory(request).areas)
    return (Option("", _("All"), not chosen), *listed)


def _options(choices: type[models.TextChoices], chosen: object) -> tuple[Option, ...]:
    listed = (Option(one.value, one.label, one is chosen) for one in choices)
    return (Option("", _("All"), chosen is None), *listed)


def _would(one: Request, deed: str, request: SignedInRequest) -> str:
    """What would become of this one."""
    if not one.is_unresolved:
        return _("It is resolved: nothing happens to it.")
    if deed == LET_LIE:
        if one.assignee is None:
            return _("Nobody has it: nothing happens to it.")
        return _("%(group)s has it after that.") % {"group": one.group or _("Nobody")}
    if one.assignee and one.assignee != request.user:
        return _("%(name)s has it and keeps it.") % {"name": one.assignee.full_name}
    return _("You have it after that.")


def _tell(request: SignedInRequest, became: Together, deed: str) -> None:
    count = len(became.done)
    if deed == TAKE:
        said = ngettext(
            "You have taken %(count)d request.", "You have taken %(count)d requests.", count
        )
    else:
        said = ngettext("%(count)d request lies again.", "%(count)d requests lie again.", count)
    if count:
        messages.success(request, said % {"count": count})
    for one, refusal in became.refused:
        messages.warning(request, f"{one.number}: {refusal.reason} {refusal.way_out}")


urls = [
    path("arbeid/", requests, name="work"),
    path("arbeid/henvendelser/", requests, name="requests"),
    path("arbeid/henvendelser/samlet/", many, name="requests_together"),
]
