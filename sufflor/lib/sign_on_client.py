"""The way to where people sign in, and back, by Authlib: what it leaves to us is said here.

Whoever imports this has Authlib and cryptography loaded (13 MB), so only somebody who signs in that
way does: import it in the function that needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from io import BytesIO
from time import monotonic

from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App, OAuth, OAuthError
from authlib.integrations.requests_client import OAuth2Session
from django.http import HttpRequest
from requests import HTTPError, Response, Timeout
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import SSLError
from urllib3.exceptions import HTTPError as BrokenAnswer

from sufflor.lib.single_sign_on import (
    CLOCKS_APART,
    Claims,
    SignOn,
    SignOnAway,
    SignOnDeclined,
    SignOnFailed,
    SignOnSpent,
    require_safe,
)
from sufflor.lib.text import one_line

NAME = "sufflor"
# Never "none", and nothing that is signed with a secret that two know.
ALGORITHMS = ("RS256", "ES256", "PS256")
# Seconds that the place may be silent, and how much it may say at once.
PATIENCE = 5
LARGEST = 1_000_000
# Seconds that its description and its keys are kept.
KEPT_FOR = 3600
# What we follow of its description, and what we must know.
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
MORE_ENDPOINTS = ("userinfo_endpoint", "end_session_endpoint")
SIGNED_WITH = "id_token_signing_alg_values_supported"
PROOF = "token_endpoint_auth_method"
PROOFS = "token_endpoint_auth_methods_supported"

REASONS: dict[str, type[SignOnFailed]] = {
    "invalid_grant": SignOnSpent,
    "mismatching_state": SignOnSpent,
    "access_denied": SignOnDeclined,
    "login_required": SignOnDeclined,
    "consent_required": SignOnDeclined,
    "interaction_required": SignOnDeclined,
    "account_selection_required": SignOnDeclined,
    "server_error": SignOnAway,
    "temporarily_unavailable": SignOnAway,
}


def leads_to(place: SignOn, asked: HttpRequest, back_to: str, **remembered: object) -> str:
    """The address where the person says who they are. What has to fit on the way back, and what is
    `remembered`, is kept in `asked.session`."""
    with client_of(place) as client:
        begun = client.create_authorization_url(back_to)
        address = str(begun.pop("url"))
        client.save_authorize_data(asked, redirect_uri=back_to, **begun, **remembered)
        return address


def begun(asked: HttpRequest) -> Mapping[str, object] | None:
    """What was remembered when this browser set out, if it is that way that ends here."""
    state = asked.GET.get("state", "")
    found: Mapping[str, object] | None = _integration().get_state_data(asked.session, state)
    return found


def forget(asked: HttpRequest) -> None:
    _integration().clear_state_data(asked.session, asked.GET.get("state", ""))


def said_of(place: SignOn, asked: HttpRequest) -> tuple[Claims, str]:
    """What is said of the person who came back, and the signed token that it stands in."""
    with client_of(place) as client:
        tokens = client.authorize_access_token(
            asked,
            claims_options={
                "iss": {"essential": True, "value": place.issuer},
                "aud": {"essential": True, "value": place.client_id},
                "sub": {"essential": True},
            },
            leeway=CLOCKS_APART,
        )
        said: Claims | None = tokens.get("userinfo")
        if not said:
            raise SignOnFailed("it gave no id_token")
        if "userinfo_endpoint" in client.server_metadata:
            more = client.userinfo(token=tokens)
            if more.get("sub") != said["sub"]:
                raise SignOnFailed("userinfo is about somebody else")
            said = {**more, **said}
        return said, str(tokens["id_token"])


def has_way_out(place: SignOn) -> bool:
    with client_of(place) as client:
        return "end_session_endpoint" in client.server_metadata


def leads_out(place: SignOn, asked: HttpRequest, hint: str, back_to: str) -> str:
    """The address that ends what was begun there."""
    with client_of(place) as client:
        answer = client.logout_redirect(
            asked, back_to, id_token_hint=hint or None, client_id=place.client_id
        )
        return str(answer["Location"])


class _Session(OAuth2Session):
    """Asks at safe addresses alone, follows nobody elsewhere with a secret, and neither waits nor
    listens without end."""

    def request(self, method: str, url: str, **more: object) -> Response:
        require_safe(url)
        more |= {"timeout": PATIENCE, "allow_redirects": False, "stream": True}
        answer: Response = super().request(method, url, **more)
        with closing(answer.raw):
            if 300 <= answer.status_code < 400:
                raise SignOnFailed("it leads elsewhere where it should answer")
            answer.raw = BytesIO(_heard(answer))
        return answer


def _heard(answer: Response) -> bytes:
    """All of it. One who says a byte at a time is away, too."""
    until = monotonic() + PATIENCE
    heard = bytearray()
    while part := answer.raw.read1(65_536, decode_content=True):
        heard += part
        if len(heard) > LARGEST:
            raise SignOnFailed("it says more than we hear")
        if monotonic() > until:
            raise SignOnAway("it speaks too slowly")
    return bytes(heard)


# A client per place, with its description and keys, and when that was read.
kept: dict[SignOn, tuple[float, DjangoOAuth2App]] = {}


@contextmanager
def client_of(place: SignOn) -> Iterator[DjangoOAuth2App]:
    """Whatever fails inside is told as one of ours. If it may come of what is kept, that is read
    anew the next time."""
    try:
        yield _known(place)
    except (SignOnSpent, SignOnDeclined):
        raise
    except SignOnFailed:
        kept.pop(place, None)
        raise
    except Exception as fault:
        told = _told(fault)
        if type(told) is SignOnFailed:
            kept.pop(place, None)
        raise told from fault


def _told(fault: Exception) -> SignOnFailed:
    """There is no end to what garbage lets a library stumble over."""
    words = one_line(f"{type(fault).__name__}: {fault}")[:300]
    if isinstance(fault, OAuthError):
        return REASONS.get(str(fault.error), SignOnFailed)(words)
    if isinstance(fault, HTTPError) and fault.response is not None:
        status = fault.response.status_code
        return SignOnAway(words) if status == 429 or status >= 500 else SignOnFailed(words)
    if isinstance(fault, NoConnection | Timeout | BrokenAnswer):
        return SignOnFailed(words) if isinstance(fault, SSLError) else SignOnAway(words)
    return SignOnFailed(words)


def kept_client(place: SignOn) -> DjangoOAuth2App | None:
    read_at, client = kept.get(place, (0.0, None))
    return client if client and monotonic() - read_at < KEPT_FOR else None


def _known(place: SignOn) -> DjangoOAuth2App:
    if client := kept_client(place):
        return client
    client = OAuth().register(
        NAME,
        client_cls=_Client,
        client_id=place.client_id,
        client_secret=place.client_secret,
        server_metadata_url=f"{place.issuer.rstrip('/')}/.well-known/openid-configuration",
        # A token that runs out within the minute is good for the one question that we ask.
        client_kwargs={"scope": place.scope, "code_challenge_method": "S256", "leeway": 0},
    )
    about = client.load_server_metadata()
    client.server_metadata = _followed(about, place.issuer)
    proofs = about.get(PROOFS)
    if isinstance(proofs, list) and "client_secret_basic" not in proofs:
        client.client_kwargs[PROOF] = "client_secret_post"
    kept[place] = (monotonic(), client)
    return client


class _Client(DjangoOAuth2App):
    client_cls = _Session
    OAUTH_APP_CONFIG = None


def _followed(about: Claims, issuer: str) -> dict[str, object]:
    """Of what the place says of itself, what we go by: anything else could steer the library."""
    if about.get("issuer") != issuer:
        raise SignOnFailed("the place calls itself something else than OIDC_ISSUER")
    followed = {name: about.get(name) for name in ENDPOINTS}
    followed |= {name: about[name] for name in MORE_ENDPOINTS if about.get(name)}
    for name, address in followed.items():
        if not isinstance(address, str):
            raise SignOnFailed(f"{name} is missing")
        require_safe(address)
    offered = about.get(SIGNED_WITH, ["RS256"])
    signed_with = [each for each in ALGORITHMS if isinstance(offered, list) and each in offered]
    if not signed_with:
        raise SignOnFailed(f"it signs with none of {', '.join(ALGORITHMS)}")
    loaded_at = about["_loaded_at"]
    return {**followed, "issuer": issuer, SIGNED_WITH: signed_with, "_loaded_at": loaded_at}


def _integration() -> DjangoIntegration:
    return DjangoIntegration(NAME)
