"""The page of the occasional helper: one request and three buttons; answer, hand over, return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sufflor.backstage.ready_words import asks_for_ready, begun_with_ready
from sufflor.backstage.request_forms import HandoverForm, ReplyForm, ReturnForm
from sufflor.backstage.request_handover import chosen_in, sent, was_just_handed
from sufflor.backstage.requests import answers, load, refused
from sufflor.backstage.thread_rows import first_html, thread_html
from sufflor.backstage.work_side import away_of
from sufflor.desk import actions, queries
from sufflor.desk.actions import HandoverNote, Place
from sufflor.desk.models import Direction, Request
from sufflor.desk.queries import Choice, Ready, RequestPage
from sufflor.files.http import HandedIn, handed_in
from sufflor.lib.deeds import looked_at_or_sent, refusal_of
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Line, User

ANSWER, HAND_OVER, RETURN = "svar", "videre", "tilbake"


@dataclass
class Three:
    """The three forms, where the request would go, and which of them is open."""

    reply: ReplyForm
    hand: HandoverForm
    back: ReturnForm
    handed: HandedIn | None
    places: Sequence[Choice]
    onto: Choice | None
    returns_to: Choice | None
    opened: str = ""
    ready: Sequence[Ready] | None = None


@login_required
@looked_at_or_sent
def simple(request: SignedInRequest, pk: int) -> HttpResponse:
    found = load(request, pk)
    if was_just_handed(request, found):
        return SeeOther(reverse("request_simple", args=[pk]))
    page = queries.request_page(found, request.user, request.at, whole=True)
    three = _three(request, found, page)
    status = 200
    if request.method == "POST" and asks_for_ready(request):
        three.reply, three.ready = begun_with_ready(request, found)
        three.handed = handed_in(request, at=timezone.now())
        three.opened = ANSWER
    elif request.method == "POST":
        status = _carry_out(request, found, three)
        if status == 303:
            return SeeOther(reverse("request_simple", args=[pk]))
        found = load(request, pk)
        page = queries.request_page(found, request.user, request.at, whole=True)
    context = {
        "found": found,
        "page": page,
        "answers": answers(found),
        "first": first_html(page),
        "thread": thread_html(page),
        "three": three,
        "away_until": away_of(request).get(found.assignee_id) if found.assignee_id else None,
        "writing": queries.writing_now(found, request.user, request.at),
    }
    return render(request, "backstage/request_simple.html", context, status=status)


def _three(request: SignedInRequest, found: Request, page: RequestPage) -> Three:
    pressed = request.POST.get("gjor", "")
    places = queries.choices(found, request.user)
    up = queries.suggested(found, Direction.UP, request.user, request.at)
    draft = found.draft.text if hasattr(found, "draft") else ""

    def sent_by(button: str) -> QueryDict | None:
        return request.POST if pressed == button else None

    return Three(
        reply=ReplyForm(sent_by(ANSWER), initial={"text": draft}, auto_id="reply_%s"),
        hand=HandoverForm(
            sent_by(HAND_OVER),
            places=places,
            suggested=up,
            initial={"to": up.key if up else "", **queries.handover_note(found)},
        ),
        back=ReturnForm(sent_by(RETURN), auto_id="back_%s"),
        handed=handed_in(request, at=timezone.now()) if pressed == ANSWER else None,
        places=places,
        onto=up,
        returns_to=_returns_to(page, request.user),
        opened=pressed,
    )


def _returns_to(page: RequestPage, person: User) -> Choice | None:
    """Those who sent it here; where it came by the routes of the house, user support."""
    came = page.brought_by
    if came and (came.from_group or came.from_person):
        row = queries.group_row(came.from_group) if came.from_group else None
        return Choice("", Line(came.from_line or Line.FIRST), row, came.from_person)
    return queries.first_line_for(page.request, person)


def _carry_out(request: SignedInRequest, found: Request, three: Three) -> int:
    """The status that the answer has: 303 when it is done."""
    form: forms.Form = {HAND_OVER: three.hand, RETURN: three.back}.get(three.opened, three.reply)
    if not form.is_valid():
        return 422
    if three.handed and three.handed.refused:
        return three.handed.status
    if form is three.hand:
        up = [three.onto] if three.onto else []
        chosen = chosen_in(three.hand, [*up, *three.places], request)
        return sent(request, found, three.hand, chosen) if chosen else 422
    deed = _send_back if form is three.back else _answer
    refusal = refusal_of(lambda: deed(request, found, three))
    return refused(form, refusal) if refusal else 303


def _answer(request: SignedInRequest, found: Request, three: Three) -> None:
    now, said = timezone.now(), three.reply.cleaned_data
    attached = three.handed.files if three.handed else ()
    words = {"text": said["text"], "seen": said["seen"], "attached": attached}
    deed = actions.resolve if request.POST.get("loser") else actions.reply
    deed(request=found, **words, by=request.user, at=now)
    actions.stop_writing(request=found, by=request.user, at=now)
    messages.success(request, _("The reply is sent."))


def _send_back(request: SignedInRequest, found: Request, three: Three) -> None:
    now, why = timezone.now(), three.back.cleaned_data["why"]
    note = HandoverNote(asked=queries.handover_note(found)["asked"], tried=why)
    to = three.returns_to
    if to is None or not to.key:
        actions.give_back(request=found, reason=None, note=note, by=request.user, at=now)
        return
    place = Place(to.line, to.group, to.person)
    actions.hand_over(request=found, to=place, reason=None, note=note, by=request.user, at=now)


urls = [path("arbeid/henvendelser/<number:pk>/enkel/", simple, name="request_simple")]
