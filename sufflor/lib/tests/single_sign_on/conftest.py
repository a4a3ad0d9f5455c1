"""A real place to sign in at, on this machine; and there and back, through the library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, QueryDict

from sufflor.lib import sign_on_client
from sufflor.lib.single_sign_on import Identity, SignOn
from tests.sign_on_place import Place, place_to_sign_in

BACK = "https://hjelp.example.no/logg-inn/felles/tilbake/"
ABOUT = "/.well-known/openid-configuration"


@pytest.fixture
def place() -> Iterator[Place]:
    with place_to_sign_in() as there:
        yield there


def browser(**brought: str) -> HttpRequest:
    request = HttpRequest()
    request.method = "GET"
    request.session = {}
    request.GET = QueryDict(mutable=True)
    request.GET.update(brought)
    return request


def identity(place: Place, sign_on: SignOn | None = None) -> Identity:
    """There and back, now."""
    sign_on, request = sign_on or place.sign_on(), browser()
    request.GET.update(place.person_agrees(sign_on_client.leads_to(sign_on, request, BACK)))
    said, _token = sign_on_client.said_of(sign_on, request)
    return sign_on.identity(said)
