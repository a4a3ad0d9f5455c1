"""A real IMAP server, shared by the tests of a run, and mail as people and machines write it."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from itertools import count

import pytest

from tools.door import dovecot
from tools.door.dovecot import Mailbox
from tools.door.steps import IN_CI

_numbers = count(1)


@pytest.fixture(scope="session")
def imap_server() -> Iterator[Mailbox]:
    program = dovecot.dovecot()
    if program is None:
        sentence = "There is no Dovecot on this machine (apt-get install dovecot-imapd)."
        if IN_CI:
            pytest.fail(sentence)
        pytest.skip(sentence)
    with dovecot.throwaway_mailbox(program) as mailbox:
        yield mailbox


@pytest.fixture
def imap_mailbox(imap_server: Mailbox) -> Iterator[Mailbox]:
    """The same one, and nothing in it."""
    yield imap_server
    for folder in ("new", "cur"):
        for path in (imap_server.maildir / folder).iterdir():
            path.unlink()


def put(mailbox: Mailbox, raw: bytes) -> None:
    """As a mail server on the same machine delivers it."""
    name = f"{next(_numbers):06}.test"
    unfinished = mailbox.maildir / "tmp" / name
    unfinished.write_bytes(raw)
    unfinished.chmod(0o666)
    unfinished.rename(mailbox.maildir / "new" / name)


def mail(text: str = "Det står feil 17.", **headers: str) -> EmailMessage:
    """From Kari to us, unless it is said otherwise; underscores stand for hyphens."""
    made = EmailMessage()
    given = {
        "From": "Kari Nordmann <kari@nidelva.example>",
        "To": "hjelp@nidelva.example",
        "Subject": "Ekspedering stopper",
        "Message_ID": f"<{next(_numbers)}@post.example>",
        **headers,
    }
    for name, value in given.items():
        if value:
            made[name.replace("_", "-")] = value
    made.set_content(text)
    return made
