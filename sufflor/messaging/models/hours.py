"""What has been said in the channel about question hours: once, and kept true."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sufflor.announcements.models import Notice
from sufflor.questions.models import HourKind, QuestionHour


class Says(models.TextChoices):
    """What a notice about an hour is for. The value is part of the notice's key."""

    DAY_BEFORE = "day-before", _("The day before")
    HOUR_BEFORE = "hour-before", _("An hour before")
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Called off")
    HELD_AGAIN = "held-again", _("Held after all")


class Announcement(models.Model):
    """One notice about one hour, and which time and place it gave.

    An hour may be taken away again while nobody has asked in it. `number` is its own, and outlives
    it; so do its kind and its title.
    """

    hour = models.ForeignKey(
        QuestionHour, models.SET_NULL, null=True, blank=True, related_name="announcements"
    )
    number = models.PositiveBigIntegerField()
    says = models.CharField(max_length=12, choices=Says)
    kind = models.CharField(max_length=12, choices=HourKind)
    own_title = models.CharField(max_length=120, blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    room = models.CharField(max_length=120, blank=True)
    notice = models.OneToOneField(Notice, models.CASCADE, related_name="announcement")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["number"], name="messaging_hour_said"),
            models.Index(fields=["closes_at"], name="messaging_hour_still"),
        )

    def __str__(self) -> str:
        return f"{self.says} {self.number}"
