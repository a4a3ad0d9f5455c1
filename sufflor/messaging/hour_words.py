"""What a notice about a question hour says, in all three languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.announcements.actions import Wording
from sufflor.announcements.models import Language, Words
from sufflor.lib.clock import OSLO
from sufflor.lib.text import shortened
from sufflor.messaging.addresses import absolute
from sufflor.messaging.models import Announcement, Says
from sufflor.questions.models import HourKind, QuestionHour

TITLE_LENGTH = 80
NEXT_HOUR = "/sporretimer/neste/"


@dataclass(frozen=True)
class Facts:
    """An hour as it is to be told of; `last` is what the channel said before."""

    kind: str
    own_title: str
    opens_at: datetime
    closes_at: datetime
    room: str
    path: str = NEXT_HOUR
    form_opens_at: datetime | None = None
    reason: str = ""
    last: Announcement | None = None

    @property
    def title(self) -> str:
        """Short enough for a title around it."""
        return shortened(self.own_title, TITLE_LENGTH) or str(HourKind(self.kind).label)


def facts_of(hour: QuestionHour, last: Announcement | None, at: datetime) -> Facts:
    return Facts(
        kind=hour.kind,
        own_title=hour.own_title,
        opens_at=hour.opens_at,
        closes_at=hour.closes_at,
        room=hour.room,
        path=hour.path,
        form_opens_at=None if hour.collects_from <= at else hour.collects_from,
        reason=hour.cancelled_why,
        last=last,
    )


def facts_as_said(last: Announcement) -> Facts:
    """Of an hour that has been taken away."""
    return Facts(last.kind, last.own_title, last.opens_at, last.closes_at, last.room, last=last)


def wording(says: Says, facts: Facts) -> Wording:
    """Of a new notice."""
    return _in_each_language(lambda language: WRITERS[says](facts, language))


def overtaken(says: Says, facts: Facts, before: Announcement) -> Wording:
    """What a notice is corrected into when it says a time that no longer holds."""
    if says == Says.MOVED:
        return _in_each_language(lambda language: _was_moved(facts, before, language))
    return wording(says, facts)


def why_overtaken(says: Says) -> dict[str, str]:
    """What was wrong in it, in each language."""
    return {language.value: _why(says, language) for language in Language}


def _why(says: Says, language: str) -> str:
    with override(language):
        if says == Says.MOVED:
            return _("The question hour was moved.")
        if says == Says.CANCELLED:
            return _("The question hour was called off.")
        return _("The question hour is held after all.")


def _in_each_language(write: Callable[[str], tuple[str, str]]) -> Wording:
    said = []
    for language in Language:
        with override(language):
            title, body = write(language)
        said.append(Words(language, title, body))
    first, *others = said
    return Wording(first.title, first.body, first.language, tuple(others))


def _day_before(facts: Facts, language: str) -> tuple[str, str]:
    title = _("%(hour)s on %(day)s at %(time)s") % _when(facts.title, facts.opens_at)
    text = _(
        "Ask your question, report an error, or vote for what others have asked. Everyone gets a "
        "written answer, also those who cannot join."
    )
    return title, _body(text, _details(facts, language))


def _hour_before(facts: Facts, language: str) -> tuple[str, str]:
    title = _("%(hour)s begins at %(time)s") % _when(facts.title, facts.opens_at)
    text = _(
        "There is still time to ask, and to vote for what others have asked. Everyone gets a "
        "written answer, also those who cannot join."
    )
    return title, _body(text, _details(facts, language))


def _moved(facts: Facts, language: str) -> tuple[str, str]:
    """The new time, or only another room."""
    when = _when(facts.title, facts.opens_at)
    last = facts.last
    if last is None or last.opens_at == facts.opens_at:
        title = _("Another room: %(hour)s on %(day)s at %(time)s") % when
        before = _("It was to be in %(room)s.") % {"room": last.room} if last else ""
        return title, _body(before, _details(facts, language))
    title = _("Moved: %(hour)s is now on %(day)s at %(time)s") % when
    before = _("It was to begin on %(day)s at %(time)s.") % _when("", last.opens_at)
    stays = _("What has been asked and voted for goes with it.")
    return title, _body(f"{before} {stays}", _details(facts, language))


def _was_moved(facts: Facts, before: Announcement, language: str) -> tuple[str, str]:
    if before.opens_at == facts.opens_at:
        return _moved(facts, language)
    title = _("Moved: %(hour)s on %(day)s at %(time)s") % _when(facts.title, before.opens_at)
    now = _("It is now on %(day)s at %(time)s.") % _when("", facts.opens_at)
    return title, _body(now, _details(facts, language))


def _cancelled(facts: Facts, language: str) -> tuple[str, str]:
    title = _("Called off: %(hour)s on %(day)s at %(time)s") % _when(facts.title, facts.opens_at)
    instead = _("What has been asked is taken up in the next question hour: %(url)s")
    address = {"url": absolute(NEXT_HOUR, language)}
    return title, _body(facts.reason, instead % address)


def _held_again(facts: Facts, language: str) -> tuple[str, str]:
    title = _("Held after all: %(hour)s on %(day)s at %(time)s")
    text = _("The question hour that was called off is held all the same.")
    return title % _when(facts.title, facts.opens_at), _body(text, _details(facts, language))


WRITERS: dict[Says, Callable[[Facts, str], tuple[str, str]]] = {
    Says.DAY_BEFORE: _day_before,
    Says.HOUR_BEFORE: _hour_before,
    Says.MOVED: _moved,
    Says.CANCELLED: _cancelled,
    Says.HELD_AGAIN: _held_again,
}


def _details(facts: Facts, language: str) -> str:
    """When, where, and the form; the video link is only for those who have signed in."""
    times = {"opens": _clock(facts.opens_at), "closes": _clock(facts.closes_at)}
    when = _("When: %(day)s, %(opens)s–%(closes)s") % {"day": _day(facts.opens_at), **times}
    where = [_("Where: %(room)s") % {"room": facts.room}] if facts.room else []
    return "\n".join(f"- {line}" for line in (when, *where, _form(facts, language)))


def _form(facts: Facts, language: str) -> str:
    address = {"url": absolute(facts.path, language)}
    if facts.form_opens_at is None:
        return _("Form for questions and errors: %(url)s") % address
    opens = {"day": _day(facts.form_opens_at), "time": _clock(facts.form_opens_at)}
    return _("Form for questions and errors, from %(day)s at %(time)s: %(url)s") % (opens | address)


def _body(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _when(hour: str, at: datetime) -> dict[str, str]:
    return {"hour": hour, "day": _day(at), "time": _clock(at)}


def _day(at: datetime) -> str:
    """Thursday 29 October, and as the language writes it."""
    day = at.astimezone(OSLO)
    return f"{date_format(day, 'l')} {date_format(day, 'MONTH_DAY_FORMAT')}"


def _clock(at: datetime) -> str:
    return time_format(at.astimezone(OSLO))
