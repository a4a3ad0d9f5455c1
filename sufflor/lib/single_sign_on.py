"""Signing in at the institution's own place, by OpenID Connect (Feide, Entra and their like).

The authorization code flow with PKCE. What the place says of a person comes straight from its token
address over https, which is why the signature on it is not read (OpenID Connect Core 3.1.3.7, 6).
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from sufflor.lib.text import one_line

# Seconds that one answer may take, and how large it may be.
PATIENCE = 5
LARGEST = 1_000_000
# How long a description of the place is kept, and how far its clock may be from ours.
KEPT_SECONDS = 3600
CLOCKS_APART = timedelta(minutes=2)
AT_HOME = frozenset({"127.0.0.1", "localhost", "::1"})

Claims = Mapping[str, object]


class SignOnFailed(Exception):
    """The place was away, or what it said is not to be trusted. For the log: it names nobody."""


@dataclass(frozen=True)
class Identity:
    """Whom the place says that somebody is. `subject` alone is theirs for good."""

    issuer: str
    subject: str
    account: str
    first_name: str
    last_name: str
    email: str


@dataclass(frozen=True)
class Attempt:
    """One way there and back: what has to fit when the person returns."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def begun(cls) -> Attempt:
        return cls(*(secrets.token_urlsafe(32) for _part in range(3)))

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


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

    def leads_to(self, attempt: Attempt, back_to: str) -> str:
        """The address where the person says who they are."""
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": back_to,
            "scope": self.scope,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
        }
        address = _text(_place(self.issuer), "authorization_endpoint")
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def identity(self, code: str, attempt: Attempt, back_to: str, at: datetime) -> Identity:
        """Who came back with `code`."""
        place = _place(self.issuer)
        tokens = self._tokens(place, code, attempt, back_to)
        said = _claims(_text(tokens, "id_token"))
        self._require_ours(said, attempt, at)
        if place.get("userinfo_endpoint"):
            bearer = {"Authorization": f"Bearer {_text(tokens, 'access_token')}"}
            more = _asked(_text(place, "userinfo_endpoint"), bearer)
            if more.get("sub") != said["sub"]:
                raise SignOnFailed("userinfo is about somebody else")
            said = {**more, **said}
        return self._identity(said)

    def _tokens(self, place: Claims, code: str, attempt: Attempt, back_to: str) -> Claims:
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back_to,
            "code_verifier": attempt.verifier,
        }
        headers = {}
        ways = place.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        if isinstance(ways, list) and "client_secret_basic" in ways:
            pair = f"{quote(self.client_id, safe='')}:{quote(self.client_secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            sent |= {"client_id": self.client_id, "client_secret": self.client_secret}
        return _asked(_text(place, "token_endpoint"), headers, urlencode(sent).encode())

    def _require_ours(self, said: Claims, attempt: Attempt, at: datetime) -> None:
        audience = said.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        ends = said.get("exp")
        if said.get("iss") != self.issuer:
            raise SignOnFailed("the token is from another issuer")
        if self.client_id not in audiences or said.get("azp", self.client_id) != self.client_id:
            raise SignOnFailed("the token is for another client")
        if len(audiences) > 1 and "azp" not in said:
            raise SignOnFailed("the token is for several clients and does not say which")
        if not isinstance(ends, int | float) or ends <= (at - CLOCKS_APART).timestamp():
            raise SignOnFailed("the token has run out")
        if not secrets.compare_digest(str(said.get("nonce", "")).encode(), attempt.nonce.encode()):
            raise SignOnFailed("the token answers another attempt")
        _text(said, "sub")

    def _identity(self, said: Claims) -> Identity:
        first, last = _names(said)
        return Identity(
            issuer=self.issuer,
            subject=_text(said, "sub"),
            account=_line(said, self.account_claim),
            first_name=first[:150],
            last_name=last[:150],
            email=_line(said, "email")[:254],
        )


def _names(said: Claims) -> tuple[str, str]:
    """A given and a family name where they are told apart, else the last word is the family's."""
    first, last = _line(said, "given_name"), _line(said, "family_name")
    if first or last:
        return first, last
    first, _space, last = _line(said, "name").rpartition(" ")
    return first, last


def _line(said: Claims, name: str) -> str:
    """A claim as one line; Feide gives some of them as lists."""
    value = said.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return one_line(value) if isinstance(value, str) else ""


def _text(said: Claims, name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value or len(value) > 20_000:
        raise SignOnFailed(f"{name} is missing")
    return value


def _claims(token: str) -> Claims:
    try:
        middle = token.split(".")[1]
        said = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    except (IndexError, ValueError):
        raise SignOnFailed("the token cannot be read") from None
    if not isinstance(said, dict):
        raise SignOnFailed("the token cannot be read")
    return said


# What the place says of itself, and when that was read.
_known: dict[str, tuple[float, Claims]] = {}


def _place(issuer: str) -> Claims:
    read_at, place = _known.get(issuer, (0.0, {}))
    if place and monotonic() - read_at < KEPT_SECONDS:
        return place
    place = _asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration", {})
    if place.get("issuer") != issuer:
        raise SignOnFailed("the place calls itself something else than OIDC_ISSUER")
    _known[issuer] = (monotonic(), place)
    return place


class _Nowhere(HTTPRedirectHandler):
    """A secret that is meant for one address is not taken to another."""

    def redirect_request(self, *_args: object) -> None:
        return None


_opener: OpenerDirector = build_opener(_Nowhere)


def _asked(address: str, headers: Mapping[str, str], sent: bytes | None = None) -> Claims:
    require_safe(address)
    asked = Request(  # noqa: S310 - https, or this machine: see require_safe
        address, data=sent, headers={"Accept": "application/json", **headers}
    )
    try:
        with _opener.open(asked, timeout=PATIENCE) as answer:
            said = json.loads(answer.read(LARGEST))
    except (URLError, OSError, ValueError) as fault:
        raise SignOnFailed(f"no answer from {urlsplit(address).hostname}: {fault}") from None
    if not isinstance(said, dict):
        raise SignOnFailed(f"no answer from {urlsplit(address).hostname} that can be read")
    return said


def require_safe(address: str) -> None:
    """Secrets and identities go over https, or do not leave this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in AT_HOME):
        raise SignOnFailed(f"{address} is not https")
