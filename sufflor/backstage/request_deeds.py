"""What a helper does with a request: reply, note, take, let lie, wait, undo; an address each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.ready_words import asks_for_ready, begun_with_ready
from sufflor.backstage.request_forms import NoteForm, ReplyForm, WaitForm
from sufflor.backstage.requests import Hand, here, load, onward, refused, show
from sufflor.backstage.work_side import back_to_list
from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Message, Movement, Request
from sufflor.files.http import handed_in
from sufflor.files.queries import files_about
from sufflor.lib.deeds import looked_at_or_sent, refusal_of
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest

# What the buttons of the forms say, besides sending them.
RESOLVES, NAMES = "los", "nevn"
# Where it was pressed.
LIST = "liste"
NAME_LENGTH = 100


@login_required
@require_POST
def reply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sent, or sent as the words that resolve it; then on to the next."""
    found = load(request, pk)
    form = ReplyForm(request.POST, auto_id="reply_%s")
    if asks_for_ready(request):
        begun = begun_with_ready(request, found)
        handed = handed_in(request, at=timezone.now())
        hand = Hand(begun.form, ready=begun.ready, handed=handed, status=200)
        return show(request, found, hand)
    resolves = request.POST.get("gjor") == RESOLVES
    now = timezone.now()
    handed = handed_in(request, at=now)
    if not form.is_valid() or handed.refused:
        return show(request, found, Hand(reply=form, handed=handed, status=handed.status))
    said, deed = form.cleaned_data, actions.resolve if resolves else actions.reply
    words = {"text": said["text"], "seen": said["seen"], "attached": handed.files}
    done = onward(request, pk) if resolves else here(request, pk)
    refusal = refusal_of(lambda: deed(request=found, **words, by=request.user, at=now))
    if refusal:
        status = refused(form, refusal)
        return show(request, load(request, pk), Hand(reply=form, handed=handed, status=status))
    actions.stop_writing(request=found, by=request.user, at=now)
    return done


@login_required
@require_POST
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    found = load(request, pk)
    if request.POST.get("gjor") == NAMES:
        return _with_people(request, found)
    form = NoteForm(_naming(request.POST), auto_id="note_%s")
    now = timezone.now()
    handed = handed_in(request, at=now)
    if not form.is_valid() or handed.refused:
        return show(request, found, Hand(note=form, handed=handed, status=handed.status))
    words = {"text": form.cleaned_data["text"], "attached": handed.files}
    refusal = refusal_of(lambda: actions.note(request=found, **words, by=request.user, at=now))
    if refusal:
        status = refused(form, refusal, "text")
        return show(request, load(request, pk), Hand(note=form, handed=handed, status=status))
    return here(request, pk)


@login_required
@require_POST
def wait(request: SignedInRequest, pk: int) -> HttpResponse:
    found = load(request, pk)
    form = WaitForm(request.POST, auto_id="wait_%s")
    if not form.is_valid():
        return show(request, found, Hand(wait=form))
    said, now = form.cleaned_data, timezone.now()
    done = onward(request, pk)
    refusal = refusal_of(lambda: actions.wait(request=found, **said, by=request.user, at=now))
    if refusal:
        field = "wake_at" if isinstance(refusal, actions.WakesInThePast) else None
        status = refused(form, refusal, field)
        return show(request, load(request, pk), Hand(wait=form, status=status))
    messages.success(request, _("It waits, and comes up again in time."))
    return done


@login_required
@require_POST
def take(request: SignedInRequest, pk: int) -> HttpResponse:
    return _at_once(request, pk, actions.take)


@login_required
@require_POST
def let_lie(request: SignedInRequest, pk: int) -> HttpResponse:
    return _at_once(request, pk, actions.let_lie)


@login_required
@looked_at_or_sent
def writing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who else writes on it; and with words, that oneself does, and what has come so far."""
    found = load(request, pk)
    if request.method == "POST":
        text = request.POST.get("text", "")
        actions.write_on(request=found, text=text, by=request.user, at=timezone.now())
        if request.headers.get("HX-Request") != "true":
            messages.success(request, _("The draft is kept. Everyone who works on it sees it."))
            return here(request, pk)
    context = {
        "writing": queries.writing_now(found, request.user, request.at),
        "saved_at": request.at if request.method == "POST" else None,
    }
    return render(request, "backstage/request_writing.html", context)


@login_required
@require_POST
def hold_back(request: SignedInRequest, pk: int, message: int) -> HttpResponse:
    said = get_object_or_404(Message, pk=message, request=load(request, pk))
    held = ",".join(str(file.key) for file in files_about(said))
    actions.hold_back(message=said, by=request.user, at=timezone.now())
    messages.success(request, _("The reply is held back. It is a draft again."))
    return here(request, pk, fil=held)


@login_required
@require_POST
def undo_handover(request: SignedInRequest, pk: int, movement: int) -> HttpResponse:
    moved = get_object_or_404(Movement, pk=movement, request=load(request, pk))
    actions.undo_handover(movement=moved, by=request.user, at=timezone.now())
    messages.success(request, _("The handover is undone."))
    return here(request, pk)


@login_required
@require_safe
def mention(request: SignedInRequest, pk: int) -> HttpResponse:
    """Colleagues whose names begin as it is written, for a script that lists them."""
    found = load(request, pk)
    require(rules.may_note(request.user, found, request.at))
    words = request.GET.get("q", "")[:NAME_LENGTH]
    people = queries.called(found, words, request.at, passing=[request.user.pk])
    return render(request, "backstage/request_people.html", {"people": people})


def _with_people(request: SignedInRequest, found: Request) -> HttpResponse:
    """Without a script: the note as it was typed, with all who can be mentioned to choose from."""
    require(rules.may_note(request.user, found, request.at))
    people = queries.mentionable(found, request.at).exclude(pk=request.user.pk)
    note = NoteForm(initial={"text": request.POST.get("text", "")}, auto_id="note_%s")
    handed = handed_in(request, at=timezone.now())
    hand = Hand(note=note, people=list(people.order_by("first_name", "last_name")), handed=handed)
    return show(request, found, replace(hand, status=200))


def _naming(posted: QueryDict) -> QueryDict:
    """A note with whoever was chosen from the list named in it."""
    name = posted.get("nevn", "")
    text = posted.get("text", "")
    if not name or f"@{name}" in text:
        return posted
    named = posted.copy()
    named["text"] = f"@{name} {text}".strip()
    return named


def _at_once(request: SignedInRequest, pk: int, deed: Callable[..., Request]) -> HttpResponse:
    """A deed that needs no words; what the helper had before them stays there."""
    done = partial(deed, request=load(request, pk))(by=request.user, at=timezone.now())
    if request.POST.get("fra") != LIST:
        return here(request, pk)
    is_mine = done.assignee_id == request.user.pk
    said = _("%(number)s is yours now.") if is_mine else _("%(number)s lies with the group.")
    messages.success(request, said % {"number": done.number})
    return SeeOther(back_to_list(request))


urls = [
    path("arbeid/henvendelser/<number:pk>/svar/", reply, name="reply_request"),
    path("arbeid/henvendelser/<number:pk>/notat/", note, name="note_request"),
    path("arbeid/henvendelser/<number:pk>/nevn/", mention, name="mention_in_request"),
    path("arbeid/henvendelser/<number:pk>/venting/", wait, name="wait_request"),
    path("arbeid/henvendelser/<number:pk>/tildeling/", take, name="take_request"),
    path("arbeid/henvendelser/<number:pk>/tildeling/angre/", let_lie, name="let_lie_request"),
    path("arbeid/henvendelser/<number:pk>/skriver/", writing, name="write_on_request"),
    path(
        "arbeid/henvendelser/<number:pk>/svar/<number:message>/angre/",
        hold_back,
        name="hold_back_reply",
    ),
    path(
        "arbeid/henvendelser/<number:pk>/overlevering/<number:movement>/angre/",
        undo_handover,
        name="undo_handover",
    ),
]
