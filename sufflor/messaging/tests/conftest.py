"""People with addresses, a mail server that fails as it is told to, and a worker to send with."""

from __future__ import annotations

import pytest

from sufflor.messaging.couriers import SmtpCourier
from sufflor.messaging.worker import Worker
from sufflor.questions import actions as questions
from tests.cast import MORNING
from tests.mail_sink import mail_sink
from tests.workers import same_store


@pytest.fixture
def sink():
    with mail_sink() as sink:
        yield sink


@pytest.fixture
def surroundings(tmp_path, sink):
    """What another process needs to find the same store and the same mail server."""
    return {**same_store(tmp_path), "MAIL_URL": sink.url}


@pytest.fixture
def work(sink):
    """Let a worker that has just been started do all there is to do."""

    def work(times: int = 50) -> Worker:
        worker = Worker(SmtpCourier(sink.server))
        while times and worker.work():
            times -= 1
        return worker

    return work


@pytest.fixture
def kari(kari):
    return with_address(kari)


@pytest.fixture
def lars(lars):
    return with_address(lars)


@pytest.fixture
def hilde_host(hilde_host):
    return with_address(hilde_host)


def with_address(person):
    person.email = f"{person.username}@nidelva.example"
    person.save()
    return person


@pytest.fixture
def answered(question, lars, hilde_host):
    """Kari has asked, Lars stands behind it, and Hilde has answered."""
    questions.vote(question=question, by=lars, at=MORNING)
    return questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)


@pytest.fixture
def our_mailbox(settings):
    """People write to this address."""
    settings.MAILBOX_ADDRESS = "hjelp@nidelva.example"
    settings.MAIL_FROM = "Sufflør <hjelp@nidelva.example>"
