"""Who came in by the institution's own sign-in: somebody we know, or somebody we let in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.refusals import Refusal
from sufflor.lib.single_sign_on import Identity
from sufflor.organization.models import DEMO_ISSUER, SYSTEM_ISSUER, User

# Of these we say ourselves who they are; nobody else can.
OURS = frozenset({DEMO_ISSUER, SYSTEM_ISSUER})
LONGEST = 150


class NotKnownHere(Refusal):
    reason = _("You are signed in where you work, but you have no account here.")
    way_out = _("Ask the person who runs the support at your unit to add you.")
    status = 403


class AccountClosed(Refusal):
    reason = _("Your account here is closed.")
    way_out = _("Ask the person who runs the support at your unit.")
    status = 403


class NameOfAnother(Refusal):
    """An account name was given to a new person: what the former one wrote is not theirs."""

    reason = _("The account name that you come with belongs to another person here.")
    way_out = _("Ask the person who runs the support at your unit to sort it out.")
    status = 403


class AccountNotSaid(Refusal):
    """The claim is called something else there, or was not asked for: `OIDC_ACCOUNT_CLAIM`."""

    reason = _("The sign-in where you work did not say what your account is called.")
    way_out = _("Tell the person who runs the support at your unit.")
    status = 403


@transaction.atomic
def recognize(*, identity: Identity, domain: str, opens_accounts: bool, at: datetime) -> User:
    """The person behind an external identity.

    From the first time on it is the identity alone that counts. That first time, the person is
    found among those loaded by what the account is called: as it is, or without `@domain`.
    `opens_accounts` lets in those of the domain whom nobody has loaded.
    """
    known = User.objects.filter(issuer=identity.issuer, subject=identity.subject).first()
    if known is None and not identity.account:
        raise AccountNotSaid
    person = known or _loaded(identity, domain, at)
    if person is None and opens_accounts and _local(identity.account, domain):
        person = _opened(identity, domain, at)
    if person is None:
        raise NotKnownHere
    if not person.is_active:
        raise AccountClosed
    return person


def _loaded(identity: Identity, domain: str, at: datetime) -> User | None:
    """Somebody whom we know by name, and by this identity from now on."""
    person = _named(identity.account) or _named(_local(identity.account, domain))
    if person is None:
        return None
    if person.issuer in OURS or person.issuer == identity.issuer:
        raise NameOfAnother
    person.issuer, person.subject = identity.issuer, identity.subject
    person.save(update_fields=["issuer", "subject"])
    events.record("person.recognized", about=person, by=person, at=at)
    return person


def _named(account: str) -> User | None:
    """Two whose names differ in capitals alone are told apart by nobody, so neither is found."""
    if not account:
        return None
    found = list(User.objects.select_for_update().filter(username__iexact=account)[:2])
    return found[0] if len(found) == 1 else None


def _local(account: str, domain: str) -> str:
    """`kari` of `kari@nidelva.example`, where the domain is ours; else nothing."""
    name, at_sign, place = account.rpartition("@")
    ours = bool(domain) and at_sign and place.casefold() == domain.casefold()
    return name if ours else ""


def _opened(identity: Identity, domain: str, at: datetime) -> User:
    username = _local(identity.account, domain)[:LONGEST]
    if User.objects.filter(username__iexact=username).exists():
        raise NameOfAnother
    person = User(
        username=username,
        first_name=identity.first_name,
        last_name=identity.last_name,
        email=identity.email,
        issuer=identity.issuer,
        subject=identity.subject,
        date_joined=at,
    )
    person.set_unusable_password()
    person.save()
    events.record("person.opened", about=person, by=person, at=at)
    events.touch(ORGANIZATION)
    return person
