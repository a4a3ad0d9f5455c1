"""Forms for other systems, by the same evaluator as the pages: read, tried, and sent once."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sufflor.api.answers import evaluated_as, filled, read_answers
from sufflor.api.gate import sent, with_key
from sufflor.api.models import ApiToken, Scope
from sufflor.api.problems import problem
from sufflor.api.requests import request_json
from sufflor.desk import actions
from sufflor.desk.models import Request as DeskRequest
from sufflor.forms import queries
from sufflor.forms.definition import FieldType
from sufflor.forms.evaluating import Evaluated, EvaluatedField
from sufflor.forms.models import FormVersion
from sufflor.lib.refusals import Refusal
from sufflor.organization.http import Request
from sufflor.rollout import queries as rollout
from sufflor.rollout.door import require_open

KEY_LENGTH = 200


class NoSuchForm(Refusal):
    reason = _("There is no form with this name.")
    way_out = _("See which there are.")
    way_out_url = "/api/v1/forms/"
    status = 404


class KeyMissing(Refusal):
    reason = _("Send an Idempotency-Key of your own, so that the same request is not sent twice.")
    way_out = _("Any text of at most 200 characters that you use for this request alone.")
    status = 400


class KeyUsed(Refusal):
    reason = _("This Idempotency-Key was used for a request with other answers.")
    way_out = _("Use another one for each request.")
    status = 422


@require_safe
@with_key(Scope.FORMS)
def forms(request: Request, token: ApiToken) -> HttpResponse:
    language = get_language() or "nb"
    entries = queries.catalogue(language, timezone.now())
    return JsonResponse(
        {
            "forms": [
                {
                    "slug": entry.slug,
                    "title": entry.title,
                    "summary": entry.summary,
                    "is_confidential": entry.is_confidential,
                    "page": reverse("way_in", args=[entry.slug]),
                }
                for entry in entries
            ]
        }
    )


@require_safe
@with_key(Scope.FORMS)
def form(request: Request, token: ApiToken, slug: str) -> HttpResponse:
    """Its definition whole, and its fields as they are before anything is answered."""
    at = timezone.now()
    version = _version(slug, at)
    evaluated = evaluated_as(version, {}, token.person, at)
    return JsonResponse(
        {
            "slug": slug,
            "version": version.number,
            "definition": version.definition,
            **_evaluated_json(evaluated, are_told=False),
        }
    )


# A key is no cookie: no browser sends it along for somebody else.
@csrf_exempt
@require_POST
@with_key(Scope.FORMS)
def evaluation(request: Request, token: ApiToken, slug: str) -> HttpResponse:
    """What the form shows, requires and refuses for these answers. Nothing is kept."""
    at = timezone.now()
    version = _version(slug, at)
    read = read_answers(sent(request), version, token.person, at)
    return JsonResponse(
        {"version": read.version.number, **_evaluated_json(read.evaluated, are_told=True)}
    )


@csrf_exempt
@require_POST
@with_key(Scope.SEND)
def send(request: Request, token: ApiToken, slug: str) -> HttpResponse:
    """A request, once for each Idempotency-Key: 201 the first time, 200 and the same later."""
    at = timezone.now()
    version = _version(slug, at)
    _require_open(slug, at)
    submission = _submission(request, token)
    read = read_answers(sent(request), version, token.person, at)
    there = DeskRequest.objects.followed_by(token.person, at).filter(submission=submission).first()
    if not read.evaluated.is_valid:
        return problem(actions.NotFilledIn(), errors=_errors(read.evaluated))
    if there and (there.form_id, there.answers) != (version.pk, dict(read.evaluated.answers)):
        raise KeyUsed
    made = actions.send_form(filled=filled(read), submission=submission, by=token.person, at=at)
    response = JsonResponse(request_json(request, made, at), status=200 if there else 201)
    response["Location"] = reverse("api_request", args=[made.pk])
    return response


def _version(slug: str, at: datetime) -> FormVersion:
    version = queries.published(slug, at)
    if version is None:
        raise NoSuchForm
    return version


def _require_open(slug: str, at: datetime) -> None:
    """A form that no rollout has a say in is open."""
    try:
        door = rollout.doors(at).way(slug)
    except KeyError:
        return
    require_open(door)


def _submission(request: Request, token: ApiToken) -> UUID:
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > KEY_LENGTH:
        raise KeyMissing
    return uuid5(NAMESPACE_URL, f"urn:sufflor:api:{token.person_id}:{key}")


def _evaluated_json(evaluated: Evaluated, *, are_told: bool) -> dict[str, object]:
    fields = [one for one in evaluated.fields if one.type is not FieldType.INFORMATION]
    said: dict[str, object] = {"fields": [_field_json(one) for one in fields if one.is_visible]}
    if are_told:
        said |= {
            "is_valid": evaluated.is_valid,
            "errors": _errors(evaluated),
            "answers": dict(evaluated.answers),
        }
    return said


def _field_json(one: EvaluatedField) -> dict[str, object]:
    return {
        "name": one.name,
        "type": one.type.value,
        "label": one.label,
        "help": one.help,
        "is_required": one.is_required,
        "choices": [{"value": each.value, "label": each.label} for each in one.choices],
    }


def _errors(evaluated: Evaluated) -> list[dict[str, str]]:
    return [{"field": name, "message": said} for name, said in evaluated.errors.items()]


urls = [
    path("forms/", forms, name="api_forms"),
    path("forms/<slug:slug>/", form, name="api_form"),
    path("forms/<slug:slug>/evaluation/", evaluation, name="api_form_evaluation"),
    path("forms/<slug:slug>/requests/", send, name="api_form_send"),
]
