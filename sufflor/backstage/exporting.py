"""All that a department has written, as a zip of files that is packed while it is fetched."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from sufflor.knowledge import queries, rules
from sufflor.knowledge.exporting import Export, counted
from sufflor.lib.refusals import require
from sufflor.lib.zip_stream import zip_stream
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Unit


@login_required
@require_safe
def content_export(request: SignedInRequest) -> HttpResponseBase:
    require(rules.may_take_in(request.user))
    counts = counted(_units(request))
    context = {
        "rows": counts,
        "may_all": rules.may_edit_all(request.user),
        "total": sum(count for _unit, count in counts),
    }
    return render(request, "backstage/content_export.html", context)


@login_required
@require_safe
def content_export_file(request: SignedInRequest) -> HttpResponseBase:
    """`?enhet=` names the department; without it, those who write for all get all."""
    require(rules.may_take_in(request.user))
    code = request.GET.get("enhet", "")
    units = [unit for unit in _units(request) if unit.code == code] if code else None
    if units == []:
        raise Http404
    require(units is not None or rules.may_edit_all(request.user))
    export = Export(units, timezone.now())
    response = StreamingHttpResponse(zip_stream(export.members()), content_type="application/zip")
    name = f"innhold-{slugify(code) or 'alle'}-{timezone.localdate():%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _units(request: SignedInRequest) -> list[Unit]:
    """Drafts go with the rest, so only those who write for a department get them."""
    seen = queries.sections_seen_by(request.user)
    return [unit for unit in seen if rules.may_edit_for(request.user, unit.pk)]


urls = [
    path("styring/innhold/eksport/", content_export, name="content_export"),
    path("styring/innhold/eksport.zip", content_export_file, name="content_export_file"),
]
