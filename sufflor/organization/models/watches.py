"""Who has the watch in a group, from when to when, and asking a colleague to take it over."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from sufflor.lib.promises import both_or_neither
from sufflor.organization.models.people import User
from sufflor.organization.models.support import SupportGroup


class Offer(models.Model):
    """Somebody asks a colleague to take something over, who says yes or no.

    What is offered differs, and so does what follows from a yes; that it waits for one answer does
    not. Whoever makes a table of it says to whom, and for what.
    """

    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(null=True, blank=True)

    class Meta:
        abstract = True


class Watch(models.Model):
    """One person answers first for a group, from one time to another."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="watches")
    person = models.ForeignKey(User, models.CASCADE, related_name="watches")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = (models.Index(fields=["group", "starts_at"], name="watches_of_a_group"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_watch_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["group", "person", "starts_at"], name="a_watch_is_given_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.starts_at:%Y-%m-%d %H:%M}"

    def is_over(self, at: datetime) -> bool:
        return at >= self.ends_at


class WatchSwap(Offer):
    """A watch that somebody is asked to take over; it moves when they say yes."""

    watch = models.ForeignKey(Watch, models.CASCADE, related_name="swaps")
    to_person = models.ForeignKey(User, models.CASCADE, related_name="asked_watch_swaps")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["watch"], condition=Q(answered_at=None), name="one_open_swap_per_watch"
            ),
            both_or_neither(
                "answered_at", "is_accepted", name="a_watch_swap_is_answered_with_yes_or_no"
            ),
        )

    def __str__(self) -> str:
        return f"{self.watch} to {self.to_person}"
