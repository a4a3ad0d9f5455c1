"""Automatic answers to mail: in two languages of Norway, and in English, since nobody knows who
wrote. Nothing of what they wrote is said back."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.desk import wording
from sufflor.desk.models import Request
from sufflor.messaging.addresses import absolute
from sufflor.messaging.judging import mail_door
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Fate, Reason, Received
from sufflor.organization.models import Line
from sufflor.questions.queries import next_hour
from sufflor.rollout.door import NEXT_HOUR

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def closed(delivery: Delivery) -> Letter:
    """Why nobody answers now, what becomes of the mail, and where help is to be had meanwhile."""
    _require_still(delivery, Fate.QUEUED)
    return Letter(
        subject=_("Automatic answer: e-mail is closed, ask in the question hour"),
        passages=tuple(_closed_in_each(delivery)),
        because=_("This is an automatic answer. You get at most one a day."),
    )


def _closed_in_each(delivery: Delivery) -> Iterator[Passage]:
    at = delivery.created_at
    door, hour = mail_door(at), next_hour(at)
    for language in LANGUAGES:
        with override(language):
            said = [
                door.reason if door and not door.is_open else "",
                _("Your e-mail is kept, and becomes a request when e-mail opens again."),
                _("Ask in the next question hour if you need help now."),
                _("It is %(when)s.") % {"when": wording.when_words(hour.starts_at, at)}
                if hour
                else "",
            ]
            yield Passage(
                " ".join(filter(None, said)),
                language=language,
                url=absolute(NEXT_HOUR, language),
                link=_("The next question hour"),
            )


def let_through(delivery: Delivery) -> Letter:
    """E-mail is closed, but this cannot wait: it is a request now."""
    request = _opened(delivery)
    return Letter(
        subject=_("We have got your e-mail (%(number)s)") % {"number": request.number},
        passages=(
            Passage(
                _(
                    "E-mail is closed just now, but this looks like something that cannot wait, so"
                    " it is let through. %(place)s has got it."
                )
                % {"place": wording.PLACES[Line(request.line)]}
            ),
            _follow(request, delivery.language),
        ),
        because=_("This is an automatic answer. You get at most one a day."),
    )


def received(delivery: Delivery) -> Letter:
    """That it is a request now, under which number, and who has it."""
    request = _opened(delivery)
    return Letter(
        subject=_("We have got your e-mail (%(number)s)") % {"number": request.number},
        passages=(
            Passage(
                _("It is a request now. %(place)s has got it.")
                % {"place": wording.PLACES[Line(request.line)]}
            ),
            _follow(request, delivery.language),
        ),
        because=_("This is an automatic answer. You get at most one a day."),
    )


def too_large(delivery: Delivery) -> Letter:
    return Letter(
        subject=_("Automatic answer: your e-mail is too large"),
        passages=tuple(_too_large_in_each()),
        because=_("This is an automatic answer. You get at most one a day."),
    )


def _too_large_in_each() -> Iterator[Passage]:
    for language in LANGUAGES:
        with override(language):
            said = _(
                "We take e-mail of at most 25 MB. User support can see that you wrote, but not"
                " what. Send it again with less, or use the form."
            )
            yield Passage(
                said, language=language, url=absolute("/hjelp/", language), link=_("Get help")
            )


def _follow(request: Request, language: str) -> Passage:
    return Passage("", url=absolute(request.path, language), link=_("Follow it here"))


def _opened(delivery: Delivery) -> Request:
    mail = _answered(delivery)
    if mail.request is None:
        raise Dropped(Reason.GONE)
    return mail.request


def _require_still(delivery: Delivery, fate: Fate) -> None:
    """An answer that waited for days says what is no longer so."""
    if _answered(delivery).fate != fate:
        raise Dropped(Reason.OVERTAKEN)


def _answered(delivery: Delivery) -> Received:
    if delivery.answers is None:
        raise Dropped(Reason.GONE)
    return delivery.answers
