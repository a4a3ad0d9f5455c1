"""What stands around the articles of a case area: who is in charge, who helps, newest answers."""

from __future__ import annotations

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import get_language

from sufflor.events.http import ANSWERS, KNOWLEDGE, ORGANIZATION, revisions
from sufflor.lib.clock import local_date
from sufflor.lib.kept import Kept
from sufflor.organization.http import Request
from sufflor.organization.models import CaseArea, Unit, User
from sufflor.organization.queries import (
    Helper,
    NodeInCharge,
    area_formerly_at,
    in_charge,
    in_charge_of,
    nearest_help,
)
from sufflor.questions import queries as questions
from sufflor.questions.reading import AnswerCard

NEAREST = 3
NEWEST = 3

_charges: Kept[list[NodeInCharge]] = Kept(size=64)
_helpers: Kept[tuple[Helper, ...]] = Kept(size=256)
_answers: Kept[list[AnswerCard]] = Kept(size=64)


def charges(request: Request, place: str) -> list[NodeInCharge]:
    """Read once a day and per change of the organisation. Nothing where nobody is."""
    revision, day = revisions(request)[ORGANIZATION], local_date(request.at)

    def read() -> list[NodeInCharge]:
        nodes = in_charge(CaseArea.objects.get(slug=place), day)
        return nodes if any(node.is_known for node in nodes) else []

    return _charges.get((place, day, get_language()), revision, read)


def charges_of(request: Request, places: tuple[str, ...]) -> list[NodeInCharge]:
    """Of each area itself, for a page that is about several."""
    revision, day = revisions(request)[ORGANIZATION], local_date(request.at)

    def read() -> list[NodeInCharge]:
        return [node for node in in_charge_of(places, day) if node.is_known]

    return _charges.get((places, day, get_language()), revision, read) if places else []


def advisers(request: Request, place: str) -> tuple[Helper, ...]:
    """Those nearest to the reader's own unit; for guests, in the department that owns the area."""
    unit_pk = request.user.unit_id if isinstance(request.user, User) else None
    revision, day = revisions(request)[ORGANIZATION], local_date(request.at)

    def read() -> tuple[Helper, ...]:
        unit = Unit.objects.filter(pk=unit_pk).first() if unit_pk else None
        area = CaseArea.objects.get(slug=place)
        helpers = nearest_help(unit=unit, area=area, at=request.at).helpers
        return tuple(helper for helper in helpers if helper.answers)[:NEAREST]

    return _helpers.get((unit_pk, place, day, get_language()), revision, read)


def newest_answers(request: Request, place: str) -> list[AnswerCard]:
    """What was answered last in the question hours."""
    revision = revisions(request)
    made_from = revision[ANSWERS] + revision[KNOWLEDGE] + revision[ORGANIZATION]

    def read() -> list[AnswerCard]:
        return questions.cards(questions.answers(area=place)[:NEWEST])

    return _answers.get((place, get_language()), made_from, read)


def led_on(place: str, page: str) -> HttpResponsePermanentRedirect:
    """To the same page of the area that had this address before; 404 where none had it."""
    area = area_formerly_at(place)
    if area is None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse(page, args=[area.slug]))
