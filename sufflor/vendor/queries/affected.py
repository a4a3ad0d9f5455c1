"""How many people wait for the vendor: by case, each person once, and nobody by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable

from sufflor.lib.counting import FEWEST_COUNTED
from sufflor.lib.stand_ins import who
from sufflor.vendor.models import VendorCase

# Also those of what was taken into it, and into that.
JOINED = tuple(
    f"{thing}__{taken_in}{people}"
    for thing, people in (("errors", "concerns"), ("changes", "backings"))
    for taken_in in ("", "merged_from__", "merged_from__merged_from__")
)


@dataclass(frozen=True)
class Affected:
    """`number` is None where there are some, but too few to be told."""

    number: int | None

    @property
    def is_anybody(self) -> bool:
        return self.number != 0


def affected(cases: Collection[int]) -> dict[int, Affected]:
    """Those who joined its errors, sent its requests, or asked or voted for its questions, or
    wished for it. One query for all of them."""
    people: defaultdict[int, set[int]] = defaultdict(set)
    rows = VendorCase.objects.filter(pk__in=cases).order_by()
    asked = rows.filter(questions__isnull=False)
    ways: list[tuple[QuerySet[VendorCase], Combinable]] = [
        *((rows.filter(_still(joined)), who(f"{joined}__")) for joined in JOINED),
        (rows.filter(requests__isnull=False), F("requests__reporter")),
        (asked, F("questions__asked_by")),
        (asked.filter(~Q(questions__votes=None)), F("questions__votes__voter")),
    ]
    # Together the store leaves out what is there twice.
    first, *others = (found.values_list("pk", person) for found, person in ways)
    for case, person in first.union(*others):
        if person is not None:
            people[case].add(person)
    return {case: Affected(_told(len(people[case]))) for case in cases}


def _still(joined: str) -> Q:
    return Q((f"{joined}__left_at", None), (f"{joined}__isnull", False))


def _told(number: int) -> int | None:
    return number if number == 0 or number >= FEWEST_COUNTED else None
