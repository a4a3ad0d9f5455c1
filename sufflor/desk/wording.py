"""What a user reads of how a request stands: three sentences, in the words of the front stage.

What is happening, do I have to do anything, when do I hear from you. Back stage the same states
have names of their own (`State`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sufflor.desk.models import Request, State
from sufflor.desk.rules import may_reopen
from sufflor.lib.clock import OSLO, local_date
from sufflor.lib.refusals import Sentence
from sufflor.organization.models import Line

PLACES: Mapping[Line, Sentence] = {
    Line.ADVISER: gettext_lazy("Colleague"),
    Line.FIRST: gettext_lazy("User support"),
    Line.SECOND: gettext_lazy("Specialists"),
    Line.VENDOR: gettext_lazy("Vendor"),
}
GOT_IT: Mapping[Line, Sentence] = {
    Line.ADVISER: gettext_lazy("A colleague near you has got it"),
    Line.FIRST: gettext_lazy("User support has got it"),
    Line.SECOND: gettext_lazy("The specialists have got it"),
    Line.VENDOR: gettext_lazy("It has been reported to the vendor"),
}
SENT_ON: Mapping[Line, Sentence] = {
    Line.ADVISER: gettext_lazy("Sent on to a colleague near you"),
    Line.FIRST: gettext_lazy("Sent on to user support"),
    Line.SECOND: gettext_lazy("Sent on to the specialists"),
    Line.VENDOR: gettext_lazy("It has been reported to the vendor"),
}
BEGUN, END = gettext_lazy("Received"), gettext_lazy("Solved")
NOTHING_TO_DO = gettext_lazy("You do not have to do anything.")
WHEN_THERE_IS_NEWS = gettext_lazy("We write to you as soon as there is something new.")
BY_THEN = gettext_lazy("You hear from us by %(when)s.")


@dataclass(frozen=True)
class Status:
    """`when` may name a time, `%(when)s`; `else_when` is said where none is promised."""

    tag: Sentence
    happening: Sentence
    your_part: Sentence = NOTHING_TO_DO
    when: Sentence = BY_THEN
    else_when: Sentence = WHEN_THERE_IS_NEWS
    icon: str = "person-chat"
    color: str = "primary"


NEW: Mapping[Line, Status] = {
    Line.ADVISER: Status(
        gettext_lazy("With a colleague"), gettext_lazy("A colleague near you has got it.")
    ),
    Line.FIRST: Status(gettext_lazy("With user support"), gettext_lazy("User support has got it.")),
    Line.SECOND: Status(
        gettext_lazy("With the specialists"), gettext_lazy("The specialists have got it.")
    ),
    Line.VENDOR: Status(
        gettext_lazy("With the vendor"),
        gettext_lazy("We are taking it up with the vendor."),
        icon="vendor",
        color="lys",
    ),
}
OPEN: Mapping[Line, Status] = {
    Line.ADVISER: replace(
        NEW[Line.ADVISER], happening=gettext_lazy("A colleague near you is working on it.")
    ),
    Line.FIRST: replace(NEW[Line.FIRST], happening=gettext_lazy("User support is working on it.")),
    Line.SECOND: replace(
        NEW[Line.SECOND], happening=gettext_lazy("The specialists are working on it.")
    ),
    Line.VENDOR: replace(
        NEW[Line.VENDOR], happening=gettext_lazy("The vendor is working on it together with us.")
    ),
}
# Where the line says nothing more.
STATES: Mapping[State, Status] = {
    State.WAITING_USER: Status(
        gettext_lazy("Waits for you"),
        gettext_lazy("We need something from you before we can go on."),
        gettext_lazy("Write to us here on the page."),
        gettext_lazy("We go on as soon as you have answered, and look at it again %(when)s."),
        gettext_lazy("We go on as soon as you have answered."),
        icon="pencil",
        color="warning",
    ),
    State.WAITING_VENDOR: Status(
        gettext_lazy("With the vendor"),
        gettext_lazy("The vendor has it now."),
        NOTHING_TO_DO,
        gettext_lazy("We look at it again %(when)s, also if the vendor has not answered."),
        icon="hourglass",
        color="lys",
    ),
    State.WAITING_OTHER: Status(
        gettext_lazy("Waits"),
        gettext_lazy("It waits for something that must be in place first."),
        NOTHING_TO_DO,
        gettext_lazy("We look at it again %(when)s."),
        icon="hourglass",
        color="lys",
    ),
    State.RESOLVED: Status(
        gettext_lazy("Solved"),
        gettext_lazy("We have answered, and think that it is solved."),
        gettext_lazy("Say whether it helped."),
        gettext_lazy("If it did not, it is opened again."),
        gettext_lazy("If it did not, it is opened again."),
        icon="check",
        color="success",
    ),
    State.CLOSED: Status(
        gettext_lazy("Finished"),
        gettext_lazy("It is finished."),
        NOTHING_TO_DO,
        gettext_lazy("If you wonder about more, write here: it becomes a new request."),
        gettext_lazy("If you wonder about more, write here: it becomes a new request."),
        icon="check",
        color="success",
    ),
    State.MERGED: Status(
        gettext_lazy("Followed together"),
        gettext_lazy("Several have asked about the same, so we follow it in one place."),
        NOTHING_TO_DO,
        gettext_lazy("You get the same answer as the others."),
        gettext_lazy("You get the same answer as the others."),
        icon="merge",
    ),
}
NOBODY = Status(
    gettext_lazy("Received"),
    gettext_lazy("We have received it, and are finding who can help."),
    else_when=gettext_lazy("We write to you as soon as somebody has it."),
    icon="inbox",
)
# Of what was resolved so long ago that it is not opened again.
TOO_LATE = gettext_lazy("If it did not, write here: it becomes a new request.")
LATE = gettext_lazy("We are later than we promised, and we are sorry. We have not forgotten you.")


# What stands for a time, and for what the user is asked for, until a request fills it in.
TIME, WHAT = "{tid}", "{hva}"


@dataclass(frozen=True)
class Sentences:
    """What is said of a state in one language, built-in or in the institution's own words."""

    happening: str
    your_part: str
    when: str
    else_when: str


@dataclass(frozen=True)
class Where:
    """What the words depend on. At a new request without a line nobody has it yet."""

    state: State
    line: Line | None = None


# By where and language: what the institution says in words of its own.
Own = Mapping[tuple[Where, str], Sentences]


@dataclass(frozen=True)
class Said:
    """How a request stands, in the reader's language."""

    tag: str
    icon: str
    color: str
    happening: str
    your_part: str
    when: str


def where(request: Request) -> Where:
    state = State(request.state)
    if state in STATES:
        return Where(state)
    if request.group_id is None and request.assignee_id is None:
        return Where(State.NEW)
    return Where(State.NEW if state == State.NEW else State.OPEN, Line(request.line))


def status(there: Where) -> Status:
    """The row of the table."""
    if there.line is None:
        return STATES.get(there.state, NOBODY)
    return (NEW if there.state == State.NEW else OPEN)[there.line]


def built_in(there: Where) -> Sentences:
    """In the language that is spoken just now."""
    row = status(there)
    happening = str(row.happening)
    if there.state == State.WAITING_USER:
        # It is the user who is told what is missing.
        happening = _("We need something from you: %(what)s") % {"what": WHAT}
    when = str(row.when)
    return Sentences(
        happening=happening,
        your_part=str(row.your_part),
        when=when % {"when": TIME} if "%(when)s" in when else when,
        else_when=str(row.else_when),
    )


def said(request: Request, at: datetime, own: Own | None = None) -> Said:
    there = where(request)
    words = (own or {}).get((there, (get_language() or "nb")[:2])) or built_in(there)
    row = status(there)
    return Said(
        tag=str(row.tag),
        icon=row.icon,
        color=row.color,
        happening=words.happening.replace(WHAT, request.waits_for),
        your_part=words.your_part,
        when=_when(request, words, at),
    )


def _when(request: Request, words: Sentences, at: datetime) -> str:
    if request.state == State.RESOLVED and not may_reopen(request, at):
        return str(TOO_LATE)
    next_at = request.wake_at if request.is_waiting else request.due_at
    if not request.is_unresolved or next_at is None:
        return words.else_when
    if next_at <= at:
        return words.else_when if request.is_waiting else str(LATE)
    return words.when.replace(TIME, when_words(next_at, at))


def when_words(moment: datetime, at: datetime) -> str:
    """A time that lies near, as people say it: today at 14.00, Friday 30 October at 12.00."""
    on, today = local_date(moment), local_date(at)
    local = moment.astimezone(OSLO)
    clock = date_format(local, "TIME_FORMAT")
    if on == today:
        return _("today at %(clock)s") % {"clock": clock}
    if on == today + timedelta(days=1):
        return _("tomorrow at %(clock)s") % {"clock": clock}
    if on == today - timedelta(days=1):
        return _("yesterday at %(clock)s") % {"clock": clock}
    day = f"{_weekday(local)} {date_format(local, 'MONTH_DAY_FORMAT')}"
    return _("%(day)s at %(clock)s") % {"day": day, "clock": clock}


def _weekday(local: datetime) -> str:
    """In the middle of a sentence: English writes it big there too, Norwegian does not."""
    name = date_format(local, "l")
    return name if (get_language() or "nb").startswith("en") else name.lower()


def closed(request: Request) -> str:
    """How it was finished: the user says so. What did not help, and was opened again too late, goes
    on elsewhere."""
    if request.helped is False:
        return _("It did not help, and goes on in a new request")
    return _("It helped, and is finished") if request.helped else _("No more help was needed")


def place(request: Request) -> str:
    """Who has it now."""
    return str(PLACES[Line(request.line)])
