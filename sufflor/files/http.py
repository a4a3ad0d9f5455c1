"""Files over HTTP: what a form hands in, and a file handed out to those who may have it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from sufflor.files import actions, kinds, queries, shelf
from sufflor.files.models import StoredFile
from sufflor.lib.refusals import Refusal
from sufflor.organization.http import SignedInRequest

log = logging.getLogger("sufflor.files")

# We have drawn them ourselves, so a browser may show them on the spot.
SHOWN = frozenset(f"image/{form.lower()}" for form in kinds.PICTURES.values())
# A browser might run these, whatever else it is told.
NEVER_CALLED = frozenset({"application/xml", "image/svg+xml", "text/html"})
POLICY = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class StillChecked(Refusal):
    reason = _("We are checking this file for viruses.")
    way_out = _("Try again in a few minutes.")


class HoldsVirus(Refusal):
    reason = _("There is a virus in this file, so nobody can open it.")
    way_out = _("Ask whoever sent it for another copy.")


@dataclass(frozen=True)
class Refused:
    """A file that was not taken in, and why. One that has gone since has no name any more."""

    name: str
    refusal: Refusal


@dataclass(frozen=True)
class HandedIn:
    """What a form brought. The files are the sender's own, for a deed to tie."""

    files: list[StoredFile]
    refused: list[Refused]

    @property
    def status(self) -> int:
        """For the page that tells of what was refused: the sender's fault, or our own (507)."""
        ours = [each.refusal.status for each in self.refused if each.refusal.status >= 500]
        return ours[0] if ours else 422


def handed_in(request: SignedInRequest, *, at: datetime, field: str = "files") -> HandedIn:
    """What was uploaded before and is ticked in the form, and what comes with the form itself.

    `field` is the name that `design/components/files.html` was given.
    """
    kept = set(request.POST.getlist(f"{field}_kept"))
    files = queries.uploads_among(kept, request.user)
    refused = [Refused("", actions.FileGone())] if len(files) < len(kept) else []
    for sent in request.FILES.getlist(field):
        name = sent.name or ""
        try:
            files.append(actions.receive(name=name, stream=sent, by=request.user, at=at))
        except Refusal as refusal:
            refused.append(Refused(name, refusal))
    return HandedIn(files, refused)


def serve(file: StoredFile) -> FileResponse:
    """The file itself. Whoever calls has asked whether the reader may see what it is tied to.

    A download, which no page can run; but for pictures, which may be shown.
    """
    response = FileResponse(
        opened(file),
        as_attachment=file.media_type not in SHOWN,
        filename=file.name,
        content_type=_told(file.media_type),
    )
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def opened(file: StoredFile) -> IO[bytes]:
    """Its bytes, once they are known to be clean."""
    if file.is_removed:
        raise Http404
    if file.is_held:
        raise StillChecked
    if not file.is_clean:
        raise HoldsVirus
    try:
        return shelf.place(file.key).open("rb")
    except FileNotFoundError:
        log.error("a file has lost its bytes: %s", file.key)
        raise Http404 from None


def _told(media_type: str) -> str:
    return kinds.UNKNOWN if media_type in NEVER_CALLED else media_type
