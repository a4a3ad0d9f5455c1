"""Taking in a file: as much of it as there is room for, and only what may be handed on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sufflor.files import archives, kinds, pictures, queries, shelf
from sufflor.files.actions.checking import check
from sufflor.files.models import NAME_LENGTH, StoredFile
from sufflor.lib.personal_numbers import masked
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import one_line
from sufflor.organization.models import User

LARGEST = 25 * 1024 * 1024
# Several forms' worth: what one person may have uploaded and not sent.
MOST_DRAFTS = 60
MOST_DRAFTED = 300 * 1024 * 1024
PART = 64 * 1024
LONGEST_ENDING = 10


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class TooLarge(Refusal):
    reason = _("The file is larger than 25 MB.")
    way_out = _("Make it smaller, or attach the part of it that matters.")
    status = 413


class EmptyFile(Refusal):
    reason = _("There is nothing in the file.")
    way_out = _("Look at it at your side, and attach it once more.")
    status = 422


class TooManyDrafts(Refusal):
    reason = _("You have many files here that are not sent.")
    way_out = _("Remove some of them first.")
    way_out_url = "/filer/"


@dataclass(frozen=True)
class Content:
    """What lies in a file that was written aside."""

    media_type: str
    size: int
    sha256: str


def receive(*, name: str, stream: Stream, by: User, at: datetime) -> StoredFile:
    """Keep a file as a draft. It leaves no history until it is tied to something.

    The virus scanner is asked at once, and the worker asks again when it does not answer. Call it
    outside a transaction: nobody else could write while a file comes in.
    """
    name = _file_name(name)
    with shelf.aside() as sent, shelf.aside() as cleaned:
        _require_room(by, _pour(stream, sent))
        path, content = _looked_at(sent, cleaned, name)
        file = StoredFile(
            name=name,
            media_type=content.media_type,
            size=content.size,
            sha256=content.sha256,
            uploaded_by=by,
            uploaded_at=at,
        )
        shelf.lay(path, file.key)
    _enter(file)
    return check(file=file, at=at)


def _pour(stream: Stream, path: Path) -> int:
    """Write it aside, and stop as soon as there is too much of it."""
    size = 0
    with path.open("wb") as target:
        while part := stream.read(PART):
            size += len(part)
            if size > LARGEST:
                raise TooLarge
            target.write(part)
    if not size:
        raise EmptyFile
    return size


def _require_room(by: User, size: int) -> None:
    number, drafted = queries.held_by(queries.drafts_of(by))
    if number >= MOST_DRAFTS or drafted + size > MOST_DRAFTED:
        raise TooManyDrafts


def _looked_at(sent: Path, cleaned: Path, name: str) -> tuple[Path, Content]:
    """The file that is kept: as it was sent, or drawn anew."""
    media_type = kinds.media_type(sent, name)
    path = sent
    if form := kinds.PICTURES.get(media_type):
        media_type = pictures.draw_anew(sent, cleaned, form)
        path = cleaned
    with path.open("rb") as stream:
        if not form and kinds.is_zip(stream.read(len(kinds.ZIP))):
            archives.require_harmless(path)
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return path, Content(media_type, path.stat().st_size, digest)


@transaction.atomic
def _enter(file: StoredFile) -> None:
    """Bytes without a row are swept away; a row without bytes would be a lie."""
    file.save(force_insert=True)


def _file_name(name: str) -> str:
    """Its last part, on one line, and shortened before its ending. It stands in lists and mails, so
    it says nobody's identity number."""
    name = one_line(name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    name = masked(name).replace("*", "x")
    stem, dot, ending = name.rpartition(".")
    if len(name) > NAME_LENGTH and dot and len(ending) <= LONGEST_ENDING:
        return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"
    return name[:NAME_LENGTH] or gettext("File without a name")
