"""How true each department keeps its texts, as numbers alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from sufflor.knowledge.models import Article, Language, Link, State, Step, Verdict
from sufflor.organization.models import Unit

OF_VERDICTS: Mapping[str, Count] = {
    "helpful": Count("pk", filter=Q(helped=True)),
    "unhelpful": Count("pk", filter=Q(helped=False)),
    "to_do": Count("pk", filter=Q(helped=False, settled_at=None)),
}


@dataclass(frozen=True)
class UnitReport:
    unit: Unit
    published: int
    validated: int
    unvalidated: int
    outdated: int
    overdue: int
    soon: int
    undated: int
    drafts: int
    nynorsk: int
    helpful: int
    unhelpful: int
    to_do: int
    dead_links: int

    @property
    def nynorsk_share(self) -> int:
        return round(100 * self.nynorsk / self.published) if self.published else 0


def report(units: Iterable[Unit], day: date) -> list[UnitReport]:
    """Three queries for them all."""
    wanted = list(units)
    articles = Article.objects.filter(owner_unit__in=wanted)
    said = Verdict.objects.filter(article__owner_unit__in=wanted)
    dead = Link.objects.filter(owner__in=wanted, dead_since__isnull=False)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    _count(found, articles, "owner_unit", _of_articles(day))
    _count(found, said, "article__owner_unit", OF_VERDICTS)
    _count(found, dead, "owner", {"dead_links": Count("pk")})
    return [_reported(unit, found[unit.pk]) for unit in wanted]


def _of_articles(day: date) -> Mapping[str, Count]:
    live, soon = Q(live=True), day + timedelta(days=-Step.BEFORE)
    return {
        "published": Count("pk", filter=live),
        "validated": Count("pk", filter=live & Q(state=State.VALIDATED)),
        "unvalidated": Count("pk", filter=live & Q(state=State.UNVALIDATED)),
        "outdated": Count("pk", filter=live & Q(state=State.OUTDATED)),
        "overdue": Count("pk", filter=live & Q(review_date__lt=day)),
        "soon": Count("pk", filter=live & Q(review_date__gte=day, review_date__lte=soon)),
        "undated": Count("pk", filter=live & Q(review_date__isnull=True)),
        "nynorsk": Count("pk", filter=live & Q(language=Language.NYNORSK)),
        "drafts": Count("pk", filter=Q(live=False) | Q(has_unpublished_changes=True)),
    }


def _count(
    into: dict[int, dict[str, int]],
    rows: QuerySet[Article] | QuerySet[Verdict] | QuerySet[Link],
    unit: str,
    counts: Mapping[str, Count],
) -> None:
    counted = rows.order_by().values(unit).annotate(**counts).values_list(unit, *counts)
    for owner, *numbers in counted:
        into[owner].update(zip(counts, numbers, strict=True))


def _reported(unit: Unit, counts: Mapping[str, int]) -> UnitReport:
    names = [field.name for field in fields(UnitReport) if field.name != "unit"]
    return UnitReport(unit, **{name: counts.get(name, 0) for name in names})
