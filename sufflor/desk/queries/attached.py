"""Files of a request: those it was sent with, and those of each message and note on it.

What hangs on a note is for helpers alone, and what hangs on a reply is there when the reply is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sufflor.desk.models import Message, Note, Request
from sufflor.desk.queries.own import messages
from sufflor.files.models import StoredFile, StoredFileQuerySet
from sufflor.files.queries import files_about_any, files_about_each


class Attached:
    """The files of several things, read in one query."""

    def __init__(self, references: Iterable[str]) -> None:
        self._files: Mapping[str, Sequence[StoredFile]] = files_about_each(list(references))

    def of(self, reference: str) -> Sequence[StoredFile]:
        return self._files.get(reference, ())


def files_in_front(request: Request, at: datetime) -> StoredFileQuerySet:
    """Those that whoever follows it may have. Two queries."""
    return files_about_any([request, *messages(request, at).select_related(None).only("pk")])


def files_behind(request: Request) -> StoredFileQuerySet:
    """Those that whoever helps with it may have. Three queries."""
    said = Message.objects.filter(request=request).only("pk")
    noted = Note.objects.filter(request=request).only("pk")
    return files_about_any([request, *said, *noted])
