"""What stands beside a request: who is near, what the same person asked before, what may help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sufflor.desk.models import Consultation, Request
from sufflor.desk.queries.ties import advice
from sufflor.organization.models import User
from sufflor.organization.queries import NearestHelp, nearest_help
from sufflor.search.models import Audience
from sufflor.search.queries import Near, similar

# Kinds of documents that can be given to somebody as help.
HELPING_KINDS = ("answer", "article")
MOST_SUGGESTED = 3
MOST_EARLIER = 5


@dataclass(frozen=True)
class Around:
    suggestions: Sequence[Near]
    earlier: Sequence[Request]
    nearest: NearestHelp
    advice: Sequence[Consultation]


def around(request: Request, person: User, at: datetime) -> Around:
    """Nine queries at most, asked for after the page itself. Of what was asked before only that
    which this helper may see."""
    found = similar(
        f"{request.title} {request.text}"[:500], audience=Audience.PUBLIC, kinds=HELPING_KINDS
    )
    earlier = Request.objects.worked_by(person, at).filter(reporter=request.reporter)
    return Around(
        suggestions=found[:MOST_SUGGESTED],
        earlier=list(earlier.exclude(pk=request.pk).order_by("-pk")[:MOST_EARLIER]),
        nearest=nearest_help(unit=request.unit, area=request.area, at=at, process=request.process),
        advice=list(advice(request)),
    )
