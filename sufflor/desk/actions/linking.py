"""Linking requests that have to do with each other, and parting one that asks two things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sufflor.desk import rules
from sufflor.desk.actions.joining import TheSameRequest
from sufflor.desk.actions.placing import place
from sufflor.desk.actions.reaching import let_in
from sufflor.desk.actions.states import (
    changed,
    locked,
    make_findable,
    require_unresolved,
    written,
)
from sufflor.desk.actions.writing import tell
from sufflor.desk.models import TITLE_LENGTH, Access, Link, LinkKind, Request, Source
from sufflor.desk.models.access import FRONT
from sufflor.events import actions as events
from sufflor.events.models import reference
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import shortened
from sufflor.organization.models import CaseArea, HelpKind, Line, User


class NotOfThisRequest(Refusal):
    reason = gettext_lazy("This form was used for another request.")
    way_out = gettext_lazy("Open it anew from the request that you want to part.")


@dataclass(frozen=True)
class Part:
    """What becomes a request of its own, in the helper's words."""

    title: str
    text: str
    help_kind: HelpKind
    area: CaseArea | None = None


@transaction.atomic
def link(*, request: Request, other: Request, kind: LinkKind, by: User, at: datetime) -> Link:
    """Helpers see the one from the other. What has to do with another does so both ways, and
    linking twice is linking once."""
    if request.pk == other.pk:
        raise TheSameRequest
    request = locked(request)
    require(rules.may_note(by, request, at) and rules.may_note(by, other, at))
    same = Q(request=request, other=other)
    if kind == LinkKind.RELATED:
        same |= Q(request=other, other=request)
    if there := Link.objects.filter(same, kind=kind).first():
        return there
    made = Link.objects.create(request=request, other=other, kind=kind, at=at, by=by)
    changed(request, at)
    events.record("request.linked", about=request, by=by, at=at, to=other.pk, kind=kind.value)
    return made


@transaction.atomic
def unlink(*, link: Link, by: User, at: datetime) -> None:
    """They have nothing to do with each other after all. Unlinking twice is once."""
    request = locked(link.request)
    require(rules.may_note(by, request, at))
    gone, _by_model = Link.objects.filter(pk=link.pk).delete()
    if gone:
        changed(request, at)
        events.record("request.unlinked", about=request, by=by, at=at, other=link.other_id)


@transaction.atomic
def split(*, request: Request, part: Part, submission: UUID, by: User, at: datetime) -> Request:
    """A part for others to help with: the same people follow it, and it finds its own way to those
    who help. The same form sent twice is one part."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    if there := Request.objects.filter(submission=submission).first():
        return _of_this(there, request)
    require_unresolved(request)
    try:
        with transaction.atomic():
            fresh = _stored(request, part, submission, by, at)
    except IntegrityError:
        return _of_this(Request.objects.get(submission=submission), request)
    _let_the_same_in(fresh, request, at)
    place(fresh, at=at)
    make_findable(fresh)
    # Whoever parts a request follows what becomes of the part.
    let_in(fresh, Source.MENTION, person=by, at=at)
    Link.objects.create(request=fresh, other=request, kind=LinkKind.PART, at=at, by=by)
    _tell(request, fresh, by, at)
    changed(request, at)
    events.record("request.opened", about=fresh, by=by, at=at, line=fresh.line)
    events.record("request.split", about=request, by=by, at=at, part=fresh.pk)
    return fresh


def _of_this(there: Request, request: Request) -> Request:
    if there.origin != reference(request):
        raise NotOfThisRequest
    return there


def _stored(request: Request, part: Part, submission: UUID, by: User, at: datetime) -> Request:
    text = written(part.text)
    return Request.objects.create(
        submission=submission,
        reporter=request.reporter,
        concerns=request.concerns,
        unit=request.unit,
        area=part.area,
        help_kind=part.help_kind,
        title=shortened(part.title or text.partition("\n")[0], TITLE_LENGTH),
        text=text,
        language=request.language,
        origin=reference(request),
        is_confidential=request.is_confidential,
        line=Line.FIRST,
        opened_at=at,
        opened_by=by,
        changed_at=at,
        look_at=at,
    )


def _let_the_same_in(fresh: Request, request: Request, at: datetime) -> None:
    rows = Access.objects.valid(at).filter(request=request, source__in=FRONT)
    for row in rows.select_related("person").order_by("pk"):
        let_in(fresh, Source(row.source), person=row.person, at=at)


def _tell(request: Request, fresh: Request, by: User, at: datetime) -> None:
    with override(request.language):
        text = _(
            "You asked about more than one thing. This part is now a request of its own, "
            "%(number)s: %(title)s"
        ) % {"number": fresh.number, "title": fresh.title}
    tell(request, text, by, at)
