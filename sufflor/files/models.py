"""Files that people attach: whose they are, what they are about, and whether they are clean."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import User

NAME_LENGTH = 200
ABOUT_LENGTH = 80


class FileState(models.TextChoices):
    HELD = "held", _("Being checked")
    CLEAN = "clean", _("Ready")
    INFECTED = "infected", _("Holds a virus")


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def there(self) -> StoredFileQuerySet:
        """Those that nobody has removed, in the order in which they came."""
        return self.filter(removed_at=None).order_by("uploaded_at", "name", "key")

    def drafts(self) -> StoredFileQuerySet:
        """Uploaded, and not tied to anything yet."""
        return self.there().filter(about="")

    def held(self) -> StoredFileQuerySet:
        """Those that the scanner has not answered for. It is asked again in turn."""
        held = self.there().filter(state=FileState.HELD)
        return held.order_by(F("asked_at").asc(nulls_first=True), "uploaded_at")


class StoredFile(models.Model):
    """One file. Its bytes lie on the shelf (`shelf.py`) under its key, which nobody can guess.

    `about` names what it is tied to as history does ("desk.request:12"); a draft is tied to
    nothing. Whoever may see that thing may see the file: the room that owns it asks. `finding` is
    what the scanner called what it found; `asked_at` is when it last could not say. A removed file
    keeps its row, and has no bytes.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=NAME_LENGTH)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.HELD)
    finding = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    about = models.CharField(max_length=ABOUT_LENGTH, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["about"], condition=~Q(about=""), name="files_about"),
            models.Index(fields=["uploaded_by"], condition=Q(about=""), name="files_drafts"),
            models.Index(fields=["asked_at"], condition=Q(state="held"), name="files_held"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="a_file_has_a_name"),
            models.CheckConstraint(condition=Q(size__gt=0), name="a_file_holds_something"),
            models.CheckConstraint(
                condition=Q(state="held", checked_at=None)
                | ~Q(state="held") & Q(checked_at__isnull=False),
                name="a_file_is_held_until_it_is_checked",
            ),
            models.CheckConstraint(
                condition=Q(state="infected") & ~Q(finding="")
                | ~Q(state="infected") & Q(finding=""),
                name="an_infected_file_says_what_was_found",
            ),
            both_or_neither("removed_at", "removed_by", name="a_file_is_removed_by_somebody"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return not self.about

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def is_clean(self) -> bool:
        return self.state == FileState.CLEAN

    @property
    def is_held(self) -> bool:
        return self.state == FileState.HELD

    @property
    def is_infected(self) -> bool:
        return self.state == FileState.INFECTED

    def is_drafted_by(self, person: User) -> bool:
        return self.is_draft and self.uploaded_by_id == person.pk
