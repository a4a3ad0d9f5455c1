"""What is decided by hand, whatever the dates say: about one door, or about a whole rollout."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.promises import both_or_neither
from sufflor.rollout.models.rollouts import Rollout
from sufflor.rollout.models.ways import DoorState, WayIn


class ByHand(models.Model):
    """Somebody decided it, for a reason, until a moment or until it is undone."""

    to_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ("-at", "-id")


class Override(ByHand):
    """A door opened or closed by hand, from an instant until another or until it is undone."""

    way_in = models.ForeignKey(WayIn, models.PROTECT, related_name="overrides")
    state = models.CharField(max_length=10, choices=DoorState)
    from_at = models.DateTimeField()

    class Meta(ByHand.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[DoorState.OPEN, DoorState.CLOSED]),
                name="an_override_opens_or_closes",
            ),
            models.CheckConstraint(
                condition=Q(to_at__isnull=True) | Q(to_at__gt=F("from_at")),
                name="an_override_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_a_reason"),
            both_or_neither(
                "undone_at", "undone_by", name="an_override_is_undone_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.way_in} {self.state}: {self.reason}"


class Course(models.TextChoices):
    """What a rollout is told by hand to do."""

    NORMAL = "normal", _("Normal operation")
    ROLLOUT = "rollout", _("Rollout mode")
    PLAN = "plan", _("As the dates say")


class ModeChange(ByHand):
    """A rollout put into or out of force by hand, with all its policies at once.

    The newest that nobody has undone decides, until its time is up; then the dates do again.
    """

    rollout = models.ForeignKey(Rollout, models.CASCADE, related_name="mode_changes")
    course = models.CharField(max_length=8, choices=Course)

    class Meta(ByHand.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(to_at__isnull=True) | Q(to_at__gt=F("at")),
                name="a_mode_change_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(course=Course.PLAN) | Q(to_at__isnull=True),
                name="following_the_plan_has_no_end",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_mode_change_has_a_reason"),
            both_or_neither(
                "undone_at", "undone_by", name="a_mode_change_is_undone_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollout} {self.course}: {self.reason}"
