"""What production is strict about is decided at the start, so each case is a start of its own."""

import os
import subprocess
import sys

import pytest

SHOW = (
    "from django.conf import settings as s;"
    "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,"
    " s.SESSION_COOKIE_SAMESITE, s.SECURE_SSL_REDIRECT)"
)


def start(folder, **environment):
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "sufflor.project.settings", "SUFFLOR_DATA_DIR": str(folder)}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_cookies_are_for_https_alone_in_production(tmp_path):
    started = start(tmp_path, SUFFLOR_PRODUCTION="1", SUFFLOR_DEMO="0", SECRET_KEY="x" * 50)

    assert started.stdout.split() == ["True", "True", "True", "Lax", "True"], started.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SUFFLOR_DEMO": "1", "SECRET_KEY": "x" * 50}, "never starts with production settings"),
        ({"SUFFLOR_DEMO": "0", "SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "x" * 50, "MAIL_URL": "smtp://mail.example.no"}, "MAIL_FROM is missing"),
        ({"SECRET_KEY": "x" * 50, "MAIL_URL": "mail.example.no"}, "MAIL_URL must begin with"),
        ({"SECRET_KEY": "x" * 50, "MAIL_FROM": "Sufflør"}, "MAIL_FROM must be an address"),
    ],
)
def test_production_refuses_what_is_for_trying_out_or_half_said(tmp_path, environment, sentence):
    started = start(tmp_path, **{"SUFFLOR_PRODUCTION": "1", "SUFFLOR_DEMO": "0", **environment})

    assert started.returncode == 1
    assert sentence in started.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET"),
        ({"OIDC_ISSUER": "http://auth.example.no"}, "must begin with https"),
        ({"OIDC_OPENS_ACCOUNTS": "1"}, "needs OIDC_DOMAIN"),
    ],
)
def test_a_sign_in_that_is_half_said_stops_the_start(tmp_path, environment, sentence):
    told = {} if not environment else {"OIDC_CLIENT_ID": "s", "OIDC_CLIENT_SECRET": "h"}
    place = {"OIDC_ISSUER": "https://auth.example.no", **told, **environment}

    started = start(tmp_path, SUFFLOR_DEMO="0", SECRET_KEY="x" * 50, **place)

    assert started.returncode == 1
    assert sentence in started.stderr
