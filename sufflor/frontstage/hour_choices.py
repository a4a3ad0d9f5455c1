"""Which questions of an hour are shown and in which order, as it stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from sufflor.frontstage import choices
from sufflor.organization.http import Request
from sufflor.organization.models import User
from sufflor.organization.rules import Someone
from sufflor.questions.models import QuestionKind
from sufflor.questions.queries import Choice, HourPage, Order

# So many questions can be looked over without choosing among them.
FEW = 10
# ?slag=feil opens the form for an error, ?type=feil keeps those rows.
KINDS = {"sporsmal": QuestionKind.QUESTION, "feil": QuestionKind.ERROR}
ANY_KIND = ""


@dataclass(frozen=True)
class Paging:
    """Which questions are on this page; `previous` and `next` are 0 where there is none."""

    previous: int
    next: int
    start: int
    end: int
    total: int


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


def number(text: str | None, otherwise: int = 0) -> int:
    """What does not read as a number of a sensible size is as if it had not been said."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else otherwise


def order(request: Request) -> Order:
    wanted = request.GET.get("sorter", "")
    return Order(wanted) if wanted in set(Order) else Order.VOTES


def choice(request: Request, areas: Callable[[], Collection[tuple[str, str]]]) -> Choice:
    """What is not a choice keeps all; which areas there are is only asked where one is named."""
    area = request.GET.get("omrade", "")
    is_known = bool(area) and any(area == slug for slug, _name in areas())
    return Choice(area if is_known else "", KINDS.get(request.GET.get("type", ""), ANY_KIND))


def ways_to_look(shown: HourPage, viewer: Someone) -> dict[str, object]:
    """Tabs, filters, and what links and forms of the page carry along."""
    kept = in_address(shown.choice)
    is_much = shown.total > FEW or bool(kept)
    return {
        "tabs": _tabs(shown, viewer, kept),
        "query": urlencode({"sorter": shown.order.value, **kept}) + "&",
        "kept": kept,
        "is_filtered": bool(kept),
        "since": urlencode({**kept, "siden": ""}),
        "area_options": _area_options(shown) if is_much else (),
        "kind_options": _kind_options(shown) if is_much else (),
        "paging": _paging(shown) if shown.page.has_other_pages() else None,
    }


def in_address(wanted: Choice) -> dict[str, str]:
    names = {str(kind): name for name, kind in KINDS.items()}
    values = {"omrade": wanted.area, "type": names.get(wanted.kind, "")}
    return {name: value for name, value in values.items() if value}


def _tabs(shown: HourPage, viewer: Someone, kept: Mapping[str, str]) -> tuple[choices.Choice, ...]:
    labels = {
        Order.VOTES: _("Most votes"),
        Order.NEWEST: _("Newest"),
        Order.ANSWERED: _("Answered"),
    }
    if isinstance(viewer, User):
        labels[Order.MINE] = _("Mine")
    return tuple(
        choices.Choice(
            label,
            "?" + urlencode({"sorter": order.value, **kept}) + "#questions-title",
            order == shown.order,
        )
        for order, label in labels.items()
    )


def _paging(shown: HourPage) -> Paging:
    page = shown.page
    return Paging(
        previous=page.previous_page_number() if page.has_previous() else 0,
        next=page.next_page_number() if page.has_next() else 0,
        start=page.start_index(),
        end=page.end_index(),
        total=page.paginator.count,
    )


def _area_options(shown: HourPage) -> tuple[Option, ...]:
    wanted = shown.choice.area
    areas = [("", _("All areas")), *((slug, name) for name, slug in shown.areas)]
    return tuple(Option(slug, name, slug == wanted) for slug, name in areas)


def _kind_options(shown: HourPage) -> tuple[Option, ...]:
    if not shown.has_both_kinds and not shown.choice.kind:
        return ()
    labels = {"": _("Questions and errors"), "sporsmal": _("Questions"), "feil": _("Errors")}
    wanted = in_address(shown.choice).get("type", "")
    return tuple(Option(name, label, name == wanted) for name, label in labels.items())
