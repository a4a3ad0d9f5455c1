"""Vendors, what they make, and what they have promised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization import actions as organization
from sufflor.organization.models import User
from sufflor.vendor import rules
from sufflor.vendor.models import (
    NAME_LENGTH,
    Agreement,
    Severity,
    System,
    Vendor,
    VendorClosure,
    VendorHours,
)


class NoName(Refusal):
    reason = gettext_lazy("Give it a name of at most 80 characters that no other has.")
    status = 422


class NoSuchAddress(Refusal):
    reason = gettext_lazy("Write one whole e-mail address, or none.")
    status = 422


class NoSuchHours(Refusal):
    reason = gettext_lazy("Closing time comes after opening time, and a fix not before an answer.")
    status = 422


@dataclass(frozen=True)
class Terms:
    """The same hours on each of `weekdays` (Monday is 0). `promised` are hours to an answer and to
    a fix, as the vendor's own clock counts them; what is left out is not promised."""

    name: str
    email: str
    weekdays: Collection[int]
    opens: time
    closes: time
    promised: Mapping[Severity, tuple[int, int]]
    closed_days: Collection[date] = ()
    language: str = "nb"


@transaction.atomic
def register(*, terms: Terms, by: User, at: datetime) -> Vendor:
    """With an account of its own, which nobody can sign in with."""
    require(rules.may_agree(by))
    name, email = _checked(terms, None)
    account = organization.open_system_account(name=name, unit=None, email=email, by=by, at=at)
    vendor = Vendor.objects.create(name=name, account=account, language=terms.language)
    _write_rows(vendor, terms)
    events.record("vendor.registered", about=vendor, by=by, at=at)
    return vendor


@transaction.atomic
def agree(*, vendor: Vendor, terms: Terms, by: User, at: datetime) -> Vendor:
    """Other terms. What is due already stays due when it was."""
    require(rules.may_agree(by))
    vendor = Vendor.objects.select_for_update(no_key=True).get(pk=vendor.pk)
    vendor.name, email = _checked(terms, vendor)
    vendor.language = terms.language
    vendor.save()
    organization.readdress_system(account=vendor.account, email=email, by=by, at=at)
    for rows in (vendor.hours, vendor.closures, vendor.agreements):
        rows.all().delete()
    _write_rows(vendor, terms)
    events.record("vendor.changed", about=vendor, by=by, at=at)
    return vendor


@transaction.atomic
def write_terms(
    *, vendor: Vendor | None, terms: Terms, systems: Iterable[str], by: User, at: datetime
) -> Vendor:
    """A new vendor, or other terms for one, with what it makes. What it makes is never taken away:
    cases hang on it."""
    if vendor is None:
        vendor = register(terms=terms, by=by, at=at)
    else:
        vendor = agree(vendor=vendor, terms=terms, by=by, at=at)
    for name in systems:
        if name.strip():
            add_system(vendor=vendor, name=name, by=by, at=at)
    return vendor


@transaction.atomic
def add_system(*, vendor: Vendor, name: str, by: User, at: datetime) -> System:
    """Adding the same twice is adding it once."""
    require(rules.may_agree(by))
    name = one_line(name)
    if not name or len(name) > NAME_LENGTH:
        raise NoName
    system, is_new = System.objects.get_or_create(vendor=vendor, name=name)
    if is_new:
        events.record("vendor.system_added", about=system, by=by, at=at)
    return system


def _checked(terms: Terms, vendor: Vendor | None) -> tuple[str, str]:
    name, email = one_line(terms.name), one_line(terms.email)
    others = Vendor.objects.exclude(pk=vendor.pk) if vendor else Vendor.objects.all()
    if not name or len(name) > NAME_LENGTH or others.filter(name=name).exists():
        raise NoName
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise NoSuchAddress from None
    if terms.closes <= terms.opens or any(
        not 1 <= answer <= fix for answer, fix in terms.promised.values()
    ):
        raise NoSuchHours
    return name, email


def _write_rows(vendor: Vendor, terms: Terms) -> None:
    VendorHours.objects.bulk_create(
        VendorHours(vendor=vendor, weekday=day, opens=terms.opens, closes=terms.closes)
        for day in sorted(set(terms.weekdays))
    )
    VendorClosure.objects.bulk_create(
        VendorClosure(vendor=vendor, date=day) for day in sorted(set(terms.closed_days))
    )
    Agreement.objects.bulk_create(
        Agreement(vendor=vendor, severity=severity, answer_hours=answer, fix_hours=fix)
        for severity, (answer, fix) in terms.promised.items()
    )
