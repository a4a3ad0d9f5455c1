"""A rollout: its set of days, and what becomes of each way in on them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sufflor.organization.models import InThreeLanguages
from sufflor.rollout.models.ways import DoorState, WayIn


class Rollout(InThreeLanguages):
    """A system comes in the place of another, on days when only some ways in are open."""

    system = models.CharField(max_length=80, blank=True)
    replaces = models.CharField(max_length=80, blank=True)
    known = models.TextField(blank=True)
    known_nn = models.TextField(blank=True)
    known_en = models.TextField(blank=True)
    awaiting = models.TextField(blank=True)
    awaiting_nn = models.TextField(blank=True)
    awaiting_en = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # From this moment it is as if its days were not there. What has been stays.
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    called_off_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["name"], name="a_rollout_has_a_name_of_its_own"),
            models.CheckConstraint(
                condition=Q(
                    called_off_at__isnull=True, called_off_by__isnull=True, called_off_why=""
                )
                | (
                    Q(called_off_at__isnull=False, called_off_by__isnull=False)
                    & ~Q(called_off_why="")
                ),
                name="a_rollout_is_called_off_by_someone_with_a_reason",
            ),
        )

    @property
    def is_called_off(self) -> bool:
        return self.called_off_at is not None


class RolloutDay(models.Model):
    """One date of the set. What lies between two of them is an ordinary day."""

    rollout = models.ForeignKey(Rollout, models.CASCADE, related_name="days")
    date = models.DateField()

    class Meta:
        ordering = ("date",)
        constraints = (
            models.UniqueConstraint(
                fields=["rollout", "date"], name="a_rollout_has_each_date_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollout}: {self.date}"


class Policy(models.Model):
    """What becomes of one way in on the days of one rollout."""

    rollout = models.ForeignKey(Rollout, models.CASCADE, related_name="policies")
    way_in = models.ForeignKey(WayIn, models.PROTECT, related_name="policies")
    state = models.CharField(max_length=10, choices=DoorState)
    replaced_by = models.ForeignKey(
        WayIn, models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["rollout", "way_in"], name="a_rollout_says_one_thing_about_a_way_in"
            ),
            models.CheckConstraint(
                condition=Q(state=DoorState.REPLACED, replaced_by__isnull=False)
                | (~Q(state=DoorState.REPLACED) & Q(replaced_by__isnull=True)),
                name="only_a_replaced_way_in_has_a_replacement",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("way_in")),
                name="a_way_in_does_not_replace_itself",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollout}: {self.way_in} {self.state}"
