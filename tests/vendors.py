"""A vendor with a system, and a case that is ready to be reported."""

from __future__ import annotations

from datetime import time

import pytest

from sufflor.organization.models import User
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import Facts, Terms, Wanted
from sufflor.vendor.models import Channel, Check, Severity, System, Vendor, VendorCase
from tests.cast import MORNING


@pytest.fixture
def vendor_terms() -> Terms:
    """Open from eight to four on weekdays; what is critical is answered in two hours."""
    return Terms(
        name="Arkivlaget",
        email="saker@arkivlaget.example",
        weekdays=range(5),
        opens=time(8),
        closes=time(16),
        promised={Severity.CRITICAL: (2, 8), Severity.SERIOUS: (8, 40)},
    )


@pytest.fixture
def vendor(vendor_terms: Terms, anne_admin: User) -> Vendor:
    return actions.register(terms=vendor_terms, by=anne_admin, at=MORNING)


@pytest.fixture
def vendor_system(vendor: Vendor, anne_admin: User) -> System:
    return actions.add_system(vendor=vendor, name="Elements", by=anne_admin, at=MORNING)


@pytest.fixture
def vendor_facts(vendor_system: System) -> Facts:
    return Facts(
        title="Ekspedering stopper",
        system=vendor_system,
        severity=Severity.CRITICAL,
        found_in="7.4.1",
        steps="Ekspeder et brev med store vedlegg.",
        expected="Brevet blir sendt.",
        actual="Det står og venter.",
        checked=[each.value for each in Check],
    )


@pytest.fixture
def vendor_case(vendor_facts: Facts, vera_vendor_contact: User) -> VendorCase:
    """Ready to be reported."""
    return actions.propose(facts=vendor_facts, by=vera_vendor_contact, at=MORNING)


def fresh(case: VendorCase) -> VendorCase:
    return queries.with_rows().get(pk=case.pk)


def sent(case: VendorCase, by: User, *, channel: Channel = Channel.MAIL, words: str = "") -> None:
    """As it would look."""
    wanted = Wanted(channel=channel, words=words)
    seen = queries.bundle(fresh(case), wanted.parts, words).digest
    actions.send(case=case, wanted=wanted, seen=seen, by=by, at=MORNING)
