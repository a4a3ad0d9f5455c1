"""What is told of numbers: few are not told at all, and many are not counted to the end."""

from __future__ import annotations

from django.db import models
from django.db.models import IntegerField, Subquery

# A group smaller than this is not told by its number: its members would be.
FEWEST_COUNTED = 5


class CountUpTo(Subquery):
    """How many rows a query has, at most `most`; as a column, so that many counts are one query.
    “99+” says enough, and costs the same however long a queue is."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: models.QuerySet[models.Model, object], most: int) -> None:
        super().__init__(rows.order_by().values("pk")[:most])
