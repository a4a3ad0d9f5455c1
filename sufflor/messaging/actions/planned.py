"""Planned work: written down when it is due, done in one transaction with the mark that it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from sufflor.events.models import FAULT_LENGTH
from sufflor.events.retries import MOST_ATTEMPTS, retry_at
from sufflor.messaging.models import Job


def plan_job(*, name: str, planned_at: datetime, at: datetime) -> None:
    """Write down that it is due. Twice is the same as once, whoever does it."""
    if not Job.objects.filter(name=name, planned_at=planned_at).exists():
        job = Job(name=name, planned_at=planned_at, next_at=at)
        Job.objects.bulk_create([job], ignore_conflicts=True)


def claim_job(*, at: datetime) -> Job | None:
    return Job.objects.due(at).claim(at=at)


@transaction.atomic
def do_job(*, job: Job, do: Callable[[], None], at: datetime) -> None:
    """Do it and write that it is done, both or neither: a worker that dies leaves no half of it.

    While it is being done its row is locked, so that nobody takes over however long it takes.
    """
    mine = Job.objects.waiting().filter(pk=job.pk, lease_until=job.lease_until)
    if mine.select_for_update(no_key=True).first() is None:
        return
    do()
    mine.update(done_at=at, lease_until=None, fault="")


def job_failed(*, job: Job, fault: str, at: datetime) -> None:
    mine = Job.objects.waiting().filter(pk=job.pk, lease_until=job.lease_until)
    mine.update(
        lease_until=None,
        fault=fault[:FAULT_LENGTH],
        next_at=retry_at(job.attempts, at),
        dead_at=at if job.attempts >= MOST_ATTEMPTS else None,
    )


def forget_jobs(*, before: datetime) -> int:
    """Take away what was done before then."""
    deleted, _by_model = Job.objects.filter(done_at__lt=before, planned_at__lt=before).delete()
    return deleted
