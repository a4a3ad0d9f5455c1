"""Signed facts that anybody can check: JSON Web Tokens with Ed25519, by joserfc.

Whoever imports this has cryptography loaded (13 MB), so only what signs does: import it in the
function that needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.utils.crypto import salted_hmac
from joserfc import jwt
from joserfc.jwk import OKPKey

ALGORITHM = "Ed25519"


def signed(claims: Mapping[str, object], *, kind: str, secret: str) -> str:
    """A compact token. `kind` stands in its header, so that one is never taken for another."""
    key = _key(secret)
    header = {"alg": ALGORITHM, "typ": kind, "kid": key.thumbprint()}
    return jwt.encode(header, dict(claims), key, algorithms=[ALGORITHM])


def public_keys(secret: str) -> dict[str, object]:
    """What checks them, as a JWK set."""
    key = _key(secret)
    public = key.as_dict(private=False)
    return {"keys": [{**public, "kid": key.thumbprint(), "use": "sig", "alg": ALGORITHM}]}


@lru_cache(maxsize=4)
def _key(secret: str) -> OKPKey:
    """It follows from the server's own key, so that there is nothing more to keep and to lose."""
    seed = salted_hmac("sufflor.signatures", "ed25519", secret=secret, algorithm="sha256").digest()
    private = Ed25519PrivateKey.from_private_bytes(seed)
    sealed = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return OKPKey.import_key(sealed)
