"""The organisation in files: hand in, see what would change, load; and take out what there is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.lib.deeds import looked_at_or_sent
from sufflor.lib.refusals import require
from sufflor.organization import actions, queries
from sufflor.organization.csv_files.diffs import Diff
from sufflor.organization.csv_files.layout import BY_NAME, FILES
from sufflor.organization.csv_files.reading import LARGEST_FILE
from sufflor.organization.csv_files.stored import as_csv
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Upload
from sufflor.organization.rules import may_administer

MOST_SHOWN = 300


@login_required
@looked_at_or_sent
def organization_admin(request: SignedInRequest) -> HttpResponse:
    """Files that can be loaded are kept and shown; files with faults are sent back with them."""
    require(may_administer(request.user))
    if request.method != "POST":
        return _page(request)
    files = _handed_in(request.FILES.getlist("files"))
    if not files:
        return _page(request, nothing=True)
    at = timezone.now()
    diff = actions.load(files=files, by=request.user, at=at, dry_run=True)
    if diff.errors:
        return _page(request, diff=diff, chosen=files)
    if not diff.has_changes:
        messages.info(request, _("Everything in these files is there already."))
        return redirect("organization_admin")
    texts = {name: content.decode() for name, content in files.items()}
    upload = actions.upload(files=texts, by=request.user, at=at)
    return redirect("organization_upload", upload.pk)


@login_required
@require_safe
def organization_upload(request: SignedInRequest, pk: int) -> HttpResponse:
    """What would change just now, also when something has changed since the files came."""
    require(may_administer(request.user))
    upload = get_object_or_404(Upload, pk=pk)
    if upload.loaded_at:
        messages.info(request, _("These files have been loaded."))
        return redirect("organization_admin")
    diff = actions.load(files=upload.files, by=request.user, at=timezone.now(), dry_run=True)
    return _upload_page(request, upload, diff)


@login_required
@require_POST
def organization_loading(request: SignedInRequest, pk: int) -> HttpResponse:
    upload = get_object_or_404(Upload, pk=pk)
    diff = actions.load_upload(upload=upload, by=request.user, at=timezone.now())
    if diff.errors:
        return _upload_page(request, upload, diff)
    if diff.is_loaded:
        said = _("Loaded: {added} new, {changed} changed, {ended} ended.")
        messages.success(request, said.format(**_counts(diff)))
    else:
        messages.info(request, _("Everything in these files is there already."))
    return redirect("organization_admin")


@login_required
@require_safe
def organization_file(request: SignedInRequest, name: str) -> HttpResponse:
    require(may_administer(request.user))
    if name not in BY_NAME:
        raise Http404
    return _download(as_csv(name).encode(), name, "text/csv; charset=utf-8")


@login_required
@require_safe
def organization_files(request: SignedInRequest) -> HttpResponse:
    """All the files in one."""
    require(may_administer(request.user))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as folder:
        for file in FILES:
            folder.writestr(file.name, as_csv(file.name).encode())
    return _download(archive.getvalue(), "organisasjon.zip", "application/zip")


def _handed_in(uploaded: Iterable[UploadedFile[bytes]]) -> dict[str, bytes]:
    """Never more of a file than it takes to see that it is too large."""
    return {(file.name or "").lower(): file.read(LARGEST_FILE + 1) for file in uploaded}


def _page(
    request: SignedInRequest,
    diff: Diff | None = None,
    *,
    chosen: Iterable[str] = (),
    nothing: bool = False,
) -> HttpResponse:
    """No page can choose files for somebody, so it says which `chosen` ones were sent back."""
    context = {
        "files": FILES,
        "loads": queries.loads(),
        "nothing": nothing,
        "chosen": tuple(chosen),
        **_faults(diff),
    }
    status = 422 if diff or nothing else 200
    return render(request, "backstage/organization.html", context, status=status)


def _upload_page(request: SignedInRequest, upload: Upload, diff: Diff) -> HttpResponse:
    context = {"upload": upload, "diff": diff, "most": MOST_SHOWN, **_faults(diff)}
    status = 422 if diff.errors else 200
    return render(request, "backstage/organization_upload.html", context, status=status)


def _faults(diff: Diff | None) -> dict[str, object]:
    errors = diff.errors if diff else ()
    return {"errors": errors[:MOST_SHOWN], "error_count": len(errors)}


def _counts(diff: Diff) -> dict[str, int]:
    return {
        "added": sum(file.added for file in diff.files),
        "changed": sum(file.changed for file in diff.files),
        "ended": sum(file.ended for file in diff.files),
    }


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


urls = [
    path("styring/organisasjon/", organization_admin, name="organization_admin"),
    path("styring/organisasjon/<int:pk>/", organization_upload, name="organization_upload"),
    path(
        "styring/organisasjon/<int:pk>/innlasting/",
        organization_loading,
        name="organization_loading",
    ),
    path("styring/organisasjon/organisasjon.zip", organization_files, name="organization_files"),
    path("styring/organisasjon/filer/<str:name>", organization_file, name="organization_file"),
]
