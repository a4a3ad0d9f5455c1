"""A vendor with a system, and a case as far as it takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.translation import override

from sufflor.desk.models import Request
from sufflor.known_errors import actions as errors
from sufflor.known_errors.actions import Facts as ErrorFacts
from sufflor.known_errors.models import KnownError
from sufflor.organization.models import CaseArea, User
from sufflor.vendor import actions
from sufflor.vendor.actions import Facts, Terms, Ties
from sufflor.vendor.models import (
    System,
    VendorCase,
    Version,
)
from tests.cast import MORNING
from tests.requests import submitted
from tests.vendors import sent

LATER = MORNING + timedelta(hours=3)
NUMBER = "13097248022"


@pytest.fixture(autouse=True)
def in_bokmal() -> Iterator[None]:
    with override("nb"):
        yield


@pytest.fixture
def terms(vendor_terms: Terms) -> Terms:
    return vendor_terms


@pytest.fixture
def system(vendor_system: System) -> System:
    return vendor_system


@pytest.fixture
def facts(vendor_facts: Facts) -> Facts:
    return vendor_facts


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
    return submitted(kari, "Det går ikke.", title="Ekspederer ikke")


def in_test(case: VendorCase, version: Version, by: User) -> None:
    sent(case, by)
    actions.confirm(case=case, by=by, at=MORNING)
    actions.announce_fix(case=case, version=version, by=by, at=LATER)
    actions.start_test(case=case, by=by, at=LATER)
