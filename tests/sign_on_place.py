"""A place where people sign in (OpenID Connect), on this machine: a real provider with real keys,
that says what it is told to."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Event, Thread
from time import time
from urllib.parse import parse_qs, urlencode, urlsplit

from sufflor.lib import sign_on_client, sign_out_token
from sufflor.lib.single_sign_on import SIGN_OUT, SignOn
from tests.sign_on_keys import Key, base64url, rsa_key, token

EPPN = "https://n.feide.no/claims/eduPersonPrincipalName"
# More than we take.
OFFERED = ("RS256", "RS512", "PS256", "ES256", "HS256", "none")
SECRET = "hemmelig-~._"
_numbers = count()
FORM = """<!doctype html><html lang="nb"><title>Her logger alle inn</title>
<h1>Her logger alle inn</h1>
<form method="post" action="/inn?{query}"><button name="svar" value="ja">Jeg er Kari</button>
<button name="svar" value="nei">Avbryt</button></form></html>"""


class Place(ThreadingHTTPServer):
    """`about`, `token` and `userinfo` are laid over what it says by itself; None takes something
    away. `answers` holds whole answers by path: status, headers and body, or what to do."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.about: dict[str, object] = {}
        self.token: dict[str, object] = {}
        self.header: dict[str, object] = {}
        self.userinfo: dict[str, object] = {}
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        # Laid over a good answer by path: another status, and how much white space after it.
        self.statuses: dict[str, int] = {}
        self.padding: dict[str, int] = {}
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []
        # Codes that were given out, with the question that each answers.
        self.codes: dict[str, dict[str, str]] = {}
        self.key: Key = rsa_key()
        self.algorithm = "RS256"
        self.keys: list[Key] = [self.key]
        # Addresses where it says nothing, or a byte at a time, for as long as it runs.
        self.silent_at = ""
        self.dripping_at = ""
        self.ended = Event()

    def person_agrees(self, address: str) -> dict[str, str]:
        """What the browser brings back after somebody has signed in at that address."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"kode-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def logout_token(self, **laid_over: object) -> str:
        """What it tells those who are to hear that `u-1` has signed out; None takes away."""
        now = int(time())
        said = {
            "iss": self.issuer,
            "sub": "u-1",
            "sid": "s-1",
            "aud": "sufflor",
            "iat": now,
            "exp": now + 120,
            "jti": f"ut-{next(_numbers)}",
            "events": {SIGN_OUT: {}},
            **laid_over,
        }
        header = {"typ": "logout+jwt", **self.header}
        return token(_without_none(said), self.key, self.algorithm, **header)

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

    def times_asked(self, path: str) -> int:
        return sum(1 for each, _headers, _form in self.asked if each == path)

    def answer_to(self, path: str, headers: dict[str, str], form: dict[str, str]) -> object:
        if path == "/.well-known/openid-configuration":
            said = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/inn",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/ut",
                "id_token_signing_alg_values_supported": [*OFFERED],
                **self.about,
            }
            return _without_none(said)
        if path == "/keys":
            return {"keys": [key.public() for key in self.keys]}
        if path == "/userinfo":
            if headers.get("Authorization") != "Bearer adgang":
                return None
            said = {"sub": "u-1", "name": "Kari Moe", EPPN: "kari@nidelva.example", **self.userinfo}
            return _without_none(said)
        return self._tokens(headers, form)

    def _tokens(self, headers: dict[str, str], form: dict[str, str]) -> object:
        # A code is good once, whoever brings it.
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or not self._is_client(headers, form) or not _fits(asked, form):
            return None
        now = int(time())
        said = {
            "iss": self.issuer,
            "sub": "u-1",
            "aud": "sufflor",
            "exp": now + 300,
            "iat": now,
            "nonce": asked["nonce"],
            **self.token,
        }
        signed = token(_without_none(said), self.key, self.algorithm, **self.header)
        return {"access_token": "adgang", "token_type": "Bearer", "id_token": signed}

    def _is_client(self, headers: dict[str, str], form: dict[str, str]) -> bool:
        pair = base64.b64encode(f"sufflor:{SECRET}".encode()).decode()
        return headers.get("Authorization") == f"Basic {pair}" or (
            form.get("client_id") == "sufflor" and form.get("client_secret") == SECRET
        )


class _Answers(BaseHTTPRequestHandler):
    server: Place

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/inn":
            self._write(200, {"Content-Type": "text/html; charset=utf-8"}, _form(parts.query))
        elif parts.path == "/ut":
            self.server.asked.append((parts.path, dict(self.headers.items()), query))
            back = f"{query['post_logout_redirect_uri']}?{urlencode({'state': query['state']})}"
            self._write(302, {"Location": back}, b"")
        else:
            self._say({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if urlsplit(self.path).path != "/inn":
            self._say(form)
            return
        brought = self.server.person_agrees(self.path)
        if form["svar"] == "nei":
            brought = {"error": "access_denied", "state": brought["state"]}
        asked = parse_qs(urlsplit(self.path).query)
        back = f"{asked['redirect_uri'][0]}?{urlencode(brought)}"
        self._write(303, {"Location": back}, b"")

    def log_message(self, *words: object) -> None:
        pass

    def _say(self, form: dict[str, str]) -> None:
        headers = dict(self.headers.items())
        self.server.asked.append((self.path, headers, form))
        if self.path == self.server.silent_at:
            self.server.ended.wait(30)
            return
        if self.path in self.server.answers:
            self._write(*self.server.answers[self.path])
            return
        said = self.server.answer_to(self.path, headers, form)
        body = json.dumps(said or {"error": "invalid_grant"}).encode()
        body += b" " * self.server.padding.get(self.path, 0)
        kind = {"Content-Type": "application/json", "Location": "/elsewhere"}
        status = self.server.statuses.get(self.path, 400 if said is None else 200)
        self._write(status, kind, body)

    def _write(self, status: int, headers: dict[str, str], body: bytes) -> None:
        # Whoever asked may have heard enough.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.path == self.server.dripping_at:
                for place in range(len(body)):
                    self.wfile.write(body[place : place + 1])
                    if self.server.ended.wait(0.05):
                        return
                return
            self.wfile.write(body)


def _form(query: str) -> bytes:
    return FORM.format(query=query.replace("&", "&amp;")).encode()


def _without_none(said: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in said.items() if value is not None}


def _fits(asked: dict[str, str], form: dict[str, str]) -> bool:
    challenge = base64url(hashlib.sha256(form["code_verifier"].encode()).digest())
    return (form["redirect_uri"], challenge) == (asked["redirect_uri"], asked["code_challenge"])


@contextmanager
def place_to_sign_in() -> Iterator[Place]:
    place = Place()
    # Another may have had this port before.
    sign_on_client.kept.clear()
    sign_out_token.asked.clear()
    Thread(target=place.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield place
    finally:
        place.ended.set()
        place.shutdown()
        place.server_close()
