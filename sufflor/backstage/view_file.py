"""What is in a view as a file for spreadsheets: what stands in the list, no words of others."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.backstage.views_of_work import own_view
from sufflor.desk import actions, queries
from sufflor.desk.models import Request
from sufflor.lib.clock import OSLO
from sufflor.organization.csv_files.cells import shielded
from sufflor.organization.csv_files.stored import BOM
from sufflor.organization.http import SignedInRequest

# More than this is a report, not a list of what is to be done.
MOST_ROWS = 5000


@login_required
@require_safe
def view_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """That it was fetched is written down, since it has names of people in it."""
    view = own_view(request, pk)
    rows = list(queries.rows_in_view(view, request.user, request.at)[:MOST_ROWS])
    actions.take_out_view(view=view, count=len(rows), by=request.user, at=timezone.now())
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heads())
    for row in rows:
        writer.writerow([shielded(cell) for cell in _cells(row)])
    answer = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = slugify(view.name) or f"visning-{view.pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _heads() -> list[str]:
    return [
        _("Number"),
        _("Title"),
        _("Status"),
        _("Line"),
        _("Group"),
        _("Who has it"),
        _("Case area"),
        _("Process"),
        _("Unit of the one who asked"),
        _("Who asked"),
        _("Came"),
        _("Due"),
        _("Last changed"),
        _("Resolved"),
    ]


def _cells(row: Request) -> Iterator[str]:
    """What is confidential is named by its number alone: a file leaves no trace of who reads it."""
    yield row.number
    yield _("Confidential") if row.is_confidential else row.title
    yield str(row.get_state_display())
    yield str(row.get_line_display())
    yield row.group.local_name if row.group else ""
    yield row.assignee.full_name if row.assignee else ""
    yield row.area.local_name if row.area else ""
    yield row.process.code if row.process else ""
    yield row.unit.local_name if row.unit and not row.is_confidential else ""
    yield "" if row.is_confidential else row.reporter.full_name
    for moment in (row.opened_at, row.due_at, row.changed_at, row.resolved_at):
        yield _said(moment)


def _said(moment: datetime | None) -> str:
    """As spreadsheets read it, on the clock of the wall."""
    return moment.astimezone(OSLO).strftime("%Y-%m-%d %H:%M") if moment else ""


urls = [
    path("arbeid/visninger/<number:pk>/liste.csv", view_file, name="work_view_file"),
]
