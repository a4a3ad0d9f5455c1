"""What is written on a request. What the user reads and what helpers write to each other are two
tables, so that no check box and no forgotten filter can show one as the other."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sufflor.organization.models import SupportGroup, User

ENTRY_LENGTH = 8000


class Message(models.Model):
    """Between the user and those who help. `sent_at` lies ahead while it can still be held back."""

    request = models.ForeignKey(
        "desk.Request", models.CASCADE, related_name="messages", db_index=False
    )
    text = models.TextField(max_length=ENTRY_LENGTH)
    is_from_helper = models.BooleanField()
    resolves = models.BooleanField(default=False)
    at = models.DateTimeField()
    sent_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["request", "at"], name="messages_of_a_request"),)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_message_says_something"),
        )

    def __str__(self) -> str:
        return f"Message {self.pk} on {self.request_id}"


class Note(models.Model):
    """Back stage only: never mailed, exported, quoted or counted on the front stage."""

    request = models.ForeignKey(
        "desk.Request", models.CASCADE, related_name="notes", db_index=False
    )
    text = models.TextField(max_length=ENTRY_LENGTH)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["request", "at"], name="notes_on_a_request"),)
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="a_note_says_something"),)

    def __str__(self) -> str:
        return f"Note {self.pk} on {self.request_id}"


class Draft(models.Model):
    """A reply that is not sent: shared among those who work on the request."""

    request = models.OneToOneField(
        "desk.Request", models.CASCADE, primary_key=True, related_name="draft"
    )
    text = models.TextField(max_length=ENTRY_LENGTH)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Draft on {self.request_id}"


class Seat(models.Model):
    """Somebody has the request open, or writes on it: told to the others, and soon forgotten."""

    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="seats")
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    group = models.ForeignKey(SupportGroup, models.CASCADE, null=True, related_name="+")
    is_writing = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["request", "person"], name="one_seat_per_person"),
        )

    def __str__(self) -> str:
        return f"{self.person} at {self.request_id}"
