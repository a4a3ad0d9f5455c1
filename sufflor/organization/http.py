"""Requests as our views know them: with the instant they are read at, and with who is asking."""

from __future__ import annotations

from datetime import datetime
from typing import TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from sufflor.organization.models import User


class Request(HttpRequest):
    """`at` is now, or the instant that a planner looks at the site as on."""

    at: datetime
    is_preview: bool
    request_id: str
    user: User | AnonymousUser


class SignedInRequest(Request):
    user: User


def is_signed_in(request: Request) -> TypeGuard[SignedInRequest]:
    """For pages that are for everyone and say more to whoever has signed in."""
    return isinstance(request.user, User)
