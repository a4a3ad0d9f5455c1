"""What a card on the board shows of a case, as values: a card that looks the same is drawn once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sufflor.backstage.vendor_steps import BOARD, open_steps
from sufflor.backstage.vendor_words import lacking
from sufflor.vendor.models import Kind, Severity, State, VendorCase
from sufflor.vendor.queries import Card, standing

_COLORS = {Severity.CRITICAL: "danger", Severity.SERIOUS: "warning"}
_SAID = {State.PROPOSED, State.VERIFIED}


@dataclass(frozen=True)
class Way:
    """An entry in the menu of a card: pressed where nothing is asked, else followed."""

    title: str
    url: str
    icon: str
    is_pressed: bool


@dataclass(frozen=True)
class CardFace:
    """`people` is None where there are too few to be told; `days` is how long it has been where it
    is, and `untouched_days` how long nobody has touched it, where that is too long. `errors` have
    the key and the number of each known error that everyone reads instead."""

    pk: int
    number: str
    vendor_number: str
    title: str
    system: str
    version: str
    is_change: bool
    errors: tuple[tuple[int, str], ...]
    severity: str
    color: str
    said: str
    is_anybody: bool
    people: int | None
    due_at: datetime | None
    due_color: str
    is_late: bool
    untouched_days: int
    is_closed_there: bool
    lacks: tuple[str, ...]
    owner: str
    days: int
    ways: tuple[Way, ...]


def face(card: Card, at: datetime, *, may_open: bool) -> CardFace:
    case = card.case
    return CardFace(
        pk=case.pk,
        number=case.number,
        vendor_number=case.vendor_number,
        title=case.title,
        system=case.system.name,
        version=case.fixed_in.name if case.fixed_in else "",
        is_change=case.kind == Kind.CHANGE,
        errors=tuple((error.pk, error.number) for error in standing(case.errors.all())),
        severity=case.letter,
        color=_COLORS.get(Severity(case.severity), ""),
        said=_said(case),
        is_anybody=card.affected.is_anybody,
        people=card.affected.number,
        due_at=case.due_at if case.is_under_way else None,
        due_color="danger" if card.is_late else "warning" if card.is_soon else "",
        is_late=card.is_late,
        untouched_days=(at - case.touched_at).days if card.is_untouched else 0,
        is_closed_there=case.is_under_way and case.vendor_closed_at is not None,
        lacks=tuple(lacking(card.lacks)),
        owner=case.owner.full_name if case.owner else "",
        days=card.days,
        ways=ways(case) if may_open else (),
    )


def ways(case: VendorCase) -> tuple[Way, ...]:
    """What can be done with a case where it stands."""
    return _ways(case.pk, State(case.state), case.outcome, get_language() or "")


@lru_cache(maxsize=1024)
def _ways(pk: int, state: State, outcome: str, language: str) -> tuple[Way, ...]:
    found = []
    if state == State.READY:
        found.append(Way(_("Report it"), reverse("vendor_send", args=[pk]), "send", False))
    if state == State.VERIFIED:
        url = reverse("vendor_release", args=[pk])
        found.append(Way(_("The fix is in use"), url, "megaphone", False))
    for name, step in open_steps(state, outcome):
        url = reverse("vendor_step", args=[pk, name])
        is_pressed = step.form is None
        url = url if is_pressed else f"{url}?fra={BOARD}"
        found.append(Way(str(step.title), url, step.icon, is_pressed))
    return tuple(found)


def _said(case: VendorCase) -> str:
    """Where the column alone does not say how far it is."""
    if case.state == State.CLOSED:
        return str(case.get_outcome_display())
    return str(case.get_state_display()) if case.state in _SAID else ""
