"""The door to the editor at /admin/cms/: who is let in, and a wider policy in there alone."""

from __future__ import annotations

from csp.constants import SELF, UNSAFE_INLINE
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone, translation

from sufflor.knowledge import actions, rules
from sufflor.organization.models import User
from sufflor.project.middleware import Next

ROOM = "/admin/cms/"
# They say of all pages which was changed last, also to those who may not read it yet.
REPORTS = f"{ROOM}reports/"
OWN_SIGN_IN = f"{ROOM}login/"

# Wagtail starts its date fields with scripts in the page, draws widths and positions with style
# attributes, and shows pictures before they are sent.
EDITOR_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
# A preview is our own page in a frame of the editor: as strict as ever, but for the frame.
PREVIEW_POLICY = {"frame-ancestors": [SELF]}


class EditorRoomMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ROOM):
            return self.get_response(request)
        if request.path == OWN_SIGN_IN:
            return redirect_to_login(ROOM, resolve_url("sign_in"))
        if isinstance(request.user, User):
            _let_in(request.user, request.path)
        _speak_nynorsk(request)
        return _widened(self.get_response(request))


def _let_in(person: User, path: str) -> None:
    """Rights follow role and unit each time, so what is withdrawn stops here at once."""
    if path.startswith(REPORTS) and not rules.may_edit_all(person):
        raise PermissionDenied
    if not actions.admit(person=person, by=person, at=timezone.now()):
        raise PermissionDenied


def _speak_nynorsk(request: HttpRequest) -> None:
    """To those whose browser asks for it and who have not chosen in their account: the room has no
    address for each language."""
    if translation.get_language_from_request(request) == "nn":
        translation.activate("nn")


def _widened(response: HttpResponse) -> HttpResponse:
    """A preview has been through a whole round of its own and carries the policy of that round."""
    is_preview = "Content-Security-Policy" in response
    if is_preview:
        del response["Content-Security-Policy"]
    response._csp_replace = PREVIEW_POLICY if is_preview else EDITOR_POLICY  # type: ignore[attr-defined]  # read by django-csp
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
