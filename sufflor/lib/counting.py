"""Counting that stops: “99+” says enough, and costs the same however long a queue is."""

from __future__ import annotations

from django.db import models
from django.db.models import IntegerField, Subquery


class CountUpTo(Subquery):
    """How many rows a query has, at most `most`; as a column, so that many counts are one query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: models.QuerySet[models.Model], most: int) -> None:
        super().__init__(rows.order_by().values("pk")[:most])
