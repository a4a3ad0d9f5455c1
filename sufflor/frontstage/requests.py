"""My requests: those that I sent, those that are about me, and those that I take part in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sufflor.desk import actions, queries, wording
from sufflor.desk.models import Request
from sufflor.events.http import CHROME, revisions
from sufflor.frontstage.choices import Choice
from sufflor.lib.refusals import Sentence
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User
from sufflor.rollout import queries as rollout
from sufflor.rollout.door import Mode

ON_A_PAGE = 30
WHOSE: dict[str, Sentence] = {
    "": _("All"),
    "mine": _("Sent by me"),
    "om-meg": _("About me"),
    "deltar": _("I take part"),
}


@dataclass(frozen=True)
class Row:
    request: Request
    said: wording.Said
    relation: queries.Relation


@login_required
@require_safe
def my_requests(request: SignedInRequest) -> HttpResponse:
    whose = request.GET.get("hvem", "")
    own = _of(queries.own_requests(request.user, request.at), whose, request.user)
    page = Paginator(own, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": list(_rows(page, request)),
        "choices": [_choice(label, key, whose) for key, label in WHOSE.items()],
        "query": f"hvem={whose}&" if whose in WHOSE and whose else "",
        "is_paused": any(one.is_unresolved for one in page) and is_paused(request),
    }
    return render(request, "frontstage/my_requests.html", context)


def _choice(label: Sentence, key: str, whose: str) -> Choice:
    return Choice(label, reverse("my_requests") + (f"?hvem={key}" if key else ""), key == whose)


@login_required
@require_safe
def receipt(request: SignedInRequest, pk: int) -> HttpResponse:
    """What has been sent, who has it, and when there is an answer."""
    found = get_object_or_404(queries.own_requests(request.user, request.at), pk=pk)
    actions.read(request=found, by=request.user, at=timezone.now())
    definition = found.form.parsed if found.form else None
    context = {
        "found": found,
        "said": wording.said(found, request.at, own_words(request)),
        "place": wording.place(found),
        "thanks": definition.receipt.said_in(get_language() or found.language)
        if definition
        else "",
        "draft": f"form-{found.form.form.slug}" if found.form else "",
    }
    return render(request, "frontstage/request_receipt.html", context)


def _of(own: QuerySet[Request], whose: str, person: User) -> QuerySet[Request]:
    reporter, concerned = Q(reporter=person), Q(concerns=person)
    narrowed = {"mine": reporter, "om-meg": concerned, "deltar": ~reporter & ~concerned}
    return own.filter(narrowed.get(whose, Q()))


def _rows(found: Iterable[Request], request: SignedInRequest) -> Iterator[Row]:
    own = own_words(request)
    for one in found:
        yield Row(one, wording.said(one, request.at, own), queries.relation(one, request.user))


def own_words(request: SignedInRequest) -> wording.Own:
    """What the institution itself says of how requests stand. No query but the page's own."""
    return queries.own_sentences(revisions(request, queries.STATUS)[queries.STATUS])


def is_paused(request: SignedInRequest) -> bool:
    """On the days of a rollout those who help are in the question hours, and clocks stand still."""
    plan = rollout.current_plan(revisions(request)[CHROME])
    return rollout.doors(request.at, plan).mode == Mode.ROLLOUT_DAY


urls = [
    path("mine/henvendelser/", my_requests, name="my_requests"),
    path("mine/henvendelser/<number:pk>/kvittering/", receipt, name="request_receipt"),
]
