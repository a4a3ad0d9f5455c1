"""Going to a place and back, for the attempt and the browser that began it, and out again."""

from __future__ import annotations

import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest

from sufflor.lib import sign_on_client
from sufflor.lib.single_sign_on import (
    Identity,
    SignOnAway,
    SignOnDeclined,
    SignOnFailed,
    SignOnSpent,
    require_safe,
)
from sufflor.lib.tests.single_sign_on.conftest import BACK, browser, identity
from tests.sign_on_place import EPPN, Place


def test_the_address_asks_for_a_code_that_only_this_attempt_can_use(place: Place) -> None:
    request = browser()

    address = sign_on_client.leads_to(place.sign_on(), request, BACK, then="/hjelp/")

    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    request.GET.update({"state": asked["state"]})
    kept = sign_on_client.begun(request)
    assert address.startswith(f"{place.issuer}/inn?")
    assert kept is not None
    assert (kept["then"], kept["nonce"]) == ("/hjelp/", asked["nonce"])
    assert str(kept["code_verifier"]) not in address
    assert {name: asked[name] for name in sorted(asked) if name not in ("state", "nonce")} == {
        "client_id": "sufflor",
        "code_challenge": asked["code_challenge"],
        "code_challenge_method": "S256",
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "openid profile email userid-feide",
    }
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 20


def test_it_says_who_somebody_is(place: Place) -> None:
    place.userinfo = {"email": "kari@nidelva.example"}

    assert identity(place) == Identity(
        place.issuer, "u-1", "kari@nidelva.example", "Kari", "Moe", "kari@nidelva.example"
    )


def test_names_are_read_as_each_place_gives_them(place: Place) -> None:
    place.userinfo = {"name": "Per Ole Dal", "given_name": "Per Ole", "family_name": "Dal"}
    assert identity(place).first_name == "Per Ole"

    place.userinfo = {"name": "Dal", EPPN: ["kari@nidelva.example"]}
    told = identity(place)
    assert (told.first_name, told.last_name, told.account) == ("", "Dal", "kari@nidelva.example")

    place.userinfo = {"name": None, EPPN: None}
    told = identity(place)
    assert (told.first_name, told.last_name, told.account) == ("", "", "")


def test_a_place_that_takes_secrets_in_its_form_alone_gets_them_there(place: Place) -> None:
    place.about = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}

    assert identity(place).subject == "u-1"
    _path, headers, form = next(each for each in place.asked if each[0] == "/token")
    assert "Authorization" not in headers
    assert form["client_secret"] == place.sign_on().client_secret


def test_a_code_is_good_once_and_for_the_attempt_that_asked(place: Place) -> None:
    sign_on, first, second = place.sign_on(), browser(), browser()
    brought = place.person_agrees(sign_on_client.leads_to(sign_on, first, BACK))
    own = place.person_agrees(sign_on_client.leads_to(sign_on, second, BACK))

    second.GET.update({"code": brought["code"], "state": own["state"]})
    with pytest.raises(SignOnSpent):
        sign_on_client.said_of(sign_on, second)
    first.GET.update(brought)
    with pytest.raises(SignOnSpent):
        sign_on_client.said_of(sign_on, first)


def test_a_state_that_this_browser_has_not_begun_is_refused_before_anything_is_asked(place) -> None:
    sign_on = place.sign_on()
    brought = place.person_agrees(sign_on_client.leads_to(sign_on, browser(), BACK))

    with pytest.raises(SignOnSpent):
        sign_on_client.said_of(sign_on, browser(**brought))

    assert place.times_asked("/token") == 0


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("access_denied", SignOnDeclined),
        ("login_required", SignOnDeclined),
        ("temporarily_unavailable", SignOnAway),
        ("server_error", SignOnAway),
        ("invalid_scope", SignOnFailed),
    ],
)
def test_a_no_is_told_apart_from_a_fault(place: Place, error, kind) -> None:
    sign_on, request = place.sign_on(), browser()
    brought = place.person_agrees(sign_on_client.leads_to(sign_on, request, BACK))
    request.GET.update({"error": error, "state": brought["state"]})

    with pytest.raises(SignOnFailed) as fault:
        sign_on_client.said_of(sign_on, request)

    assert type(fault.value) is kind


def test_the_way_out_brings_the_token_along_and_back(place: Place) -> None:
    request = browser()

    address = sign_on_client.leads_out(place.sign_on(), request, "token", BACK)

    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{place.issuer}/ut?")
    assert (asked["id_token_hint"], asked["post_logout_redirect_uri"]) == ("token", BACK)
    request.GET.update({"state": asked["state"]})
    assert sign_on_client.begun(request)
    assert sign_on_client.has_way_out(place.sign_on())


def test_a_place_may_have_no_way_out(place: Place) -> None:
    place.about = {"end_session_endpoint": None}

    assert not sign_on_client.has_way_out(place.sign_on())
    with pytest.raises(SignOnFailed):
        sign_on_client.leads_out(place.sign_on(), browser(), "token", BACK)


def test_secrets_leave_this_machine_over_https_alone() -> None:
    for address in ("http://token.example/", "file:///etc/passwd", "http://127.0.0.1.example/", ""):
        with pytest.raises(SignOnFailed):
            require_safe(address)
    for address in ("https://token.example/", "http://127.0.0.1:8080/", "http://localhost/"):
        require_safe(address)


def test_the_secret_is_not_shown(place: Place) -> None:
    assert "hemmelig" not in repr(place.sign_on())


def test_nothing_of_it_is_loaded_before_somebody_signs_in_that_way(tmp_path) -> None:
    """Also where a place is set: a web process has everything but this in it."""
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import django, sys; django.setup()\n"
            "from django.urls import reverse; reverse('sign_in_elsewhere')\n"
            "import sufflor.project.asgi\n"
            "print([m for m in ('authlib', 'joserfc', 'cryptography') if m in sys.modules])",
        ],
        env={
            "PATH": "/usr/bin:/bin",
            "DJANGO_SETTINGS_MODULE": "sufflor.project.settings",
            "SUFFLOR_DATA_DIR": str(tmp_path),
            "OIDC_ISSUER": "https://auth.example.no",
            "OIDC_CLIENT_ID": "s",
            "OIDC_CLIENT_SECRET": "h",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert loaded.stdout.strip() == "[]", loaded.stderr
