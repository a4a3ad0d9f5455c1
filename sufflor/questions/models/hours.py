"""A question hour: when it is, where, and until when it takes questions."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.clock import local_date
from sufflor.organization.models import User
from sufflor.rollout.models import Rollout


class HourKind(models.TextChoices):
    """Where in the day an hour stands. The value is the last part of its address."""

    OPENING = "oppstart", _("Joint start of the day")
    CLOSING = "avslutning", _("Joint end of the day")
    EXTRA = "ekstra", _("Extra question hour")


class Moderation(models.TextChoices):
    """Whether a question is read by a host before everyone sees it, or after."""

    AFTER = "after", _("Shown at once")
    BEFORE = "before", _("Shown when a host has read it")


class Names(models.TextChoices):
    """Who sees who asked. What is hidden is in no page, stream, feed or search."""

    HOSTS_ONLY = "hosts", _("Only hosts and those who answer")
    UNIT = "unit", _("Everyone sees the unit")
    EVERYONE = "everyone", _("Everyone sees the name")


class QuestionHour(models.Model):
    """One meeting where questions are taken together. Mostly made from a rollout's dates."""

    rollout = models.ForeignKey(
        Rollout, models.PROTECT, null=True, blank=True, related_name="question_hours"
    )
    kind = models.CharField(max_length=12, choices=HourKind)
    slug = models.SlugField(max_length=40, unique=True)
    own_title = models.CharField(max_length=120, blank=True)
    date = models.DateField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    # Questions and votes are taken from here until `closes_at`.
    collects_from = models.DateTimeField()
    room = models.CharField(max_length=120, blank=True)
    video_url = models.URLField(max_length=500, blank=True)
    hosts = models.ManyToManyField(User, blank=True, related_name="hosted_hours")
    moderation = models.CharField(max_length=8, choices=Moderation, default=Moderation.AFTER)
    names = models.CharField(max_length=10, choices=Names, default=Names.HOSTS_ONLY)
    now_answering = models.ForeignKey(
        "questions.Question", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # An hour that somebody has changed by hand no longer follows the rollout's dates.
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("opens_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="hour_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(collects_from__lte=F("opens_at")), name="hour_collects_before_it_opens"
            ),
            models.UniqueConstraint(
                fields=["rollout", "date", "kind"],
                condition=~Q(kind=HourKind.EXTRA),
                name="one_hour_of_a_kind_per_day_of_a_rollout",
            ),
            models.UniqueConstraint(
                fields=["date", "kind"],
                condition=Q(rollout=None) & ~Q(kind=HourKind.EXTRA),
                name="one_hour_of_a_kind_per_day_otherwise",
            ),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=True, changed_by__isnull=True)
                | Q(changed_at__isnull=False, changed_by__isnull=False),
                name="an_hour_is_changed_by_someone_at_some_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.date}"

    @property
    def title(self) -> str:
        return self.own_title or str(HourKind(self.kind).label)

    @property
    def topic(self) -> str:
        """What open pages follow to learn of questions, votes and answers in this hour."""
        return f"hour-{self.pk}"

    @property
    def path(self) -> str:
        """Its address, without a language prefix."""
        return f"/sporretimer/{self.slug}/"

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at < self.closes_at

    def is_over(self, at: datetime) -> bool:
        return at >= self.closes_at

    def is_today(self, at: datetime) -> bool:
        return self.date == local_date(at)

    def collects(self, at: datetime) -> bool:
        """Whether questions and votes are taken."""
        return self.collects_from <= at < self.closes_at
