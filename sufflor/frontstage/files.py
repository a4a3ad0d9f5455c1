"""One's own files that are uploaded and not sent: a place to look at them, and to remove them."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sufflor.files import actions, queries
from sufflor.files.http import HandedIn, handed_in, serve
from sufflor.lib.deeds import looked_at_or_sent
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest


@login_required
@looked_at_or_sent
def files(request: SignedInRequest) -> HttpResponse:
    """Every form with files sends them here while it is being written, when there is script."""
    if request.method != "POST":
        return _page(request)
    handed = handed_in(request, at=timezone.now())
    is_whole = handed.files and not handed.refused
    if request.headers.get("HX-Request") == "true":
        status = 200 if is_whole else handed.status
        return render(request, "design/components/file_rows.html", _rows(handed), status=status)
    return SeeOther(reverse("files")) if is_whole else _page(request, handed)


@login_required
@require_safe
def file(request: SignedInRequest, key: UUID) -> HttpResponseBase:
    """What is sent has its address in the room where it was sent to."""
    return serve(get_object_or_404(queries.drafts_of(request.user), pk=key))


@login_required
@require_POST
def file_removal(request: SignedInRequest, key: UUID) -> HttpResponse:
    draft = get_object_or_404(queries.drafts_of(request.user), pk=key)
    actions.remove(file=draft, by=request.user, at=timezone.now())
    if request.headers.get("HX-Request") == "true":
        return HttpResponse()
    return SeeOther(reverse("files"))


def _page(request: SignedInRequest, handed: HandedIn | None = None) -> HttpResponse:
    context = {"drafts": queries.drafts_of(request.user), "handed": handed}
    status = handed.status if handed else 200
    return render(request, "frontstage/files.html", context, status=status)


def _rows(handed: HandedIn) -> dict[str, object]:
    return {"files": handed.files, "refused": handed.refused}


urls = [
    path("filer/", files, name="files"),
    path("filer/<uuid:key>/", file, name="file"),
    path("filer/<uuid:key>/fjern/", file_removal, name="file_removal"),
]
