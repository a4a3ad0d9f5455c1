"""Pictures in texts, as they were made for readers. What editors sent in is never handed out."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

# Where Wagtail lays what it has made of a picture.
FOLDER = "images"
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
KINDS = {"gif": "image/gif", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
# A changed picture gets another name; a day is for what is taken away.
KEPT_FOR = "public, max-age=86400"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    kind = KINDS.get(name.rpartition(".")[2].lower().replace("jpeg", "jpg"))
    if kind is None:
        raise Http404
    try:
        content = (Path(settings.MEDIA_ROOT) / FOLDER / name).read_bytes()
    except (OSError, ValueError):
        raise Http404 from None
    response = HttpResponse(content, content_type=kind)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = KEPT_FOR
    return response


urls = [path(f"media/{FOLDER}/<str:name>", picture, name="picture")]
