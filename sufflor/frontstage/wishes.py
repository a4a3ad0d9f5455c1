"""What people wish were otherwise in the system: the list, what came of it, and its feed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sufflor.change_requests import queries
from sufflor.change_requests.models import ChangeRequest, Plain, State, Step
from sufflor.change_requests.queries import Order, Support
from sufflor.change_requests.rules import may_see_all
from sufflor.frontstage.choices import Choice
from sufflor.frontstage.wish_feed import WishFeed
from sufflor.lib.addresses import query_string
from sufflor.lib.refusals import Sentence
from sufflor.organization.http import Request
from sufflor.organization.models import CaseArea, User

ON_A_PAGE = 20
IN_THE_FEED = 30
MOST_OWN = 10
COLORS = {
    Plain.CONSIDERED: ("warning", "hourglass"),
    Plain.COMING: ("primary", "calendar"),
    Plain.DONE: ("success", "check"),
    Plain.NOT_NOW: ("neutral", "minus"),
}
ORDERS: dict[Order, Sentence] = {
    Order.NEWS: gettext_lazy("Newest news first"),
    Order.SUPPORT: gettext_lazy("Wished for by most first"),
}


@dataclass(frozen=True)
class Row:
    """A wish in a list, with the last that was told of it; `delivered` is what came of it."""

    change: ChangeRequest
    color: str
    icon: str
    support: Support
    last: Step | None
    delivered: Step | None


@dataclass(frozen=True)
class Filter:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Asked:
    """What the address asks for; values that do not exist are left out."""

    plain: str
    area: str
    order: Order

    def query(self, **changed: str) -> str:
        order = "" if self.order == Order.NEWS else self.order.value
        values = {"status": self.plain, "omrade": self.area, "rekkefolge": order}
        return query_string(values | changed)

    def choice(self, label: Sentence, is_chosen: bool, **changed: str) -> Choice:
        return Choice(label, f"?{self.query(**changed)}", is_chosen)


@require_safe
def wishes(request: Request) -> HttpResponse:
    """All of them, by state and area; first those that the reader stands behind."""
    areas = {area.slug: area.local_name for area in CaseArea.objects.all()}
    asked = _asked(request, areas)
    plain = Plain(asked.plain) if asked.plain else None
    page = Paginator(queries.listed(plain, asked.area, asked.order), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "rows": rows(page),
        "page": page,
        "query": f"{asked.query()}&" if asked.query() else "",
        "own": [] if asked.query() or page.number > 1 else _own(request),
        "filters": _filters(asked, areas),
        "may_work": may_see_all(request.user, request.at),
    }
    return render(request, "frontstage/wishes.html", context)


@require_safe
def wishes_learnt(request: Request) -> HttpResponse:
    """“Vi lærte av dere”: what people said, and what came of it."""
    page = Paginator(queries.learnt(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "frontstage/wishes_learnt.html", {"rows": rows(page), "page": page})


@require_safe
def wish_feed(request: Request) -> HttpResponse:
    return WishFeed(list(queries.public()[:IN_THE_FEED]))(request)


def rows(changes: Iterable[ChangeRequest]) -> list[Row]:
    return [row(change) for change in changes]


def row(change: ChangeRequest) -> Row:
    """The steps come with the wish, the newest first."""
    color, icon = COLORS[change.plain]
    steps = list(change.steps.all())
    delivered = [step for step in steps if step.state == State.DELIVERED]
    return Row(
        change=change,
        color=color,
        icon=icon,
        support=queries.told(change),
        last=steps[0] if steps else None,
        delivered=delivered[0] if delivered else None,
    )


def _own(request: Request) -> list[Row]:
    return rows(queries.own(request.user)[:MOST_OWN]) if isinstance(request.user, User) else []


def _asked(request: Request, areas: dict[str, str]) -> Asked:
    plain, area, order = (request.GET.get(name, "") for name in ("status", "omrade", "rekkefolge"))
    return Asked(
        plain=plain if plain in Plain.values else "",
        area=area if area in areas else "",
        order=Order(order) if order in set(Order) else Order.NEWS,
    )


def _filters(asked: Asked, areas: dict[str, str]) -> tuple[Filter, ...]:
    states: dict[str, Sentence] = {"": _("All"), **dict(Plain.choices)}
    places: dict[str, Sentence] = {"": _("All"), **areas}
    return (
        Filter(
            _("How it stands"),
            tuple(
                asked.choice(name, asked.plain == one, status=one) for one, name in states.items()
            ),
        ),
        Filter(
            _("Case area"),
            tuple(
                asked.choice(name, asked.area == one, omrade=one) for one, name in places.items()
            ),
        ),
        Filter(
            _("Order"),
            tuple(
                asked.choice(name, asked.order == one, rekkefolge=one.value)
                for one, name in ORDERS.items()
            ),
        ),
    )


urls = [
    path("onsker/", wishes, name="wishes"),
    path("onsker/laert/", wishes_learnt, name="wishes_learnt"),
    path("onsker.atom", wish_feed, name="wish_feed"),
]
