"""The board of cases for a vendor: where each stands, and what can be done with it from there."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from sufflor.backstage.vendor_faces import face
from sufflor.lib.refusals import require
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User
from sufflor.vendor import queries, rules
from sufflor.vendor.models import Severity, State, Vendor
from sufflor.vendor.queries import Filter


@login_required
@require_safe
def vendor_board(request: SignedInRequest) -> HttpResponse:
    require(rules.may_see(request.user))
    wanted = _wanted(request)
    may_open = rules.may_open(request.user)
    columns = queries.board(wanted, request.at)
    systems, owners = queries.filters()
    chosen = request.GET.get("tilstand", "")
    if chosen not in {column.state for column in columns}:
        chosen = next((each.state.value for each in columns if each.cards), State.READY.value)
    context = {
        "columns": [
            (column, [face(card, request.at, may_open=may_open) for card in column.cards])
            for column in columns
        ],
        "chosen": chosen,
        "wanted": wanted,
        "systems": systems,
        "owners": owners,
        "severities": Severity,
        "vendors": Vendor.objects.all(),
        "may_open": may_open,
        "may_agree": rules.may_agree(request.user),
        "query": _query(wanted),
    }
    return render(request, "backstage/vendor_board.html", context)


def _wanted(request: SignedInRequest) -> Filter:
    severity = request.GET.get("alvor", "")
    return Filter(
        system=_number(request.GET.get("system", "")),
        severity=severity if severity in Severity.values else "",
        owner=_owner(request.GET.get("eier", ""), request.user),
    )


def _owner(said: str, person: User) -> int:
    return person.pk if said == "meg" else _number(said)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _query(wanted: Filter) -> str:
    """What is chosen, for the links between columns on a telephone."""
    said = {"system": wanted.system, "alvor": wanted.severity, "eier": wanted.owner}
    return "".join(f"&{name}={value}" for name, value in said.items() if value)


urls = [path("arbeid/leverandor/", vendor_board, name="vendor_board")]
