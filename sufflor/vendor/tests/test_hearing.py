"""What the vendor says of a case."""

from __future__ import annotations

import pytest

from sufflor.events.models import Outgoing
from sufflor.lib.refusals import NotAllowed
from sufflor.vendor import actions
from sufflor.vendor.actions import Heard
from sufflor.vendor.models import Channel, EntryKind
from sufflor.vendor.tests.conftest import LATER
from tests.vendors import fresh, sent


@pytest.fixture
def reported(case, vera_vendor_contact):
    sent(case, vera_vendor_contact)
    return fresh(case)


def test_an_answer_is_heard_once_by_whichever_way_it_comes(reported, vendor, vera_vendor_contact):
    first = Heard(text="Vi ser på det.\nHilsen oss", channel=Channel.MAIL, subject="SV: L-1")
    again = Heard(text="Vi ser på det.  Hilsen oss ", channel=Channel.HAND, subject="Ny tråd")

    one = actions.hear(case=reported, heard=first, by=vendor.account, at=LATER)
    two = actions.hear(case=reported, heard=again, by=vera_vendor_contact, at=LATER)

    assert one == two
    assert reported.entries.filter(kind=EntryKind.ANSWER).count() == 1
    assert Outgoing.objects.filter(event__verb="vendor_case.heard").count() == 1


def test_the_vendors_number_is_kept_also_from_an_answer_that_came_before(
    reported, vera_vendor_contact
):
    said = {"text": "Registrert.", "channel": Channel.HAND}
    actions.hear(case=reported, heard=Heard(**said), by=vera_vendor_contact, at=LATER)

    with_number = Heard(**said, number="LEV-88412")
    actions.hear(case=reported, heard=with_number, by=vera_vendor_contact, at=LATER)

    assert fresh(reported).vendor_number == "LEV-88412"


def test_that_the_vendor_closes_it_does_not_close_it_here(reported, vendor, vera_vendor_contact):
    closed = Heard(text="Saken er lukket.", channel=Channel.MAIL, is_closed=True)

    actions.hear(case=reported, heard=closed, by=vendor.account, at=LATER)

    assert fresh(reported).is_under_way
    assert fresh(reported).vendor_closed_at == LATER
    actions.confirm(case=reported, by=vera_vendor_contact, at=LATER)
    assert fresh(reported).vendor_closed_at is None


def test_nobody_speaks_for_the_vendor_but_the_contacts(reported, per_second_line):
    heard = Heard(text="Ja.", channel=Channel.HAND)

    with pytest.raises(NotAllowed):
        actions.hear(case=reported, heard=heard, by=per_second_line, at=LATER)
