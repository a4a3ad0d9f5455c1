"""What a browser keeps while somebody is away where they sign in: a session in a signed cookie, so
nothing is stored here for those who never come back."""

from __future__ import annotations

from copy import copy
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse

from sufflor.organization.http import Request

# How long somebody may take there, with a lost telephone and a second factor.
LASTS = timedelta(minutes=20)
# Windows that may be on their way at once: a cookie holds four kilobytes.
MOST = 3
# Beside what the library keeps: what signing out there needs.
LEFT = "left"


def with_cookie(request: Request) -> Request:
    """The request as the library is to see it: with the cookie for a session."""
    asked = copy(request)
    asked.session = SessionStore(request.COOKIES.get(settings.SIGN_ON_COOKIE))
    return asked


def keep(answer: HttpResponse, asked: Request) -> None:
    """The newest of what is in it, until the browser is closed."""
    session = asked.session
    ends = {name: kept["exp"] for name, kept in session.items() if name != LEFT}
    for name in sorted(ends, key=lambda name: ends[name])[:-MOST]:
        del session[name]
    if not session.items():
        answer.delete_cookie(settings.SIGN_ON_COOKIE, samesite="Lax")
        return
    session.save()
    answer.set_cookie(
        settings.SIGN_ON_COOKIE,
        session.session_key or "",
        # Who comes too late is told so in their own language; what they left is soon forgotten.
        max_age=LASTS if LEFT in session else None,
        secure=settings.PRODUCTION,
        httponly=True,
        # The way back begins at another site, so it cannot be "Strict".
        samesite="Lax",
    )
