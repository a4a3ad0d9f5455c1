"""Signing in at the institution's own place, by OpenID Connect (Feide, Entra and their like): how
it was set up, and what we read of what it says. `sign_on_client` speaks the protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sufflor.lib.text import one_line

AT_HOME = frozenset({"127.0.0.1", "localhost", "::1"})
LONGEST_NAME, LONGEST_EMAIL, LONGEST_SUBJECT = 150, 254, 200
# Seconds that the place's clock may be from ours.
CLOCKS_APART = 120
# What makes a token one about signing out, and how many seconds ahead it may say that it is good:
# the standard says two minutes; we have to know it again for as long.
SIGN_OUT = "http://schemas.openid.net/event/backchannel-logout"
LONGEST_GOOD = 86_400

Claims = Mapping[str, object]


class SignOnFailed(Exception):
    """What the place said is not to be trusted. The text is for the log: it names nobody."""


class SignOnAway(SignOnFailed):
    """The place did not answer, or said itself that it cannot just now."""


class SignOnSpent(SignOnFailed):
    """What the person came back with was used before, or has run out."""


class SignOnDeclined(SignOnFailed):
    """The person said no there, or was not let through."""


@dataclass(frozen=True)
class Identity:
    """Whom the place says that somebody is. `subject` alone is theirs for good."""

    issuer: str
    subject: str
    account: str
    first_name: str
    last_name: str
    email: str
    # What the place calls this one sign-in, where it does.
    sitting: str = ""


@dataclass(frozen=True)
class SignedOut:
    """Who has signed out there: of the sign-in called `sitting`, or, where that is empty, of all
    that `subject` has. `name` is the token's own, to know it again by until `good_until`."""

    issuer: str
    subject: str
    sitting: str
    name: str
    good_until: datetime


@dataclass(frozen=True)
class SignOn:
    """The place as it was set up. `account_claim` holds what people are called in our files."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    scope: str
    account_claim: str
    # Accounts end with it there and not with us: kari@nidelva.example is kari.
    domain: str = ""
    opens_accounts: bool = False

    def identity(self, said: Claims) -> Identity:
        """Whom these claims are about, once it is known that they are true."""
        subject = said.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
            raise SignOnFailed("sub is missing or too long")
        first, last = _names(said)
        return Identity(
            issuer=self.issuer,
            subject=subject,
            account=_line(said, self.account_claim),
            first_name=first[:LONGEST_NAME],
            last_name=last[:LONGEST_NAME],
            email=_line(said, "email")[:LONGEST_EMAIL],
            sitting=_name(said, "sid"),
        )

    def signed_out(self, said: Claims, at: datetime) -> SignedOut:
        """Who has signed out there, once it is known that the place says it, now and to us."""
        events = said.get("events")
        if not isinstance(events, dict) or not isinstance(events.get(SIGN_OUT), dict):
            raise SignOnFailed("it is not about signing out (events)")
        if "nonce" in said:
            raise SignOnFailed("it has a nonce, as what lets somebody in")
        subject, sitting, name = (_name(said, each) for each in ("sub", "sid", "jti"))
        for claim, value in (("sub", subject), ("sid", sitting), ("jti", name)):
            if said.get(claim) is not None and not value:
                raise SignOnFailed(f"{claim} is empty, too long or not plain text")
        if not (subject or sitting):
            raise SignOnFailed("it says neither sub nor sid")
        if not name:
            raise SignOnFailed("jti is missing")
        good_for = float(str(said["exp"])) - at.timestamp()
        if good_for > LONGEST_GOOD:
            raise SignOnFailed("exp is more than a day ahead")
        good_until = at + timedelta(seconds=good_for + CLOCKS_APART)
        return SignedOut(self.issuer, subject, sitting, name, good_until)


def require_safe(address: str) -> None:
    """Secrets and identities go over https, or do not leave this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in AT_HOME):
        raise SignOnFailed(f"{address} is not https")


def _names(said: Claims) -> tuple[str, str]:
    """A given and a family name where they are told apart, else the last word is the family's."""
    first, last = _line(said, "given_name"), _line(said, "family_name")
    if first or last:
        return first, last
    first, _space, last = _line(said, "name").rpartition(" ")
    return first, last


def _name(said: Claims, claim: str) -> str:
    """A name that the place has given something; nothing where it is none that we can keep."""
    value = said.get(claim)
    fits = isinstance(value, str) and len(value) <= LONGEST_SUBJECT and value.isprintable()
    return str(value) if fits else ""


def _line(said: Claims, name: str) -> str:
    """A claim as one line; Feide gives some of them as lists."""
    value = said.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return one_line(value) if isinstance(value, str) else ""
