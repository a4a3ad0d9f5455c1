"""A request for the archive: what belongs in it, and the package that holds it."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from hashlib import file_digest
from io import BufferedRandom
from tempfile import TemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from sufflor.backstage.request_at_hand import at_hand, deed_page
from sufflor.desk import actions, queries, rules
from sufflor.desk.queries import Package
from sufflor.files import shelf
from sufflor.lib.refusals import require
from sufflor.organization.http import SignedInRequest

log = logging.getLogger("sufflor.archive")


@login_required
@require_safe
def archive_request(request: SignedInRequest, pk: int) -> HttpResponse:
    found = at_hand(request, pk)
    require(rules.may_work(request.user, found, request.at))
    return deed_page(
        request,
        found,
        "backstage/request_archive.html",
        None,
        packed=queries.package(found, request.at),
        belongs=rules.belongs_in_archive(found),
    )


@login_required
@require_safe
def archive_package(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A zip with the request as a page, its facts as JSON, and its files."""
    found = at_hand(request, pk)
    at = timezone.now()
    require(rules.may_work(request.user, found, at))
    content = packed(queries.package(found, at), at)
    digest = file_digest(content, "sha256").hexdigest()
    content.seek(0)
    actions.export(request=found, by=request.user, at=at, digest=digest)
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"{found.number}.zip",
        content_type="application/zip",
    )


def packed(package: Package, at: datetime) -> BufferedRandom:
    """On disk, since the files of one request may be many megabytes."""
    content: BufferedRandom = TemporaryFile()  # noqa: SIM115  # whoever reads it closes it
    with ZipFile(content, "w", ZIP_DEFLATED) as archive, override(package.request.language):
        page = render_to_string("backstage/archive_package.html", {"packed": package, "at": at})
        archive.writestr("henvendelse.html", page)
        facts = json.dumps(package.metadata(at), ensure_ascii=False, indent=2)
        archive.writestr("metadata.json", facts)
        for file in package.files:
            if file.is_clean:
                try:
                    archive.write(shelf.place(file.key), package.name_of(file))
                except FileNotFoundError:
                    log.error("a file has lost its bytes: %s", file.key)
    content.seek(0)
    return content


urls = [
    path("arbeid/henvendelser/<number:pk>/arkiv/", archive_request, name="archive_request"),
    path(
        "arbeid/henvendelser/<number:pk>/arkiv/pakke.zip", archive_package, name="archive_package"
    ),
]
