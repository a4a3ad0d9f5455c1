"""One request as those who follow it see it: how it stands, what has happened, and what to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.desk import actions, queries, wording
from sufflor.desk.models import Request
from sufflor.desk.queries import Happening, Kind, Step, Timeline
from sufflor.events.http import ERRORS, ORGANIZATION, revisions
from sufflor.files.http import HandedIn, handed_in, serve
from sufflor.files.models import StoredFile
from sufflor.forms.shown import Shown, answers_shown
from sufflor.frontstage.request_forms import PersonForm, WhyNotForm, WriteForm
from sufflor.frontstage.requests import is_paused, own_words
from sufflor.known_errors.queries import alike as errors_like
from sufflor.known_errors.queries import joined_by
from sufflor.lib.deeds import looked_at_or_sent
from sufflor.lib.refusals import Refusal
from sufflor.lib.responses import SeeOther
from sufflor.lib.text import one_line
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User

# So much of what has happened is shown at once.
SHOWN = 30


@dataclass(frozen=True)
class Line:
    """One thing that happened, in the reader's words."""

    kind: Kind
    title: str
    at: datetime
    when: str
    name: str = ""
    place: str = ""
    text: str = ""
    files: Sequence[StoredFile] = ()
    is_own: bool = False
    is_from_helper: bool = False


@dataclass(frozen=True)
class Place:
    """A step on the way, in the reader's words."""

    name: str
    is_done: bool
    is_current: bool


@login_required
@looked_at_or_sent
def my_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nobody else finds it here; those who help have their own page."""
    if request.method != "POST":
        found = find(request, pk, request.at)
        return page(request, found, WriteForm())
    at = timezone.now()
    found = find(request, pk, at)
    form, handed = WriteForm(request.POST), handed_in(request, at=at)
    if not form.is_valid() or handed.refused:
        return page(request, found, form, handed, status=handed.status if handed.refused else 422)
    try:
        told, said = actions.write(
            request=found,
            text=form.cleaned_data["text"],
            attached=handed.files,
            by=request.user,
            at=at,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return page(request, found, form, handed, status=refusal.status)
    messages.success(request, _sent(told, is_new=said is None))
    return SeeOther(reverse("my_request", args=[told.pk]))


@login_required
@require_safe
def my_request_file(request: SignedInRequest, pk: int, key: UUID) -> FileResponse:
    """To everyone who follows the request, and to nobody else by this address."""
    found = find(request, pk, request.at)
    actions.read(request=found, by=request.user, at=timezone.now())
    return serve(get_object_or_404(queries.files_in_front(found, request.at), pk=key))


def find(request: SignedInRequest, pk: int, at: datetime) -> Request:
    """Whoever reads what is confidential leaves a trace."""
    own = queries.own_requests(request.user, at).select_related("assignee__unit")
    found = get_object_or_404(own, pk=pk)
    actions.read(request=found, by=request.user, at=timezone.now())
    return found


def _story(timeline: Timeline, found: Request, request: SignedInRequest) -> dict[str, object]:
    """What has happened, the newest first. Of a long story the middle waits until it is asked for;
    what the user wrote first always stands."""
    happened = timeline.happenings
    hidden = len(happened) - SHOWN - 1
    if hidden <= 0 or request.GET.get("alt") == "1":
        return {"lines": [_line(one, found, request) for one in happened]}
    return {
        "lines": [_line(one, found, request) for one in happened[:SHOWN]],
        "hidden": hidden,
        "begun": _line(happened[-1], found, request),
    }


def page(
    request: SignedInRequest,
    found: Request,
    form: WriteForm,
    handed: HandedIn | None = None,
    *,
    why: WhyNotForm | None = None,
    person: PersonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """With one of its forms as it was sent, where something in it must be mended."""
    timeline = queries.timeline(found, request.user, request.at)
    errors = queries.public_errors_of(found)
    asks_still = found.is_unresolved and not errors
    moved = revisions(request)
    revision = moved[ERRORS] + moved[ORGANIZATION]
    alike = errors_like(f"{found.title} {found.text}"[:500], revision) if asks_still else ()
    context = {
        "found": found,
        "timeline": timeline,
        "said": wording.said(found, request.at, own_words(request)),
        "sent": wording.when_words(found.opened_at, request.at),
        "steps": [_place(step) for step in timeline.steps],
        **_story(timeline, found, request),
        "answers": _answers(found, timeline),
        "is_paused": found.is_unresolved and is_paused(request),
        "place": wording.place(found),
        "relation": queries.relation(found, request.user),
        "goes_with": queries.goes_with(found, request.user, request.at),
        "errors": errors,
        "changes": queries.readable_changes_of(found, request.user),
        "alike": alike,
        "joined": joined_by(request.user) if errors or alike else frozenset(),
        "form": form,
        "handed": handed,
        "why": why or WhyNotForm(),
        "person": person or PersonForm(),
    }
    return render(request, "frontstage/my_request.html", context, status=status)


def _answers(found: Request, timeline: Timeline) -> list[Shown]:
    """What was answered beyond the heading and the text. Files stand elsewhere."""
    if found.form is None:
        return []
    language = get_language() or found.language
    shown = answers_shown(found.form, found.answers, language)
    stands = {found.text, found.title}
    return [one for one in shown if one.value and one_line(one.value) not in stands]


def _line(one: Happening, found: Request, request: SignedInRequest) -> Line:
    when = wording.when_words(one.at, request.at)
    match one.kind:
        case Kind.SENT:
            return _told(one, found.reporter, found.text, when, request)
        case Kind.SAID if one.message:
            return _told(one, one.message.by, one.message.text, when, request)
        case Kind.MOVED if one.line:
            words = wording.GOT_IT if one.is_first else wording.SENT_ON
            return Line(one.kind, str(words[one.line]), one.at, when)
        case _:
            return Line(one.kind, wording.closed(found), one.at, when)


def _told(one: Happening, by: User, text: str, when: str, request: SignedInRequest) -> Line:
    is_own = by.pk == request.user.pk
    return Line(
        kind=one.kind,
        title=_("You") if is_own else by.full_name,
        at=one.at,
        when=when,
        name=by.full_name,
        place=str(wording.PLACES[one.line]) if one.line else "",
        text=text,
        files=one.files,
        is_own=is_own,
        is_from_helper=one.message is not None and one.message.is_from_helper,
    )


def _place(step: Step) -> Place:
    name = wording.PLACES[step.line] if step.line else wording.END if step.is_end else wording.BEGUN
    return Place(str(name), step.is_done, step.is_current)


def _sent(told: Request, *, is_new: bool) -> str:
    return sent_anew(told) if is_new else _("Sent. Those who help you see it now.")


def sent_anew(told: Request) -> str:
    """After too long, what is written goes on in another request."""
    said = _("It was finished long ago, so this is a new request: %(number)s.")
    return said % {"number": told.number}


urls = [
    path("mine/henvendelser/<number:pk>/", my_request, name="my_request"),
    path("mine/henvendelser/<number:pk>/fil/<uuid:key>/", my_request_file, name="my_request_file"),
]
