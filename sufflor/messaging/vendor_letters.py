"""Letters about cases for a vendor: to the vendor as approved of, and to who has the case."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sufflor.lib.clock import OSLO
from sufflor.lib.text import shortened
from sufflor.messaging.addresses import CASE_TAG, absolute, reply_address
from sufflor.messaging.letters import Dropped, Letter, Passage, Verbatim
from sufflor.messaging.models import Delivery, Reason
from sufflor.vendor.models import Entry, EntryKind, VendorCase

SUBJECT_LENGTH = 90


def sent(delivery: Delivery) -> Verbatim:
    """To the address that stands on the kept copy, or to none."""
    entry = _entry(delivery, EntryKind.SENT)
    if delivery.person.email != entry.address:
        raise Dropped(Reason.NO_ADDRESS)
    return Verbatim(
        subject=entry.subject,
        text=entry.text,
        language=entry.case.system.vendor.language,
        reply_to=reply_address(entry.case_id, delivery.person.pk, CASE_TAG),
    )


def answered(delivery: Delivery) -> Letter:
    """That there is an answer; what it says is read behind the sign-in."""
    case = _entry(delivery, EntryKind.ANSWER).case
    return _letter(
        case,
        delivery,
        subject=_("The vendor has answered %(number)s: %(title)s"),
        opening=_("There is an answer from the vendor on a case that you have."),
    )


def due(delivery: Delivery) -> Letter:
    """Not when it was done, moved or given to somebody else meanwhile."""
    number = int(delivery.about.rpartition(":")[2])
    rows = VendorCase.objects.under_way().filter(pk=number, owner=delivery.person)
    case = rows.first()
    if case is None or case.due_at is None:
        raise Dropped(Reason.OVERTAKEN)
    is_late = case.is_overdue(delivery.next_at)
    subject = _("%(number)s is late: %(title)s") if is_late else _("%(number)s is due: %(title)s")
    moment = date_format(case.due_at.astimezone(OSLO), "DATETIME_FORMAT")
    opening = (_("It was due %(moment)s.") if is_late else _("It is due %(moment)s.")) % {
        "moment": moment
    }
    return _letter(case, delivery, subject=subject, opening=opening)


def _letter(case: VendorCase, delivery: Delivery, *, subject: str, opening: str) -> Letter:
    title = shortened(case.title, SUBJECT_LENGTH)
    address = absolute(case.work_path, delivery.language)
    next_action = [Passage(case.next_action, _("What you planned to do"))]
    return Letter(
        subject=subject % {"number": case.number, "title": title},
        passages=(
            Passage(opening),
            *(next_action if case.next_action else ()),
            Passage("", url=address, link=_("See the case")),
        ),
        because=_("You get this because the case is yours."),
    )


def _entry(delivery: Delivery, kind: EntryKind) -> Entry:
    rows = Entry.objects.select_related("case__system__vendor")
    entry = rows.filter(pk=int(delivery.about.rpartition(":")[2]), kind=kind).first()
    if entry is None:
        raise Dropped(Reason.GONE)
    return entry
