"""Editions of documents: how a process sees that the index has been written to.

Each writing gives a document another number, by chance. Their sum is another one for whoever sees
the writing and the same as before for whoever does not yet, in whichever process and transaction;
no writer waits for another, as they would for a number that they all count up.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple

from django.db import connections
from django.db.models import QuerySet

from sufflor.search.models import Edition
from sufflor.search.vectors import Analysed, read_with

BITS = 40

_NEWEST = """
SELECT COUNT(*), CAST(COALESCE(SUM(number), 0) AS BIGINT),
    (SELECT COALESCE(MAX(number), 0) FROM search_wordsrevision)
FROM search_edition
"""


class Revision(NamedTuple):
    """Of all that a search goes by: the index, and the words that editors have added."""

    size: int
    numbers: int
    words: int


def newest(using: str) -> Revision:
    """One statement, as quick as counting the documents."""
    with connections[using].cursor() as cursor:
        cursor.execute(_NEWEST)
        return Revision(*cursor.fetchone())


def editions(using: str) -> dict[int, int]:
    return dict(Edition.objects.using(using).values_list("document", "number"))


def behind() -> QuerySet[Edition]:
    """Documents that were analysed by other lists than those of today, as after an upgrade."""
    return Edition.objects.exclude(read_with=read_with()).order_by("document")


def renew(document: int, analysed: Analysed, using: str) -> None:
    """It has been written to."""
    number, title = secrets.randbits(BITS), " ".join(sorted(analysed.title))
    Edition.objects.using(using).bulk_create(
        [Edition(document_id=document, number=number, title=title, read_with=read_with())],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=["number", "title", "read_with"],
    )
