"""Mail about cases for a vendor: which case it answers, and whether it is from those we told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message

from django.db.models import Q

from sufflor.messaging import automatic
from sufflor.messaging.addresses import CASE_TAG, answered_by
from sufflor.messaging.models import Delivery, Fate, Why
from sufflor.messaging.reading_mail import Incoming
from sufflor.organization.models import User
from sufflor.vendor.models import Entry, Vendor, VendorCase
from sufflor.vendor.queries import vendor_of, with_rows

ENTRY = "vendor.entry:"
_OURS = re.compile(r"\bL-(\d{1,12})\b", re.ASCII)
_WORD = re.compile(r"[\w/.-]*\d[\w/.-]*")


@dataclass(frozen=True)
class CaseVerdict:
    fate: Fate
    why: Why | None
    account: User | None
    case: VendorCase | None


def judged(
    message: Message, mail: Incoming, person: User | None, fault: Why | None
) -> CaseVerdict | None:
    """None where it has nothing to do with a vendor. What a vendor's own machine writes is read; an
    answer that is sent to all who write is not."""
    vendor = vendor_of(person.pk) if person else None
    case = _answered(mail) or (_named(mail, vendor) if vendor else None)
    if case is None and vendor is None:
        return None
    account = case.system.vendor.account if case else person
    if automatic.is_away(message):
        return CaseVerdict(Fate.IGNORED, Why.AUTOMATIC, account, case)
    if fault is None and case is None:
        fault = Why.WHICH_CASE
    if fault is None and person != account:
        fault = automatic.why_automatic(message, mail.sender) or Why.OTHER_ADDRESS
    if fault in {Why.AUTOMATIC, Why.LIST}:
        return CaseVerdict(Fate.IGNORED, fault, account, case)
    return CaseVerdict(Fate.HELD if fault else Fate.WRITTEN, fault, account, case)


def _answered(mail: Incoming) -> VendorCase | None:
    """By the address that it was sent to, or the mail of ours that it says it answers."""
    rows = with_rows().select_related("system__vendor__account")
    for address in mail.sent_to:
        if pair := answered_by(address, CASE_TAG):
            return rows.filter(pk=pair[0]).first()
    told = Delivery.objects.filter(message_id__in=mail.answers, about__startswith=ENTRY)
    about = told.order_by("-pk").values_list("about", flat=True).first()
    if about is None:
        return None
    entry = Entry.objects.filter(pk=int(about.removeprefix(ENTRY)))
    return rows.filter(pk__in=entry.values("case")).first()


def _named(mail: Incoming, vendor: Vendor) -> VendorCase | None:
    """A mail of the vendor's own, with our number in its subject or theirs."""
    ours = [int(each) for each in _OURS.findall(mail.subject)]
    theirs = _WORD.findall(mail.subject)
    rows = with_rows().select_related("system__vendor__account")
    named = Q(pk__in=ours) | Q(vendor_number__in=theirs)
    found = list(rows.filter(named, system__vendor=vendor)[:2])
    return found[0] if len(found) == 1 else None
