"""What is to become of a mail that came: whose it is, what it answers, whether the door is open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from django.conf import settings

from sufflor.desk import rules
from sufflor.desk.models import Request
from sufflor.desk.queries import crossing_between
from sufflor.lib import personal_numbers
from sufflor.messaging import automatic, vendor_mail
from sufflor.messaging.addresses import answered_by
from sufflor.messaging.models import Delivery, Fate, Why
from sufflor.messaging.reading_mail import Incoming, parsed
from sufflor.organization.models import User
from sufflor.rollout import queries as rollout
from sufflor.rollout.door import Door
from sufflor.rollout.models import Urgency, WayKind
from sufflor.vendor.models import VendorCase

REQUEST = "desk.request:"
# Words that say that a mail is about what never waits; their beginnings, in three languages.
CANNOT_WAIT: Mapping[Urgency, tuple[str, ...]] = {
    Urgency.PRIVACY: (
        "personvern",
        "avvik",
        "på avveie",
        "på avveg",
        "datainnbr",
        "data breach",
        "privacy",
    ),
    Urgency.DEADLINE: ("lovpålag", "klagefrist", "frist i dag", "statutory"),
    Urgency.SIGN_IN: (
        "logge inn",
        "logge meg inn",
        "logga inn",
        "innlogging",
        "pålogging",
        "sign in",
        "log in",
    ),
    Urgency.ACCESSIBILITY: (
        "skjermles",
        "universell utforming",
        "tilgjengelighet",
        "tilgjengelegheit",
        "accessib",
        "screen reader",
    ),
}


@dataclass(frozen=True)
class Verdict:
    """`request` and `person` as far as they are known. `has_passed` names the exception by which
    a mail came through a door that was closed."""

    fate: Fate
    why: Why | None = None
    person: User | None = None
    request: Request | None = None
    case: VendorCase | None = None
    has_passed: bool = False


def judged(raw: bytes, mail: Incoming, at: datetime) -> Verdict:
    """In this order: no machine, what is from a vendor or answers a case, no forgery, an answer to
    one of our mails, a mail of its own."""
    message = parsed(raw)
    why = automatic.why_automatic(message, mail.sender)
    if why in {Why.BOUNCE, Why.OURS}:
        return Verdict(Fate.IGNORED, why)
    person = sender_of(mail.sender)
    if about_case := vendor_mail.judged(message, mail, person, _fault(message, mail)):
        return Verdict(about_case.fate, about_case.why, about_case.account, case=about_case.case)
    request, told = _answered(mail)
    is_outside = request and told and crossing_between(request, told) is not None
    # Other desks answer by machine; what they say is a note, which is mailed to nobody.
    if why and not is_outside:
        return Verdict(Fate.IGNORED, why)
    if request and told:
        fault = _fault(message, mail) or _not_theirs(request, told, person, at)
        if fault:
            return Verdict(Fate.HELD, fault, told, request)
        return Verdict(Fate.WRITTEN, None, told, request)
    return _of_its_own(mail, person, _fault(message, mail), at)


def sender_of(address: str) -> User | None:
    """The one person here who has this address."""
    found = list(User.objects.filter(is_active=True, email__iexact=address)[:2]) if address else []
    return found[0] if len(found) == 1 else None


def mail_door(at: datetime) -> Door | None:
    """The way in that is the mailbox that we read, else the only one that is e-mail at all."""
    doors = [door for door in rollout.doors(at).ways if door.kind == WayKind.EMAIL]
    ours = [d for d in doors if d.contact.casefold() == settings.MAILBOX_ADDRESS.casefold()]
    return next(iter([*ours, *doors]), None)


def _of_its_own(mail: Incoming, person: User | None, fault: Why | None, at: datetime) -> Verdict:
    door = mail_door(at)
    has_passed = door is not None and not door.is_open
    if has_passed and not _cannot_wait(mail, at):
        return Verdict(Fate.QUEUED, Why.CLOSED, person)
    if person is None:
        return Verdict(Fate.HELD, Why.UNKNOWN_SENDER)
    if fault:
        return Verdict(Fate.HELD, fault, person)
    return Verdict(Fate.OPENED, None, person, has_passed=has_passed)


def _answered(mail: Incoming) -> tuple[Request | None, User | None]:
    """By the address that it was sent to, or the mail that it says it answers: both are secrets
    between us and one person."""
    pair = next(filter(None, map(answered_by, mail.sent_to)), None)
    if pair is None:
        told = Delivery.objects.filter(message_id__in=mail.answers, about__startswith=REQUEST)
        delivery = told.order_by("-pk").first()
        if delivery is None or delivery.recipient_id is None:
            return None, None
        pair = int(delivery.about.removeprefix(REQUEST)), delivery.recipient_id
    return Request.objects.filter(pk=pair[0]).first(), User.objects.filter(pk=pair[1]).first()


def _not_theirs(request: Request, told: User, sender: User | None, at: datetime) -> Why | None:
    if sender != told:
        return Why.OTHER_ADDRESS
    if crossing_between(request, told):
        return None
    return None if rules.may_write(told, request, at) else Why.NOT_THEIRS


def _fault(message: Message, mail: Incoming) -> Why | None:
    if automatic.seems_forged(message):
        return Why.FORGED
    if not (mail.text or mail.subject or mail.attached):
        return Why.SAYS_NOTHING
    if personal_numbers.found(f"{mail.subject}\n{mail.text}"):
        return Why.HOLDS_NUMBER
    return None


def _cannot_wait(mail: Incoming, at: datetime) -> bool:
    """It says words of a way in that is always open, and that is open now."""
    said = f" {mail.subject}\n{mail.text}".casefold()
    ways = [door for door in rollout.doors(at).ways if door.is_exception and door.is_open]
    words = [word for door in ways for word in CANNOT_WAIT[Urgency(door.urgency)]]
    return any(re.search(rf"\b{re.escape(word)}", said) for word in words)
