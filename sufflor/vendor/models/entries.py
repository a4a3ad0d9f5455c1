"""What was said of a case, to the vendor and by them, and how it moved; append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models import User
from sufflor.vendor.models.cases import State, VendorCase

ENTRY_LENGTH = 40_000
SUBJECT_LENGTH = 200
# What stands where words were that are not kept any more.
GONE = "–"


class EntryKind(models.TextChoices):
    NOTE = "note", _("Note among us")
    SENT = "sent", _("Sent to the vendor")
    ANSWER = "answer", _("From the vendor")
    MOVED = "moved", _("Moved")


class Channel(models.TextChoices):
    """How words left the house, or came in."""

    MAIL = "mail", _("By e-mail")
    TEXT = "text", _("As text to copy")
    API = "api", _("Over the API")
    HAND = "hand", _("Written down by hand")


class Entry(models.Model):
    """Of what was sent, `subject` and `text` are the very words that left the house, and `address`
    is where they went. `digest` is that of what the vendor says: the same words come in once."""

    case = models.ForeignKey(VendorCase, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=6, choices=EntryKind)
    channel = models.CharField(max_length=4, choices=Channel, blank=True)
    subject = models.CharField(max_length=SUBJECT_LENGTH, blank=True)
    address = models.CharField(max_length=254, blank=True)
    text = models.TextField(max_length=ENTRY_LENGTH, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    state_before = models.CharField(max_length=9, choices=State, blank=True)
    state = models.CharField(max_length=9, choices=State, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["case", "digest"],
                condition=~Q(digest=""),
                name="a_vendor_says_the_same_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.SENT) | ~Q(channel="") & ~Q(subject="") & ~Q(text=""),
                name="what_left_the_house_is_kept",
            ),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.MOVED) & ~Q(state="")
                | ~Q(kind=EntryKind.MOVED) & ~Q(text=""),
                name="an_entry_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"
