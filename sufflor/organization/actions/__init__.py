"""Everything that changes who is who. One function, one thing a person does."""

from sufflor.organization.actions.appointing import appoint, end_appointment, note_absence
from sufflor.organization.actions.granting import grant_role, withdraw_role
from sufflor.organization.actions.loading import Progress, load
from sufflor.organization.actions.uploading import load_upload, upload

__all__ = [
    "Progress",
    "appoint",
    "end_appointment",
    "grant_role",
    "load",
    "load_upload",
    "note_absence",
    "upload",
    "withdraw_role",
]
