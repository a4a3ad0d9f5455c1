"""A vendor with a system, and a case as far as it takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.utils.translation import override

from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.desk.models import Request
from sufflor.known_errors import actions as errors
from sufflor.known_errors.actions import Facts as ErrorFacts
from sufflor.known_errors.models import KnownError
from sufflor.organization.models import CaseArea, Line, Membership, SupportGroup, Unit, User
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import Facts, Terms, Ties, Wanted
from sufflor.vendor.models import (
    Channel,
    Check,
    Severity,
    System,
    Vendor,
    VendorCase,
    Version,
)
from tests.cast import MORNING, person

LATER = MORNING + timedelta(hours=3)
NUMBER = "13097248022"


@pytest.fixture
def vera_vendor_contact(records_department: Unit) -> User:
    vera = person("vera", "Vera", "Lunde", records_department)
    group = SupportGroup.objects.create(
        code="leverandorkontakt",
        name="Leverandørkontakten",
        line=Line.VENDOR,
        unit=records_department,
    )
    Membership.objects.create(group=group, person=vera)
    return vera


@pytest.fixture(autouse=True)
def in_bokmal() -> Iterator[None]:
    with override("nb"):
        yield


@pytest.fixture
def terms() -> Terms:
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
def vendor(terms: Terms, anne_admin: User) -> Vendor:
    return actions.register(terms=terms, by=anne_admin, at=MORNING)


@pytest.fixture
def system(vendor: Vendor, anne_admin: User) -> System:
    return actions.add_system(vendor=vendor, name="Elements", by=anne_admin, at=MORNING)


@pytest.fixture
def facts(system: System) -> Facts:
    return Facts(
        title="Ekspedering stopper",
        system=system,
        severity=Severity.CRITICAL,
        found_in="7.4.1",
        steps="Ekspeder et brev med store vedlegg.",
        expected="Brevet blir sendt.",
        actual="Det står og venter.",
        checked=[each.value for each in Check],
    )


@pytest.fixture
def error(personnel: CaseArea, per_second_line: User) -> KnownError:
    """Known to everyone."""
    said = ErrorFacts(title="Ekspedering stopper", seen="Den stopper.", areas=[personnel])
    found = errors.suggest(facts=said, by=per_second_line, at=MORNING)
    errors.confirm(
        error=found,
        sentence="Vi ser den.",
        next_update_at=LATER,
        by=per_second_line,
        at=MORNING,
    )
    return KnownError.objects.get(pk=found.pk)


@pytest.fixture
def case(facts: Facts, error: KnownError, vera_vendor_contact: User) -> VendorCase:
    """Ready to be reported, and behind a known error."""
    ties = Ties(errors=[error])
    return actions.propose(facts=facts, ties=ties, by=vera_vendor_contact, at=MORNING)


@pytest.fixture
def version(system: System, vera_vendor_contact: User) -> Version:
    said = actions.Release(system=system, name="7.4.2", functions=["skrive"])
    return actions.plan_version(release=said, by=vera_vendor_contact, at=MORNING)


@pytest.fixture
def request_of_kari(kari: User, liv_first_line: User) -> Request:
    """Nobody but the first line can help her."""
    wish = Wish(title="Ekspederer ikke", text="Det går ikke.")
    return desk.submit(wish=wish, submission=uuid4(), by=kari, at=MORNING)


def fresh(case: VendorCase) -> VendorCase:
    return queries.with_rows().get(pk=case.pk)


def sent(case: VendorCase, by: User, *, channel: Channel = Channel.MAIL, words: str = "") -> None:
    """As it would look."""
    wanted = Wanted(channel=channel, words=words)
    seen = queries.bundle(fresh(case), wanted.parts, words).digest
    actions.send(case=case, wanted=wanted, seen=seen, by=by, at=MORNING)


def in_test(case: VendorCase, version: Version, by: User) -> None:
    sent(case, by)
    actions.confirm(case=case, by=by, at=MORNING)
    actions.announce_fix(case=case, version=version, by=by, at=LATER)
    actions.start_test(case=case, by=by, at=LATER)
