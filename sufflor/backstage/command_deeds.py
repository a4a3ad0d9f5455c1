"""What a helper can do with the request that is open, as commands; only what the rules allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from sufflor.desk import queries, rules
from sufflor.desk.models import Request
from sufflor.lib.clock import local_date
from sufflor.organization.models import Line, User
from sufflor.organization.queries import away_on

UP, DOWN, VENDOR = "&retning=opp", "&retning=ned", "&retning=leverandor"


@dataclass(frozen=True)
class Command:
    """Where it leads. `press` is the key of what does the same on the page of the request; `keys`
    are told to whoever wants to be quicker the next time. What writes is sent as a form."""

    label: str
    url: str
    icon: str
    detail: str = ""
    press: str = ""
    keys: tuple[str, ...] = ()
    writes: bool = False

    def has(self, beginning: str) -> bool:
        said = f"{self.label} {self.detail}".casefold()
        return said.startswith(beginning) or f" {beginning}" in said


def deeds_on(found: Request, person: User, at: datetime, query: str) -> Iterator[Command]:
    """In the order of the buttons on its page."""
    page = queries.request_page(found, person, at)
    if page.may_work and found.is_unresolved:
        yield from _answering(found, query)
        yield from _owning(found, person, at, query)
        yield from _handing(found, query)
        if page.brought_by and (page.brought_by.from_group or page.brought_by.from_person):
            yield _leading(_("Return"), "give_back_request", found, "undo", query)
    if page.may_note:
        yield _on_page(_("Write an internal note"), found, "lock", "i", query)
    if page.may_work:
        yield from _more(found, query)
    if rules.may_decide(person, found, at):
        yield _leading(_("Decide"), "decide_request", found, "committee")
    if rules.may_export(person, found, at):
        yield _leading(_("Package for the archive"), "archive_request", found, "archive")


def _answering(found: Request, query: str) -> Iterator[Command]:
    yield _on_page(_("Write the reply"), found, "chat", "r", query)
    yield _on_page(_("Send the reply, and say that it is resolved"), found, "check", "e", query)
    yield _on_page(_("Let it wait"), found, "hourglass", "z", query)


def _owning(found: Request, person: User, at: datetime, query: str) -> Iterator[Command]:
    if found.assignee_id == person.pk:
        yield _writing(_("Let it lie"), "let_lie_request", found, query)
    elif found.assignee is None:
        yield _writing(_("Take it"), "take_request", found, query)
    elif away_on(local_date(at), [found.assignee.pk]):
        yield _writing(_("Take it over"), "take_request", found, query)
        yield _writing(_("Give it back to the group"), "let_lie_request", found, query)


def _handing(found: Request, query: str) -> Iterator[Command]:
    name = "hand_over_request"
    if found.line < Line.VENDOR:
        yield _leading(_("Hand up"), name, found, "arrow-up", query + UP, "o")
    if found.line > Line.ADVISER:
        yield _leading(_("Hand down"), name, found, "arrow-down", query + DOWN, "n")
    yield _leading(_("Hand to others"), name, found, "people", query, "h")
    yield _leading(_("To the vendor contacts"), name, found, "vendor", query + VENDOR, "l")


def _more(found: Request, query: str) -> Iterator[Command]:
    yield _leading(_("What it is about"), "sort_request", found, "tag")
    if found.is_unresolved:
        yield _leading(_("Ask a specialist"), "consult_request", found, "help")
        yield _leading(_("Take into another"), "join_request", found, "merge")
        yield _leading(_("From a known error"), "tie_request", found, "bug", key="f")
        if not found.is_confidential:
            yield _leading(_("Into the register of wishes"), "wish_request", found, "thumb-up")
        yield _leading(_("Split"), "split_request", found, "layers")
        yield _leading(_("Raise in a question hour"), "raise_request", found, "person-chat")
    yield _leading(_("The simple page"), "request_simple", found, "phone")


def _on_page(label: str, found: Request, icon: str, key: str, query: str) -> Command:
    address = f"{reverse('request', args=[found.pk])}{query}#skriv"
    return Command(label, address, icon, press=key, keys=(key.upper(),))


def _leading(
    label: str, name: str, found: Request, icon: str, query: str = "", key: str = ""
) -> Command:
    address = reverse(name, args=[found.pk]) + query
    return Command(label, address, icon, keys=(key.upper(),) if key else ())


def _writing(label: str, name: str, found: Request, query: str) -> Command:
    address = reverse(name, args=[found.pk]) + query
    return Command(label, address, "person", press="a", keys=("A",), writes=True)
