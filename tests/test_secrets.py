"""What never leaves the house: keys, the words of a fault, and who people are."""

from __future__ import annotations

import io
import json
import logging
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.test import Client

from sufflor.lib.refusals import Refusal
from tests.markup import SCRIPTS
from tests.test_gates import signed_in

CANARY = "kanarifugl-4711"
SENTENCES = {
    400: ("Det forsto vi ikke", "Det forstod vi ikkje", "We did not understand that"),
    404: ("Vi finner ikke siden", "Vi finn ikkje sida", "We cannot find the page"),
}


@pytest.fixture
def log() -> io.StringIO:
    """Everything that our own handler writes."""
    written = io.StringIO()
    handler = next(
        one for one in logging.getLogger().handlers if "Formatter" in repr(one.formatter)
    )
    stream = handler.setStream(written)
    yield written
    handler.setStream(stream)


@contextmanager
def broken(monkeypatch, problem: Exception):
    """The front page raises this."""

    def fail(*args: object, **kwargs: object):
        del args, kwargs
        try:
            raise ValueError(f"inner {CANARY}")
        except ValueError as inner:
            raise problem from inner

    with monkeypatch.context() as patch:
        patch.setattr("sufflor.frontstage.home._shown", fail)
        yield Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_fault_gives_nothing_away_and_has_a_number(monkeypatch, log, kari) -> None:
    with broken(monkeypatch, RuntimeError(f"{CANARY} {settings.SECRET_KEY} kari")) as client:
        client.force_login(kari)
        answer = client.get(f"/?q={CANARY}", headers={"Cookie": f"x={CANARY}"})

    page, line = answer.content.decode(), json.loads(log.getvalue().splitlines()[-1])
    assert answer.status_code == 500
    assert answer["X-Request-ID"] in page
    assert line["request_id"] == answer["X-Request-ID"]
    assert "RuntimeError" in line["exc_info"]
    assert "frontstage/home.py" in line["exc_info"]
    for secret in (CANARY, settings.SECRET_KEY, "kari", "Kari"):
        assert secret not in page
        assert secret not in log.getvalue()


@pytest.mark.django_db
def test_a_fault_keeps_what_was_typed(monkeypatch, log, hilde_host, question) -> None:
    def fail(**_given: object):
        raise RuntimeError(CANARY)

    monkeypatch.setattr("sufflor.questions.actions.answer", fail)
    client = signed_in(hilde_host, raise_request_exception=False)

    answer = client.post(
        f"/sporsmal/{question.pk}/svar/", {"text": f"Mitt lange svar {SCRIPTS[0]}"}
    )

    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Mitt lange svar &lt;script&gt;" in page
    assert CANARY not in page + log.getvalue()
    assert "Mitt lange svar" not in log.getvalue()


@pytest.mark.django_db
def test_ordinary_life_leaves_no_names_in_the_log(log, kari, caplog) -> None:
    kari.email = "kari@nidelva.example"
    kari.save()
    client = Client()
    caplog.set_level(logging.DEBUG, logger="sufflor")

    client.post("/logg-inn/", {"username": "kari", "password": "feil"})
    for _ in range(12):
        client.post("/logg-inn/", {"username": "nemo@nidelva.example", "password": CANARY})
    client.post("/logg-inn/", {"username": "kari", "password": "demo"})
    client.get("/sok/?q=sykmelding+kari")
    client.get("/finnes-ikke/?q=sykmelding")
    client.get("/", headers={"Host": "evil.example"})
    client.post("/meldinger/", {"text": "sykmelding"})
    client.post("/sporsmal/", {"text": "sykmelding"})
    Client(enforce_csrf_checks=True).post("/sporsmal/", {"text": "sykmelding"})
    client.post("/logg-ut/")

    written = log.getvalue() + caplog.text
    for word in ("kari", "nemo", "nidelva.example", "sykmelding", CANARY, "evil.example"):
        assert word not in written


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.django_db
def test_every_refusal_speaks_the_language_of_its_page(monkeypatch, kari, question, number) -> None:
    prefix, code = (("", "nb"), ("/nn", "nn"), ("/en", "en"))[number]
    client = signed_in(kari, raise_request_exception=False)
    strict = Client(enforce_csrf_checks=True)
    answers = [
        client.get(f"{prefix}/", headers={"Host": "evil.example"}),
        strict.post(f"{prefix}/sporsmal/", {"text": "Hva nå, da?"}),
        client.get(f"{prefix}/styring/innforing/"),
        client.get(f"{prefix}/finnes-ikke/"),
        client.get(f"{prefix}/sporsmal/"),
        client.post(f"{prefix}/sporsmal/{question.pk}/stemme/"),
    ]
    for problem in (RuntimeError(), Refusal()):
        with broken(monkeypatch, problem):
            answers.append(client.get(f"{prefix}/"))

    assert [one.status_code for one in answers] == [400, 403, 403, 404, 405, 409, 500, 409]
    for answer in answers:
        page = answer.content.decode()
        assert f'<html lang="{code}"' in page
        if answer.status_code in SENTENCES:
            assert SENTENCES[answer.status_code][number] in page


@pytest.mark.django_db
def test_an_account_that_is_closed_is_signed_out_at_once(hilde_host) -> None:
    client = signed_in(hilde_host)
    assert client.get("/styring/").status_code == 200
    hilde_host.is_active = False
    hilde_host.save()

    assert client.get("/styring/").status_code == 302
