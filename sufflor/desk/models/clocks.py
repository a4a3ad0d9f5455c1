"""Promises and the clock: due times made anew when the calendar changes, and those missed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models import Line, SupportGroup, User

WORDS_LENGTH = 300


class Reckoning(models.Model):
    """Opening hours, promises or rollout days have changed, and open requests get new due times.

    Done in portions, in the order of their numbers: `last` is how far it has come. `made_from` is a
    fingerprint of the calendars, so that what changes nothing there makes no work.
    """

    made_from = models.CharField(max_length=64)
    # The revisions of the topics that the calendars follow, as they were when it began.
    of_house = models.BigIntegerField(default=0)
    of_plan = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    last = models.BigIntegerField(default=0)
    open_count = models.PositiveIntegerField(default=0)
    seen_count = models.PositiveIntegerField(default=0)
    moved_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"reckoning {self.pk}: {self.seen_count} of {self.open_count}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


class Promised(models.TextChoices):
    """What a request has a clock for."""

    ANSWER = "answer", _("First answer")
    SOLUTION = "solution", _("Solution")


class DelayReason(models.TextChoices):
    """Why it was late, in words that can be counted."""

    MANY = "many", _("Many requests at once")
    AWAY = "away", _("Those who know were away")
    HARD = "hard", _("It took long to find out")
    OTHERS = "others", _("We waited for others")
    WRONG_PLACE = "wrong_place", _("It came to the wrong place first")
    OVERLOOKED = "overlooked", _("It was overlooked")
    OTHER = "other", _("Something else")


class Delay(models.Model):
    """A promise that was kept too late: when, by whom, and why, as soon as somebody has said so."""

    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="delays")
    promised = models.CharField(max_length=10, choices=Promised)
    line = models.PositiveSmallIntegerField(choices=Line)
    group = models.ForeignKey(SupportGroup, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    met_at = models.DateTimeField()
    met_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=DelayReason, blank=True)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)
    explained_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-met_at", "-pk")
        indexes = (models.Index(fields=["group", "-met_at"], name="delays_of_a_group"),)
        constraints = (
            models.UniqueConstraint(
                fields=["request", "promised"], name="a_promise_is_missed_once"
            ),
            models.CheckConstraint(
                condition=Q(met_at__gt=models.F("due_at")), name="what_is_late_comes_after_its_time"
            ),
            models.CheckConstraint(
                condition=Q(reason="", explained_at=None, explained_by=None)
                | ~Q(reason="") & Q(explained_at__isnull=False, explained_by__isnull=False),
                name="who_explains_a_delay_says_why_and_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id}: {self.promised} late"
