"""What a page is compared with: the same of the period before, where that is honest."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Min

from sufflor.insight.models import Passage
from sufflor.insight.queries.offered import offered
from sufflor.insight.queries.page import Insight, insight
from sufflor.insight.queries.scopes import Period, Scope, before, periods

# Of fewer than these a share or a middle one is another by chance.
FEWEST_COMPARED = 20


def earlier(scope: Scope, at: datetime) -> Insight | None:
    """As it stands on the page of that period, so nothing more is told; None where there was not
    counted all that time, or where an area or a unit had no page of its own."""
    period = before(scope.period, at)
    begun = _counted_since()
    if period is None or begun is None or begun > period.first:
        return None
    if not scope.is_whole and not _has_page(scope, period, at):
        return None
    return insight(Scope(period, scope.area, scope.unit))


def may_compare(number: int | None, other: int | None) -> bool:
    """Two groups, where each is large enough to say something."""
    return min(number or 0, other or 0) >= FEWEST_COMPARED


def _has_page(scope: Scope, period: Period, at: datetime) -> bool:
    there = offered(period)
    is_listed = period in periods(at)
    return is_listed and (scope.area in there.areas or scope.unit in there.units)


def _counted_since() -> date | None:
    found: date | None = Passage.objects.aggregate(first=Min("day"))["first"]
    return found
