"""What was fetched for the archive: numbers and classes alone, on a page and as a file."""

from __future__ import annotations

import csv
from io import StringIO

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.desk import queries, rules
from sufflor.lib.clock import OSLO
from sufflor.lib.refusals import require
from sufflor.organization.csv_files.cells import shielded
from sufflor.organization.csv_files.stored import BOM
from sufflor.organization.http import SignedInRequest

MOST_ROWS = 20_000


@login_required
@require_safe
def archive_log(request: SignedInRequest) -> HttpResponse:
    require(rules.may_see_archive_log(request.user))
    said = request.GET.get("for", "")
    before = int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None
    rows, older = queries.fetched(before=before)
    return render(request, "backstage/archive_log.html", {"rows": rows, "older": older})


@login_required
@require_safe
def archive_log_file(request: SignedInRequest) -> HttpResponse:
    require(rules.may_see_archive_log(request.user))
    rows, _older = queries.fetched(most=MOST_ROWS)
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Number"), _("When"), _("Who"), _("Class"), _("Form"), "SHA-256"])
    for row in rows:
        moment = row.at.astimezone(OSLO).isoformat(timespec="seconds")
        told = [row.number, moment, row.by, row.record_class, row.form, row.sha256]
        writer.writerow([*map(shielded, told)])
    answer = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="arkivlogg.csv"'
    return answer


urls = [
    path("styring/arkivlogg/", archive_log, name="archive_log"),
    path("styring/arkivlogg/arkivlogg.csv", archive_log_file, name="archive_log_file"),
]
