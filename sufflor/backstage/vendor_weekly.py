"""The list for the weekly meeting with a vendor: as a page, on paper, and for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sufflor.lib.clock import OSLO
from sufflor.lib.deeds import looked_at_or_sent
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.csv_files.cells import shielded
from sufflor.organization.csv_files.stored import BOM
from sufflor.organization.http import SignedInRequest
from sufflor.vendor import actions, queries, rules
from sufflor.vendor.models import Vendor
from sufflor.vendor.queries import Affected, Line


@login_required
@looked_at_or_sent
def vendor_weekly(request: SignedInRequest, pk: int) -> HttpResponse:
    """A post says that it was gone through: the next list tells what has changed since."""
    vendor = _found(request, pk)
    if request.method == "POST":
        actions.hold_meeting(vendor=vendor, by=request.user, at=timezone.now())
        messages.success(request, _("Gone through. The next list says what has changed since now."))
        return SeeOther(reverse("vendor_weekly", args=[pk]))
    found = queries.weekly(vendor, request.at)
    context = {
        "vendor": vendor,
        "weekly": found,
        "lines": [(line, changes(line)) for line in found.lines],
        "may_open": rules.may_open(request.user),
    }
    return render(request, "backstage/vendor_weekly.html", context)


@login_required
@require_safe
def vendor_weekly_file(request: SignedInRequest, pk: int) -> HttpResponse:
    vendor = _found(request, pk)
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heads())
    for line in queries.weekly(vendor, request.at).lines:
        writer.writerow([shielded(cell) for cell in _cells(line)])
    answer = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"{slugify(vendor.name) or vendor.pk}-{request.at.astimezone(OSLO):%Y-%m-%d}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def changes(line: Line) -> list[str]:
    """What has happened since the last meeting, in words."""
    said = [_("New on the list")] if line.is_new else []
    said += [str(each) for each in line.changes if not line.is_new]
    if line.said:
        said.append(
            ngettext("%(count)d answer", "%(count)d answers", line.said) % {"count": line.said}
        )
    return said


def people(affected: Affected) -> str:
    if affected.number is None:
        return _("fewer than 5")
    return str(affected.number)


def _found(request: SignedInRequest, pk: int) -> Vendor:
    require(rules.may_see(request.user))
    return get_object_or_404(Vendor, pk=pk)


def _heads() -> list[str]:
    return [
        _("Our number"),
        _("The vendor's number"),
        _("Title"),
        _("System"),
        _("Severity"),
        _("Status"),
        _("Since"),
        _("People"),
        _("Due"),
        _("Fixed in"),
        _("Who has it"),
        _("What comes next"),
        _("Since the last meeting"),
    ]


def _cells(line: Line) -> Iterator[str]:
    case = line.card.case
    yield case.number
    yield case.vendor_number
    yield case.title
    yield case.system.name
    yield case.letter
    yield str(case.get_state_display())
    yield _said(case.state_since)
    yield people(line.card.affected)
    yield _said(case.due_at)
    yield case.fixed_in.name if case.fixed_in else ""
    yield case.owner.full_name if case.owner else ""
    yield case.next_action
    yield ", ".join(changes(line))


def _said(moment: datetime | None) -> str:
    """As spreadsheets read it, on the clock of the wall."""
    return moment.astimezone(OSLO).strftime("%Y-%m-%d %H:%M") if moment else ""


urls = [
    path("arbeid/leverandor/moteliste/<number:pk>/", vendor_weekly, name="vendor_weekly"),
    path(
        "arbeid/leverandor/moteliste/<number:pk>/liste.csv",
        vendor_weekly_file,
        name="vendor_weekly_file",
    ),
]
