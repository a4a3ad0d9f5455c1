"""The host's desk: the queue of an hour, one question in hand, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage import hour_panel
from sufflor.backstage.hour_forms import Deed
from sufflor.backstage.hour_keys import KEYS
from sufflor.backstage.hour_panel import Hand
from sufflor.backstage.hour_side import StatusForm, side
from sufflor.lib import tickets
from sufflor.lib.deeds import refusal_of
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.lib.tickets import Audience
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import Question
from sufflor.questions.queries import DeskHour

# Whoever answers in an area takes part in these; the rest is for those who host.
FOR_ANSWERERS = frozenset({Deed.ANSWER, Deed.EDIT_ANSWER, Deed.OWNER, Deed.SORT})
# After these the same question stays in hand; after the others comes the next.
STAYS = frozenset({Deed.EDIT, Deed.EDIT_ANSWER, Deed.SORT})
# Where a form was opened from, as the address and the form say it.
FROM_FINISHING = "avslutt"


@login_required
@require_safe
def desk(request: SignedInRequest, slug: str) -> HttpResponse:
    require(rules.may_see_desk(request.user, request.at))
    return show(request, find(slug), number_in(request.GET.get("sporsmal", "")))


@login_required
@require_POST
def say_status(request: SignedInRequest, slug: str) -> HttpResponse:
    require(rules.may_host(request.user))
    found = find(slug)
    form = StatusForm(request.POST)
    if not form.is_valid():
        return show(request, found, None, said=form)
    text = form.cleaned_data["text"]
    actions.say_status(hour=found.hour, text=text, by=request.user, at=timezone.now())
    return SeeOther(reverse("hour_host", args=[slug]))


def find(slug: str) -> DeskHour:
    found = queries.find_desk(slug)
    if found is None:
        raise Http404
    return found


def show(
    request: SignedInRequest,
    found: DeskHour,
    number: int | None,
    hand: Hand | None = None,
    said: StatusForm | None = None,
) -> HttpResponse:
    """The whole desk, also when it is shown anew with what could not be done."""
    desk = queries.desk(found.hour)
    done = desk.item(number_in(request.GET.get("etter", "")))
    item = desk.item(number) or desk.first_after(done.question.pk if done else 0)
    ticket = tickets.issue(found.hour.topic, request.at, audience=Audience.HOSTS)
    context: dict[str, object] = {
        "hour": found.hour,
        "revision": found.revision,
        "ticket": ticket,
        "live_url": settings.LIVE_URL,
        "desk": desk,
        "item": item,
        "done": done,
        "into": desk.item(done.question.merged_into_id) if done else None,
        "may_host": rules.may_host(request.user),
        "keys": KEYS,
        "came_from": FROM_FINISHING if _says(request, "fra") == FROM_FINISHING else "",
        **side(request, found, said),
    }
    if item:
        context |= hour_panel.panel(request, desk, item, hand)
    code = 422 if said else _code(hand)
    response = render(request, "backstage/hour_host.html", context, status=code)
    # An open desk fetches itself when something has moved, and returns to the stream with this.
    response["Live-Ticket"] = ticket
    return response


def act(
    request: SignedInRequest, number: int, deed: Callable[..., object], *, goes_on: bool = False
) -> HttpResponse:
    """A deed that needs no words. Afterwards the same question is shown, or the next one."""
    question = load(number)
    deed(question=question, by=request.user, at=timezone.now())
    return SeeOther(after(question) if goes_on else address(question, sporsmal=number))


def carry_out(
    request: SignedInRequest, number: int, deed: Deed, do: Callable[..., object]
) -> HttpResponse:
    """A deed with a form: done, or else the desk once more with all that was typed."""
    question = load(number)
    require(deed in FOR_ANSWERERS or rules.may_host(request.user))
    require(rules.may_answer(request.user, question, request.at))
    form = hour_panel.form_for(deed, question, request, request.POST)
    problem = None
    if form.is_valid():
        words = form.cleaned_data
        problem = refusal_of(
            lambda: do(question=question, by=request.user, at=timezone.now(), **words)
        )
        if problem is None:
            return SeeOther(_onward(request, question, deed))
    return show(request, find(question.hour.slug), number, Hand(deed, form, problem))


def load(number: int) -> Question:
    return get_object_or_404(
        Question.objects.select_related("hour", "area", *rules.STATE_ROWS), pk=number
    )


def address(question: Question, **query: object) -> str:
    return f"{reverse('hour_host', args=[question.hour.slug])}?{urlencode(query)}#desk"


def after(question: Question) -> str:
    """On to the next question that waits, with a word about this one and a way to undo it."""
    return address(question, etter=question.pk)


def _onward(request: SignedInRequest, question: Question, deed: Deed) -> str:
    """Whoever is ending the hour comes back to that."""
    if request.POST.get("fra") == FROM_FINISHING:
        return reverse("hour_finish", args=[question.hour.slug])
    return address(question, sporsmal=question.pk) if deed in STAYS else after(question)


def number_in(text: str) -> int | None:
    """What does not read as a number that a row can have is as if it had not been said."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _says(request: SignedInRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name, "")


def _code(hand: Hand | None) -> int:
    if hand is None:
        return 200
    return hand.problem.status if hand.problem else 422


urls = [
    path("sporretimer/<slug:slug>/styr/", desk, name="hour_host"),
    path("sporretimer/<slug:slug>/styr/status/", say_status, name="hour_status"),
]
