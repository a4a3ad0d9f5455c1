"""Which area a request is about, going by what has been written that looks like it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sufflor.desk.models import Request
from sufflor.events.models import Event
from sufflor.organization.models import CaseArea
from sufflor.search.hits import Hit
from sufflor.search.models import Audience
from sufflor.search.queries import search

KINDS = ("answer", "article")
LOOKED_AT = 5
LONGEST = 500
# An area is proposed where this much of the likeness of what was found is in it.
LEAST_PART = 0.5
# So long back the proposals are counted, and so many are needed to say how good they are.
COUNTED_FOR = timedelta(days=90)
FEWEST = 10


@dataclass(frozen=True)
class ProposedArea:
    """`because` are titles of what looks like the request, in that area."""

    area: CaseArea
    because: tuple[str, ...]


@dataclass(frozen=True)
class Accuracy:
    right: int
    of: int


def proposed_area(request: Request) -> ProposedArea | None:
    """Nothing where what looks like it lies here and there. A helper decides."""
    text = f"{request.title} {request.text}"[:LONGEST]
    found = search(
        text, audience=Audience.PUBLIC, language=request.language, kinds=KINDS, limit=LOOKED_AT
    ).hits
    weights = Counter[str]()
    for hit in found:
        weights[hit.area] += int(hit.score * 1000)
    for slug, weight in weights.most_common(1):
        area = CaseArea.objects.filter(slug=slug).first() if slug else None
        if area and weight >= LEAST_PART * weights.total():
            return ProposedArea(area, _titles(found, slug))
    return None


def _titles(found: tuple[Hit, ...], slug: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.title for hit in found if hit.area == slug))[:2]


def proposal_accuracy(at: datetime) -> Accuracy | None:
    """How often helpers chose the area that was proposed; nothing where there were too few."""
    rows = Event.objects.filter(verb="request.sorted", at__gte=at - COUNTED_FOR)
    chosen = [
        (details.get("proposed"), details.get("area"))
        for details in rows.values_list("details", flat=True)
        if details.get("proposed")
    ]
    if len(chosen) < FEWEST:
        return None
    return Accuracy(sum(proposed == area for proposed, area in chosen), len(chosen))
