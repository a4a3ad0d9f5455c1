"""What is made of articles, counted without a word of who."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from sufflor.knowledge.models import Article, Reading, Reuse
from sufflor.lib.clock import local_date

KEPT_FOR = timedelta(days=180)


@transaction.atomic
def count_readings(*, counts: Mapping[str, int], at: datetime) -> None:
    """So many more today, by address. An address that no article has is none of ours."""
    day = local_date(at)
    pages = Article.objects.filter(address__in=counts, live=True).order_by("pk")
    found = dict(pages.values_list("pk", "address"))
    rows = Reading.objects.filter(day=day, article__in=found)
    there = set(rows.values_list("article", flat=True))
    for pk in sorted(there):
        rows.filter(article=pk).update(times=F("times") + counts[found[pk]])
    Reading.objects.bulk_create(
        (
            Reading(article_id=pk, day=day, times=counts[address])
            for pk, address in found.items()
            if pk not in there
        ),
        # Another process may have been first; then these few are lost.
        ignore_conflicts=True,
    )


@transaction.atomic
def forget_readings(*, at: datetime) -> None:
    Reading.objects.filter(day__lt=local_date(at) - KEPT_FOR).delete()


@transaction.atomic
def note_reuse(*, answers: Mapping[str, int], requests: Mapping[str, int], at: datetime) -> None:
    """How many lead on to each article, by address, instead of what was counted last."""
    pages = Article.objects.filter(address__in={*answers, *requests}).order_by("pk")
    Reuse.objects.all().delete()
    Reuse.objects.bulk_create(
        Reuse(article_id=pk, answers=answers.get(one, 0), requests=requests.get(one, 0))
        for pk, one in pages.values_list("pk", "address")
    )
