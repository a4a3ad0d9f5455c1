"""One request and everything that can be done with it, beside the list that it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sufflor.backstage.error_ties import errors_near
from sufflor.backstage.hour_desk import number_in
from sufflor.backstage.request_facts import facts_of
from sufflor.backstage.request_forms import NoteForm, ReplyForm, WaitForm, local_input
from sufflor.backstage.request_head import head_of
from sufflor.backstage.request_untouched import boxes, untouched_html
from sufflor.backstage.thread_rows import first_html, thread_html
from sufflor.backstage.work_keys import KEYS
from sufflor.backstage.work_rows import column_html
from sufflor.backstage.work_side import away_of, query_of, sieve_of, work_side
from sufflor.backstage.work_words import span
from sufflor.desk import actions, queries
from sufflor.desk.models import Request
from sufflor.desk.queries import Ready, RequestPage, Rung
from sufflor.desk.rules import may_work
from sufflor.files.actions import MOST_FILES
from sufflor.files.http import HandedIn, serve
from sufflor.files.queries import uploads_among
from sufflor.forms.shown import Shown, answers_shown
from sufflor.lib.refusals import Refusal
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User
from sufflor.vendor.rules import may_propose

# So long a request waits, where nobody says otherwise.
WAITS = timedelta(days=3)
# The lines are called as the queues are.
LABELS = {line: queue.label for queue, line in queries.LINES.items()}


@dataclass(frozen=True)
class Hand:
    """The form that was sent and could not be carried out, and the status of the answer. `ready`
    are answers to begin the reply from and `people` those to mention in the note, where somebody
    asked for them; `handed` are the files that came with the form."""

    reply: ReplyForm | None = None
    note: NoteForm | None = None
    wait: WaitForm | None = None
    ready: Sequence[Ready] | None = None
    people: Sequence[User] | None = None
    handed: HandedIn | None = None
    status: int = 422

    @property
    def form(self) -> forms.Form | None:
        return self.reply or self.note or self.wait


class RungWords(NamedTuple):
    """One line of the ladder, as it is said."""

    label: str
    who: str
    spent: str
    is_here: bool
    is_done: bool


@dataclass(frozen=True)
class Done:
    """The request that was handled before this one, and what of it can still be undone."""

    request: Request
    page: RequestPage


@login_required
@require_safe
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    return show(request, load(request, pk))


@login_required
@require_safe
def around(request: SignedInRequest, pk: int) -> HttpResponse:
    """Beside the request, fetched after it; a page of its own without a script."""
    found = load(request, pk)
    beside = queries.around(found, request.user, request.at)
    context = {
        "found": found,
        "around": beside,
        "errors": errors_near(found) if may_work(request.user, found, request.at) else (),
        "site": request.build_absolute_uri("/").rstrip("/"),
        "query": query_of(request),
    }
    return render(request, "backstage/request_around.html", context)


@login_required
@require_safe
def file(request: SignedInRequest, pk: int, key: UUID) -> HttpResponseBase:
    """Whoever may see the request may see what hangs on it."""
    return serve(get_object_or_404(queries.files_behind(load(request, pk)), pk=key))


def load(request: SignedInRequest, pk: int) -> Request:
    """Whoever reads what is confidential leaves a trace."""
    found = queries.find_one(request.user, pk, request.at)
    if found is None:
        raise Http404
    actions.read(request=found, by=request.user, at=timezone.now())
    return found


def show(request: SignedInRequest, found: Request, hand: Hand | None = None) -> HttpResponse:
    """The whole page, also when it is shown anew with what could not be done."""
    side = work_side(request)
    whole = request.GET.get("alt") == "1"
    page = queries.request_page(found, request.user, request.at, whole=whole)
    writing = queries.writing_now(found, request.user, request.at)
    untouched = _untouched(request, page, side.query) if hand is None and not writing else ""
    context: dict[str, object] = {
        "found": found,
        "page": page,
        "side": side,
        "column": side.column,
        "rows": column_html(side.rows, side.query, found.pk),
        "head": head_of(found, side, request.at),
        "rungs": tuple(map(_rung, page.rungs)),
        "first": first_html(page),
        "thread": thread_html(page),
        "facts": facts_of(found),
        "answers": answers(found),
        "writing": writing,
        "untouched": untouched,
        "is_mine": found.assignee_id == request.user.pk,
        "is_free": found.assignee_id is None,
        "away_until": away_of(request).get(found.assignee_id) if found.assignee_id else None,
        "may_return": _may_return(page),
        # Whoever has it has it before them; whoever was only asked has come to answer.
        "asked": None if page.may_work else queries.waits_for_advice(found, request.user),
        "stands_in": queries.stands_in(found, request.user, request.at),
        "may_propose": may_propose(request.user),
        "done": done_before(request),
        "ready": hand.ready if hand else None,
        "reply_files": hand.handed if hand and hand.reply else _taken_back(request),
        "note_files": hand.handed if hand and hand.note else None,
        "people": hand.people if hand else None,
        "keys": KEYS,
        "query": side.query,
        **({} if untouched else _forms(found, hand, request.at)),
    }
    return render(request, "backstage/request.html", context, status=hand.status if hand else 200)


def refused(form: forms.Form, refusal: Refusal, field: str | None = None) -> int:
    """Beside what was typed, and what to do instead; the status that the answer has."""
    form.add_error(field, f"{refusal.reason} {refusal.way_out}".strip())
    return refusal.status


def onward(request: SignedInRequest, pk: int) -> SeeOther:
    """To the next in the same list, with a word about this one and a way to undo it. Asked for
    before the deed, it is what came after this one there."""
    sieve = sieve_of(request.GET)
    following = queries.next_after(request.user, sieve, pk, request.at)
    if following is None:
        return SeeOther(reverse("requests") + query_of(request, etter=pk))
    return SeeOther(reverse("request", args=[following]) + query_of(request, etter=pk))


def here(request: SignedInRequest, pk: int, **more: str) -> SeeOther:
    return SeeOther(reverse("request", args=[pk]) + query_of(request, **more))


def answers(found: Request) -> list[Shown]:
    """What was filled in, with the labels of the version that it was sent in."""
    if found.form is None or not isinstance(found.answers, dict):
        return []
    shown = answers_shown(found.form, found.answers, get_language() or "nb")
    return [each for each in shown if each.value]


def _taken_back(request: SignedInRequest) -> HandedIn | None:
    """The files of a reply that was held back, as the address says: they go with the next one."""
    keys = request.GET.get("fil", "")
    if not keys:
        return None
    return HandedIn(uploads_among(keys.split(",")[:MOST_FILES], request.user), [])


def _forms(found: Request, hand: Hand | None, at: datetime) -> dict[str, forms.Form]:
    draft = found.draft.text if hasattr(found, "draft") else ""
    fresh = boxes(draft, local_input(at + WAITS))
    sent = {"reply": hand.reply, "note": hand.note, "wait": hand.wait} if hand else {}
    return {name: sent.get(name) or form for name, form in fresh.items()}


def _untouched(request: SignedInRequest, page: RequestPage, query: str) -> str:
    """Nothing where somebody has begun to write: that is drawn for each reader."""
    if hasattr(page.request, "draft") or request.GET.get("fil"):
        return ""
    wakes_at = request.at + WAITS
    return untouched_html(page, wakes_at, query)


def _may_return(page: RequestPage) -> bool:
    brought = page.brought_by
    return brought is not None and bool(brought.from_group_id or brought.from_person_id)


def _rung(rung: Rung) -> RungWords:
    spent = span(rung.spent) if rung.is_here or rung.is_done else ""
    return RungWords(str(LABELS[rung.line]), rung.who, spent, rung.is_here, rung.is_done)


def done_before(request: SignedInRequest) -> Done | None:
    """What was just done and can be undone, as the address says; otherwise nothing."""
    number = number_in(request.GET.get("etter", ""))
    if number is None:
        return None
    found = queries.find_work(request.user, request.at).filter(pk=number).first()
    return Done(found, queries.request_page(found, request.user, request.at)) if found else None


urls = [
    path("arbeid/henvendelser/<number:pk>/", one, name="request"),
    path("arbeid/henvendelser/<number:pk>/sammenheng/", around, name="request_around"),
    path("arbeid/henvendelser/<number:pk>/filer/<uuid:key>/", file, name="request_file"),
]
