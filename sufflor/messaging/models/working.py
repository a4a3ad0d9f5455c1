"""Work that is planned by the clock, and the workers that do it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from sufflor.events.models import Leased, LeasedQuerySet


class JobQuerySet(LeasedQuerySet["Job"]):
    def waiting(self) -> JobQuerySet:
        return self.filter(done_at=None, dead_at=None)

    def dead(self) -> JobQuerySet:
        return self.filter(dead_at__isnull=False)

    def due(self, at: datetime) -> JobQuerySet:
        return self.waiting().filter(next_at__lte=at).order_by("planned_at", "pk")


class Job(Leased):
    """Planned work that happens once: also with two workers, or with one that is killed midway."""

    name = models.CharField(max_length=100)
    planned_at = models.DateTimeField()
    next_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["name", "planned_at"], name="a_job_is_planned_once"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dead_at=None), name="a_job_done_is_not_given_up"
            ),
            models.CheckConstraint(
                condition=Q(dead_at=None) | ~Q(fault=""), name="a_job_is_given_up_for_a_reason"
            ),
        )
        indexes = (
            models.Index(
                fields=["next_at"],
                condition=Q(done_at=None, dead_at=None),
                name="messaging_jobs_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.planned_at:%Y-%m-%d %H:%M}"

    @property
    def is_given_up(self) -> bool:
        return self.dead_at is not None


class Heartbeat(models.Model):
    """That a worker was there, and what it thinks of the mail server: empty when all is well."""

    name = models.CharField(max_length=100, primary_key=True)
    seen_at = models.DateTimeField()
    trouble = models.CharField(max_length=500, blank=True)
    trouble_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(trouble="", trouble_since__isnull=True)
                | (~Q(trouble="") & Q(trouble_since__isnull=False)),
                name="trouble_has_a_beginning",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} at {self.seen_at:%Y-%m-%d %H:%M:%S}"
