"""What a place where people sign in tells us of somebody who has signed out there: a signed token
(OpenID Connect Back-Channel Logout 1.0). Authlib does not read it, so joserfc does, as it does for
Authlib when somebody signs in.

Anybody may bring one. So what a stranger brings neither throws away what we know of the place nor
makes us ask it without end. Import it in the function that needs it, as `sign_on_client`.
"""

from __future__ import annotations

from threading import Lock
from time import monotonic

from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from joserfc.jws import JWSRegistry

from sufflor.lib.sign_on_client import SIGNED_WITH, client_of, kept_client
from sufflor.lib.single_sign_on import CLOCKS_APART, Claims, SignOn, SignOnAway, SignOnFailed
from sufflor.lib.text import one_line

# Of a token. What is in use is a tenth of it.
LONGEST = 10_000
# What it may call itself, with the former way of saying nothing.
TYPES = frozenset({"logout+jwt", "application/logout+jwt", "jwt", ""})
# Seconds between two times that the place is asked because of what a stranger brought.
PAUSE = 10

Keys = KeySetSerialization

# When it was asked so last.
asked: dict[SignOn, float] = {}
_asking = Lock()


def claims_of(place: SignOn, token: str) -> Claims:
    """What the token says, when it comes from the place, is for us, and is good just now."""
    found = _signed(place, token)
    kind = found.header.get("typ", "")
    if not isinstance(kind, str) or kind.lower() not in TYPES:
        raise SignOnFailed("typ is another's")
    try:
        _fitting(place).validate(found.claims)
    except JoseError as fault:
        raise SignOnFailed(one_line(str(fault))[:200]) from fault
    return found.claims


def _signed(place: SignOn, token: str) -> jwt.Token:
    """Of what a stranger brought, the log has the kind of fault alone, and none of its words."""
    if len(token) > LONGEST:
        raise SignOnFailed("the token is too long")
    try:
        tried, algorithms = _keys(place)
        try:
            return _read(token, tried, algorithms)
        except (InvalidKeyIdError, BadSignatureError):
            # Keys change, now and then under the name that they had.
            return _read(token, *_keys(place, tried))
    except SignOnFailed:
        raise
    except Exception as fault:
        # There is no end to what garbage lets a library stumble over.
        raise SignOnFailed(type(fault).__name__) from fault


def _read(token: str, keys: Keys, algorithms: list[str]) -> jwt.Token:
    registry = JWSRegistry(algorithms=algorithms, strict_check_header=False)
    return jwt.decode(token, KeySet.import_key_set(keys), registry=registry)


def _keys(place: SignOn, tried: Keys | None = None) -> tuple[Keys, list[str]]:
    """The keys that are kept, or new ones where those were tried in vain; and how they sign."""
    if found := _kept_keys(place, tried):
        return found
    with _asking:
        # Whoever waited here gets what the first one asked for.
        if found := _kept_keys(place, tried):
            return found
        if monotonic() - asked.get(place, -PAUSE) < PAUSE:
            raise SignOnAway("its keys were asked for a moment ago")
        asked[place] = monotonic()
        with client_of(place) as client:
            keys: Keys = client.fetch_jwk_set(force=tried is not None)
            return keys, client.server_metadata[SIGNED_WITH]


def _kept_keys(place: SignOn, tried: Keys | None) -> tuple[Keys, list[str]] | None:
    client = kept_client(place)
    keys = client.server_metadata.get("jwks") if client else None
    if client is None or keys is None or keys is tried:
        return None
    return keys, client.server_metadata[SIGNED_WITH]


def _fitting(place: SignOn) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        leeway=CLOCKS_APART,
        iss={"essential": True, "value": place.issuer},
        aud={"essential": True, "value": place.client_id},
        iat={"essential": True},
        exp={"essential": True},
    )
