"""A place where people sign in (OpenID Connect), on this machine, that says what it is told to."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from urllib.parse import parse_qs, urlsplit

from sufflor.lib.single_sign_on import SignOn

EPPN = "https://n.feide.no/claims/eduPersonPrincipalName"
SECRET = "hemmelig:&%"


class Place(ThreadingHTTPServer):
    """`token` and `userinfo` are laid over what it says by itself; None takes something away."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.about: dict[str, object] = {}
        self.token: dict[str, object] = {}
        self.userinfo: dict[str, object] = {}
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []
        # Codes that were given out, with the question that each answers.
        self.codes: dict[str, dict[str, str]] = {}

    def person_agrees(self, address: str) -> dict[str, str]:
        """What the browser brings back after somebody has signed in at that address."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"kode-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def sign_on(self, **more: object) -> SignOn:
        facts = {
            "issuer": self.issuer,
            "client_id": "sufflor",
            "client_secret": SECRET,
            "name": "Feide",
            "scope": "openid profile email userid-feide",
            "account_claim": EPPN,
            "domain": "nidelva.example",
        }
        return SignOn(**{**facts, **more})

    def answer_to(self, path: str, headers: dict[str, str], form: dict[str, str]) -> object:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/inn",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                **self.about,
            }
        if path == "/userinfo":
            if headers.get("Authorization") != "Bearer adgang":
                return None
            return {"sub": "u-1", "name": "Kari Moe", EPPN: "kari@nidelva.example", **self.userinfo}
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or not self._is_client(headers) or not _fits(asked, form):
            return None
        said = {
            "iss": self.issuer,
            "sub": "u-1",
            "aud": "sufflor",
            "exp": time() + 300,
            "nonce": asked["nonce"],
            **self.token,
        }
        return {"access_token": "adgang", "token_type": "Bearer", "id_token": _token(said)}

    def _is_client(self, headers: dict[str, str]) -> bool:
        pair = base64.b64encode(b"sufflor:hemmelig%3A%26%25").decode()
        return headers.get("Authorization") == f"Basic {pair}"


class _Answers(BaseHTTPRequestHandler):
    server: Place

    def do_GET(self) -> None:
        self._say({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._say({name: values[0] for name, values in parse_qs(body).items()})

    def log_message(self, *words: object) -> None:
        pass

    def _say(self, form: dict[str, str]) -> None:
        headers = dict(self.headers.items())
        self.server.asked.append((self.path, headers, form))
        said = self.server.answer_to(self.path, headers, form)
        self.send_response(400 if said is None else 200)
        self.end_headers()
        self.wfile.write(json.dumps(said or {"error": "invalid_grant"}).encode())


def _fits(asked: dict[str, str], form: dict[str, str]) -> bool:
    digest = hashlib.sha256(form["code_verifier"].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (form["redirect_uri"], challenge) == (asked["redirect_uri"], asked["code_challenge"])


def _token(said: dict[str, object]) -> str:
    kept = {name: value for name, value in said.items() if value is not None}
    parts = [{"alg": "RS256"}, kept]
    return ".".join(
        [base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts]
        + ["c2lnbmF0dXI"]
    )


@contextmanager
def place_to_sign_in() -> Iterator[Place]:
    place = Place()
    Thread(target=place.serve_forever, daemon=True).start()
    try:
        yield place
    finally:
        place.shutdown()
        place.server_close()
