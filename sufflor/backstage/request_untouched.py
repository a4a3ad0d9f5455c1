"""The boxes to write in, as they are before anybody has: drawn once for each state of a request."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from sufflor.backstage.request_forms import NoteForm, ReplyForm, WaitForm, local_input
from sufflor.design.drawing import TOKEN_PLACE
from sufflor.desk.models import State
from sufflor.desk.queries import RequestPage


class Reader(NamedTuple):
    """Whom a reply is for."""

    first_name: str


class Untouched(NamedTuple):
    """What the boxes show of a request, under the names that the template has for it."""

    pk: int
    revision: int
    is_unresolved: bool
    reporter: Reader
    may_work: bool
    may_note: bool


def untouched_html(page: RequestPage, wakes_at: datetime, query: str) -> SafeString:
    """For a request that has no draft, and on which nobody else writes; each form lacks its token
    (`{% with_own_token %}`)."""
    found = page.request
    facts = Untouched(
        found.pk,
        found.revision,
        found.is_unresolved,
        Reader(found.reporter.first_name),
        page.may_work,
        page.may_note,
    )
    return _kept(facts, local_input(wakes_at), query, get_language() or "nb")


def boxes(draft: str, wakes_at: str) -> dict[str, ReplyForm | NoteForm | WaitForm]:
    """The three forms, with what stands in them at first."""
    waiting = {"state": State.WAITING_USER, "wake_at": wakes_at}
    return {
        "reply": ReplyForm(initial={"text": draft}, auto_id="reply_%s"),
        "note": NoteForm(auto_id="note_%s"),
        "wait": WaitForm(initial=waiting, auto_id="wait_%s"),
    }


@lru_cache(maxsize=512)
def _kept(facts: Untouched, wakes_at: str, query: str, language: str) -> SafeString:
    """What is shown is the key, with the language of the page."""
    shown = {
        "found": facts,
        "page": facts,
        "query": query,
        "csrf_token": TOKEN_PLACE,
        # Nobody has asked for these yet.
        "ready": None,
        "people": None,
        **boxes("", wakes_at),
    }
    return mark_safe(get_template("backstage/request_write.html").render(shown))  # noqa: S308  # drawn by our own template
