"""The gate in front of every address that takes a key: whose it is, what it opens, how often."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from sufflor.api import actions, rules
from sufflor.api.models import ApiToken, Scope
from sufflor.api.problems import problem
from sufflor.lib.refusals import Refusal
from sufflor.organization.http import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]
KeyView = Callable[Concatenate[Request, ApiToken, P], HttpResponse]
LONGEST_KEY = 200
DEEPEST = 20


class NoKey(Refusal):
    """Also of one that is unknown, revoked or run out: nobody learns which."""

    reason = _("This takes a key that is valid.")
    way_out = _("Send it as “Authorization: Bearer …”. An administrator gives out keys.")
    status = 401
    headers = {"WWW-Authenticate": 'Bearer realm="sufflor"'}


class OpensOther(Refusal):
    reason = _("This key does not open this.")
    way_out = _("Ask an administrator for a key that does.")
    status = 403


class NotUnderstood(Refusal):
    """What was sent is no JSON object of the shape that the description tells of."""

    reason = _("What was sent could not be read.")
    way_out = _("See the description of the API.")
    way_out_url = "/api/v1/openapi.json"
    status = 400


def with_key(
    scope: Scope, *, refuse: Callable[[Refusal], HttpResponse] = problem
) -> Callable[[KeyView[P]], View[P]]:
    """Refusals are told here, in the language that was asked for, as `refuse` lays them out."""

    def gated(view: KeyView[P]) -> View[P]:
        @wraps(view)
        def pass_on(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            with override(language_of(request)):
                try:
                    token = _key(request)
                    actions.count_use(token=token, at=timezone.now())
                    if not rules.opens(token, scope):
                        raise OpensOther
                    response = view(request, token, *args, **kwargs)
                except Refusal as refusal:
                    response = refuse(refusal)
            response["Cache-Control"] = "private, no-store"
            return response

        return pass_on

    return gated


def language_of(request: Request) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def sent(request: Request) -> dict[str, object]:
    """The JSON object that was sent."""
    try:
        body: object = json.loads(request.body)
    except (ValueError, RecursionError):
        raise NotUnderstood from None
    if not isinstance(body, dict) or _depth(body) > DEEPEST:
        raise NotUnderstood
    return body


def _depth(thing: object, so_far: int = 0) -> int:
    if so_far > DEEPEST or not isinstance(thing, dict | list):
        return so_far
    inner = thing.values() if isinstance(thing, dict) else thing
    return max((_depth(each, so_far + 1) for each in inner), default=so_far + 1)


def _key(request: Request) -> ApiToken:
    kind, _space, key = request.headers.get("Authorization", "").partition(" ")
    mark, _, rest = key.strip()[:LONGEST_KEY].partition("_")
    prefix, _, secret = rest.partition("_")
    if kind.lower() != "bearer" or mark != actions.MARK or not prefix.isalnum():
        raise NoKey
    token = ApiToken.objects.select_related("person__unit").filter(prefix=prefix).first()
    known = token.digest if token else actions.digest_of("")
    if not constant_time_compare(known, actions.digest_of(secret)) or token is None:
        raise NoKey
    if not rules.is_valid(token, timezone.now()):
        raise NoKey
    return token
