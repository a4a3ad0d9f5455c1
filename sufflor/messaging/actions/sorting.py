"""From a mail that came to a request, or an entry on one: files first, then all else in one go."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.desk.models import ENTRY_LENGTH, Request
from sufflor.desk.queries import crossing_between
from sufflor.events import actions as events
from sufflor.files import actions as files
from sufflor.files.actions.holding import MOST_FILES
from sufflor.files.models import StoredFile
from sufflor.files.shelf import DiskFull
from sufflor.lib.refusals import Refusal
from sufflor.messaging import automatic
from sufflor.messaging.actions.receiving import (
    answer_automatically,
    mark_bounced,
    settle,
)
from sufflor.messaging.actions.sending import preference_of
from sufflor.messaging.faults import STORE_AWAY, kind_of
from sufflor.messaging.judging import Verdict, judged
from sufflor.messaging.models import CaseAnswer, Fate, Received, Why
from sufflor.messaging.plain_text import unquoted
from sufflor.messaging.reading_mail import Incoming, parsed, read
from sufflor.organization.models import User
from sufflor.vendor import actions as vendors
from sufflor.vendor.actions import Heard
from sufflor.vendor.models import Channel, VendorCase

log = logging.getLogger("sufflor.messaging")

# A mail that takes its worker down each time is held, as it came.
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Said:
    """What a mail brings to a request: its words, with what was left out named below them."""

    text: str
    files: tuple[StoredFile, ...]


def sort_next(*, at: datetime) -> bool:
    """Find out what the oldest of the new mails is, and let it be that. No when there is none."""
    received = Received.objects.unsorted().claim(at=at)
    if received is None:
        return False
    try:
        _sort(received, at)
    except (*STORE_AWAY, DiskFull):
        raise
    except Refusal as refusal:
        settle(
            received=received, fate=Fate.HELD, why=Why.REFUSED, by=None, at=at, said=str(refusal)
        )
    except Exception as error:
        log.exception("a mail that came could not be sorted")
        if received.attempts >= MOST_ATTEMPTS:
            fault = kind_of(error)
            settle(
                received=received, fate=Fate.HELD, why=Why.UNREADABLE, by=None, at=at, said=fault
            )
    return True


def _sort(received: Received, at: datetime) -> None:
    if received.attempts > MOST_ATTEMPTS:
        settle(received=received, fate=Fate.HELD, why=Why.UNREADABLE, by=None, at=at)
        return
    raw = bytes(received.raw_mail.content)
    mail = read(raw)
    verdict = judged(raw, mail, at)
    received.person, received.request = verdict.person, verdict.request
    if verdict.case:
        _sort_answer(received, mail, verdict, verdict.case, at)
        return
    if verdict.why is Why.BOUNCE and (failure := automatic.failure(parsed(raw))):
        mark_bounced(failure=failure, at=at)
    if verdict.fate in {Fate.WRITTEN, Fate.OPENED} and verdict.person:
        carry_in(received=received, mail=mail, person=verdict.person, by=None, at=at)
    else:
        settle(received=received, fate=verdict.fate, why=verdict.why, by=None, at=at)
    _answer(received, verdict, at)


def _sort_answer(
    received: Received, mail: Incoming, verdict: Verdict, case: VendorCase, at: datetime
) -> None:
    CaseAnswer.objects.get_or_create(received=received, defaults={"case": case})
    if verdict.fate is Fate.WRITTEN:
        carry_to_case(received=received, mail=mail, case=case, by=None, at=at)
    else:
        settle(received=received, fate=verdict.fate, why=verdict.why, by=None, at=at)


def carry_to_case(
    *, received: Received, mail: Incoming, case: VendorCase, by: User | None, at: datetime
) -> VendorCase:
    """What the vendor says, in the name of its account. The same once more is heard once."""
    account = case.system.vendor.account
    with override(case.system.vendor.language):
        said = _said(mail, account, at, is_answer=True)
    with transaction.atomic():
        locked = Received.objects.select_for_update(of=("self",), no_key=True).get(pk=received.pk)
        if locked.settled_at:
            return case
        heard = Heard(
            text=said.text,
            channel=Channel.MAIL,
            subject=mail.subject,
            address=mail.sender,
            files=said.files,
        )
        vendors.hear(case=case, heard=heard, by=account, at=at)
        CaseAnswer.objects.update_or_create(received=received, defaults={"case": case})
        received.person = account
        settle(received=received, fate=Fate.WRITTEN, why=None, by=by, at=at)
        events.record("mail.carried_in", about=case, by=by or account, at=at)
    return case


def carry_in(
    *, received: Received, mail: Incoming, person: User, by: User | None, at: datetime
) -> Request:
    """In the name of whom it is from. Files are looked at before anything is locked: `files` asks
    for that. What dies in between leaves drafts that are swept away, and is done once more."""
    with override(preference_of(person=person).language):
        said = _said(mail, person, at, is_answer=received.request is not None)
        with transaction.atomic():
            locked = Received.objects.select_for_update(of=("self",), no_key=True).get(
                pk=received.pk
            )
            if locked.settled_at and locked.request:
                return locked.request
            is_answer = received.request is not None
            request = _carried(received, mail, said, person, at)
            received.person, received.request = person, request
            fate = Fate.WRITTEN if is_answer else Fate.OPENED
            settle(received=received, fate=fate, why=None, by=by, at=at)
            events.record("mail.carried_in", about=request, by=by or person, at=at)
    return request


def _carried(received: Received, mail: Incoming, said: Said, person: User, at: datetime) -> Request:
    if received.request and (outside := crossing_between(received.request, person)):
        desk.hear_from_outside(
            crossing=outside, text=said.text, by=person, at=at, attached=said.files
        )
        return received.request
    if received.request:
        request, _message = desk.write(
            request=received.request, text=said.text, by=person, at=at, attached=said.files
        )
        return request
    wish = Wish(title=mail.subject, text=said.text, files=said.files)
    submission = uuid5(NAMESPACE_URL, f"urn:sufflor:mail:{received.key}")
    return desk.submit(wish=wish, submission=submission, by=person, at=at)


def _said(mail: Incoming, person: User, at: datetime, *, is_answer: bool) -> Said:
    kept: list[StoredFile] = []
    left_out: list[str] = []
    text = unquoted(mail.text) if is_answer else mail.text
    attached = [(each.name, each.content) for each in mail.attached]
    if len(text) > ENTRY_LENGTH:
        attached.insert(0, (_("the whole e-mail.txt"), text.encode()))
        left_out.append(_("The e-mail was long; all of it is attached."))
    for number, (name, content) in enumerate(attached):
        if number >= MOST_FILES:
            left_out.append(_("Of the attachments, the first 20 were kept."))
            break
        try:
            kept.append(files.receive(name=name, stream=BytesIO(content), by=person, at=at))
        except DiskFull:
            raise
        except Refusal as refusal:
            left_out.append(f"{name}: {refusal.reason}")
    if mail.has_calendar:
        left_out.append(_("An invitation in a calendar was left out."))
    if mail.has_winmail:
        left_out.append(_("A winmail.dat, which only Outlook can open, was left out."))
    below = "\n\n" + "\n".join(f"({each})" for each in left_out) if left_out else ""
    words = text or mail.subject or _("(Sent without words)")
    return Said(words[: ENTRY_LENGTH - len(below)] + below, tuple(kept))


def _answer(received: Received, verdict: Verdict, at: datetime) -> None:
    """A new request has its receipt, and a closed door its reason."""
    if verdict.fate is Fate.QUEUED:
        answer_automatically(received=received, kind="closed", at=at)
    elif verdict.fate is Fate.OPENED:
        kind = "let_through" if verdict.has_passed else "received"
        answer_automatically(received=received, kind=kind, at=at)
