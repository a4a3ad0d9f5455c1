"""What is kept about whoever is signed in, as a file of their own (article 15 of the GDPR).

What helpers write among themselves is not in it: it may be about others too, and is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sufflor.desk import actions
from sufflor.desk.models import Request as DeskRequest
from sufflor.desk.queries import files_in_front
from sufflor.events.models import reference
from sufflor.events.queries import Wanted, told
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User
from sufflor.organization.rules import roles_of
from sufflor.questions.models import Question

Json = dict[str, object]


@login_required
@never_cache
@require_safe
def own_data(request: SignedInRequest) -> HttpResponse:
    own = list(_requests(request.user, request.at))
    for one in own:
        # Of what is confidential each look is written down, one's own too.
        actions.read(request=one, by=request.user, at=timezone.now())
    facts = _facts(request.user, own, request.at)
    text = json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = _("about-me")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


def _facts(person: User, own: Iterable[DeskRequest], at: datetime) -> Json:
    return {
        "at": at,
        "person": _person(person),
        "requests": [_request(one, person, at) for one in own],
        "questions": list(_questions(person)),
        **{name: list(rows) for name, rows in _small(person).items()},
        # Who did what and when; the numbers are those of the things it was done to.
        "deeds": list(
            told(Wanted(by=reference(person))).order_by("id").values("at", "verb", "about")
        ),
    }


def _person(person: User) -> Json:
    return {
        "username": person.username,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "unit": person.unit.local_name if person.unit else None,
        "work_role": person.work_role,
        "roles": sorted(map(str, roles_of(person))),
        "signed_in_by": person.issuer or None,
        "identity_there": person.subject or None,
        "since": person.date_joined,
        "last_signed_in": person.last_login,
    }


def _requests(person: User, at: datetime) -> Iterable[DeskRequest]:
    """Those that one sent, and those that are about oneself, where one may read them."""
    followed = DeskRequest.objects.followed_by(person, at)
    rows = followed.filter(Q(reporter=person) | Q(concerns=person)).order_by("pk")
    return rows.select_related("area", "unit").prefetch_related("messages__by")


def _request(one: DeskRequest, person: User, at: datetime) -> Json:
    """As it stands on the front stage: a reply that can still be held back has not been sent."""
    return {
        "number": one.number,
        "title": one.title,
        "text": one.text,
        "answers": one.answers,
        "area": one.area.local_name if one.area else None,
        "is_confidential": one.is_confidential,
        "sent_by_me": one.reporter_id == person.pk,
        "sent_at": one.opened_at,
        "resolved_at": one.resolved_at,
        "messages": [
            {"at": said.sent_at, "from_helper": said.is_from_helper, "text": said.text}
            for said in one.messages.all()
            if said.sent_at <= at
        ],
        "files": [each.name for each in files_in_front(one, at)],
    }


def _questions(person: User) -> QuerySet[Question, Mapping[str, object]]:
    rows = Question.objects.filter(Q(asked_by=person) | Q(on_behalf_of=person))
    return rows.order_by("pk").values(
        "pk", "asked_at", "kind", "text", "detail", "case_number", "answer__text"
    )


def _small(person: User) -> Mapping[str, QuerySet[Model, Mapping[str, object]]]:
    """Rows that say little each, by what they are."""
    return {
        "votes": person.votes.order_by("at").values("at", "question__text"),
        "known_errors": person.known_errors.order_by("at").values(
            "at", "left_at", "error__title", "sentence"
        ),
        "wishes": person.backed_changes.order_by("at").values(
            "at", "left_at", "change__title", "sentence"
        ),
        "suggested_changes": person.suggested_changes.order_by("at").values(
            "at", "article__title", "text", "outcome", "reply"
        ),
        "checked_off": person.checks.order_by("at").values("at", "article__title", "link__title"),
        "areas_followed": person.followed_areas.values("area__name"),
        "mail": person.deliveries.order_by("pk").values("kind", "created_at", "sent_at", "state"),
        "mail_choices": User.objects.filter(pk=person.pk, preference__isnull=False).values(
            "preference__notices", "preference__answers", "preference__language"
        ),
    }


urls = [path("mine/opplysninger.json", own_data, name="own_data")]
