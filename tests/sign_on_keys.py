"""Keys of a place where people sign in, and tokens signed with them, by `cryptography` itself: what
the product reads them with has no part in how they are made."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from functools import cache, cached_property

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PSS = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)


@dataclass(frozen=True)
class Key:
    name: str
    kind: str
    # Another secret is another key under the same name.
    secret: str = ""
    # Where it is one that two know, it stands among the place's keys as it is.
    shared: bytes = b""

    @cached_property
    def private(self) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
        """Made when it is asked for: a test that does not run makes none."""
        if self.kind == "RSA":
            return rsa.generate_private_key(65537, 2048)
        return ec.generate_private_key(ec.SECP256R1())

    def public(self) -> dict[str, str]:
        """As it stands among the place's keys."""
        if self.shared:
            return {"kty": "oct", "kid": self.name, "k": base64url(self.shared)}
        numbers = self.private.public_key().public_numbers()
        if isinstance(numbers, rsa.RSAPublicNumbers):
            return {
                "kty": "RSA",
                "kid": self.name,
                "n": _number(numbers.n),
                "e": _number(numbers.e),
            }
        point = {"x": _number(numbers.x, 32), "y": _number(numbers.y, 32)}
        return {"kty": "EC", "kid": self.name, "crv": "P-256", **point}

    def signature(self, algorithm: str, text: bytes) -> bytes:
        if algorithm == "none":
            return b""
        if algorithm == "HS256":
            # The old trick: the public key, which all know, taken for a shared secret.
            kind = Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
            known = self.shared or self.private.public_key().public_bytes(*kind)
            return hmac.digest(known, text, hashlib.sha256)
        if isinstance(self.private, ec.EllipticCurvePrivateKey):
            signed = self.private.sign(text, ec.ECDSA(hashes.SHA256()))
            return b"".join(part.to_bytes(32) for part in decode_dss_signature(signed))
        how = PSS if algorithm == "PS256" else padding.PKCS1v15()
        which = hashes.SHA512() if algorithm == "RS512" else hashes.SHA256()
        return self.private.sign(text, how, which)


@cache
def rsa_key(name: str = "rsa-1", secret: str = "") -> Key:
    return Key(name, "RSA", secret)


@cache
def shared_key(name: str = "shared-1") -> Key:
    return Key(name, "EC", shared=b"x" * 32)


@cache
def ec_key(name: str = "ec-1") -> Key:
    return Key(name, "EC")


def token(said: dict[str, object], key: Key, algorithm: str, **header: object) -> str:
    about = {"alg": algorithm, "kid": key.name, **header}
    about = {name: value for name, value in about.items() if value is not None}
    text = ".".join(base64url(json.dumps(part).encode()) for part in (about, said))
    return f"{text}.{base64url(key.signature(algorithm, text.encode()))}"


def base64url(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def _number(value: int, length: int = 0) -> str:
    return base64url(value.to_bytes(length or (value.bit_length() + 7) // 8))
