"""What somebody searches for and what they do next, noted without telling who they are.

Which hit is chosen is told by the browser itself: the page that it goes to is asked for with the
address of the search (`Referer`, never sent out of the house). So links stay clean, nothing has to
be redirected, and no script is needed. Helpers are left out: they search with what they are told.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.utils import timezone

from sufflor.organization.http import Request
from sufflor.organization.rules import Someone, lines_of, roles_of
from sufflor.search.log import Note, What, note

SEARCH_PATH = "/sok/"


def note_asked(request: Request, text: str, hits: int) -> None:
    if request.method == "GET" and _is_noted(request):
        at = timezone.now()
        note(Note(What.ASKED, _visit(request), at, text=text, hits=hits))


def note_chosen(request: Request) -> None:
    """After any page: nothing but a look at one header when it was not reached from a search."""
    text = _searched_for(request)
    path = _without_language(request.path)
    if text and path != SEARCH_PATH and _is_noted(request):
        note(Note(What.CHOSE, _visit(request), timezone.now(), text=text, path=path))


def note_followed(request: Request) -> None:
    """Somebody asked a question or sent a request. Helpers have no search that it could follow."""
    if not request.is_preview:
        note(Note(What.FOLLOWED, _visit(request), timezone.now()))


def _is_noted(request: Request) -> bool:
    person: Someone = request.user
    if request.is_preview:
        return False
    return not (person.is_authenticated and (roles_of(person) or lines_of(person, request.at)))


def _visit(request: Request) -> str:
    return request.session.session_key or "" if request.user.is_authenticated else ""


def _searched_for(request: Request) -> str:
    came_from = request.META.get("HTTP_REFERER", "")
    if SEARCH_PATH not in came_from:
        return ""
    try:
        address = urlsplit(came_from)
        asked = parse_qs(address.query, max_num_fields=20).get("q", [""])
    except ValueError:
        return ""
    is_ours = address.netloc == request.get_host()
    return asked[0] if is_ours and _without_language(address.path) == SEARCH_PATH else ""


def _without_language(path: str) -> str:
    for language, _name in settings.LANGUAGES:
        if path.startswith(f"/{language}/"):
            return path.removeprefix(f"/{language}")
    return path
