"""Who may do what with a file, and what can become of one that is checked."""

from __future__ import annotations

from sufflor.files.models import FileState, StoredFile
from sufflor.organization.models import User

# What the scanner has said of a file is not asked again.
TRANSITIONS: dict[FileState, frozenset[FileState]] = {
    FileState.HELD: frozenset({FileState.CLEAN, FileState.INFECTED}),
    FileState.CLEAN: frozenset(),
    FileState.INFECTED: frozenset(),
}


def may_tie(person: User, file: StoredFile, about: str) -> bool:
    """One's own drafts; and what is tied there already, since a form may be sent twice."""
    return file.uploaded_by_id == person.pk and file.about in {"", about}


def may_remove(person: User, file: StoredFile) -> bool:
    """A draft is its uploader's. Of what is tied, the room that it is tied in asks its own rule."""
    return not file.is_draft or file.is_drafted_by(person)
