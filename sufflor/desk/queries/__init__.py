"""Reading requests: one's own on the front stage, and those that a helper works with."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, QuerySet

from sufflor.desk.models import Message, Request
from sufflor.desk.queries.clocks import calendar as calendar
from sufflor.desk.queries.clocks import promised as promised
from sufflor.desk.queries.packing import Package as Package
from sufflor.desk.queries.packing import package as package
from sufflor.desk.queries.ready import Owners as Owners
from sufflor.desk.queries.ready import Ready as Ready
from sufflor.desk.queries.ready import filled as filled
from sufflor.desk.queries.ready import owners as owners
from sufflor.desk.queries.ready import ready as ready
from sufflor.desk.queries.ready import templates as templates
from sufflor.desk.queries.ties import Sealed as Sealed
from sufflor.desk.queries.ties import Tie as Tie
from sufflor.desk.queries.ties import advice as advice
from sufflor.desk.queries.ties import candidates as candidates
from sufflor.desk.queries.ties import open_joining as open_joining
from sufflor.desk.queries.ties import sealed as sealed
from sufflor.desk.queries.ties import taken_in as taken_in
from sufflor.desk.queries.ties import ties as ties
from sufflor.organization.models import User


def own_requests(person: User, at: datetime) -> QuerySet[Request]:
    """What somebody has sent, or follows on the front stage, newest first."""
    return Request.objects.followed_by(person, at).select_related("area", "reporter")


def messages(request: Request, at: datetime) -> QuerySet[Message]:
    """What the user reads; a reply that can still be held back is not there yet."""
    return Message.objects.filter(request=request, sent_at__lte=at).select_related("by__unit")


def work_list(person: User, at: datetime) -> QuerySet[Request]:
    """What has been promised first comes first; what is resolved, last."""
    mine = Request.objects.worked_by(person, at).select_related("area", "reporter__unit", "group")
    return mine.order_by("resolved_at", "due_at", "pk")


def load() -> dict[int, int]:
    """How many unresolved requests each helper has. One query."""
    rows = Request.objects.unresolved().filter(assignee__isnull=False).order_by()
    counted = rows.values_list("assignee").annotate(Count("pk"))
    return dict(counted)
