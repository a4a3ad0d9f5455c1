"""Reading a real IMAP server, and a Maildir: nothing is lost, and nothing comes twice."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.db import connection

from sufflor.desk.models import Request
from sufflor.lib.mailboxes import MailboxPlace, mailbox_place
from sufflor.messaging import intake, mailboxes
from sufflor.messaging.models import Fate, MailboxVisit, Received
from sufflor.organization.models import User
from tests import programs
from tests.cast import MORNING
from tests.mailbox import mail, put

MINUTE = timedelta(minutes=1)


@pytest.fixture
def place(imap_mailbox) -> MailboxPlace:
    return mailbox_place(imap_mailbox.url)


@pytest.fixture
def maildir(tmp_path) -> MailboxPlace:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return MailboxPlace(maildir=tmp_path)


def left(mailbox) -> list[str]:
    return [path.name for name in ("new", "cur") for path in (mailbox.maildir / name).iterdir()]


@pytest.mark.django_db
def test_what_lies_there_is_stored_and_taken_away(imap_mailbox, place) -> None:
    for number in range(3):
        put(imap_mailbox, bytes(mail(f"Nummer {number}")))

    assert intake.fetch(place, MORNING) == 3

    assert {each.text for each in Received.objects.all()} == {"Nummer 0", "Nummer 1", "Nummer 2"}
    assert left(imap_mailbox) == []
    assert intake.fetch(place, MORNING) == 0


@pytest.mark.django_db
def test_bytes_come_as_they_were_sent(imap_mailbox, place) -> None:
    made = mail("Blåbærsyltetøy på brødskiva")
    made.add_attachment(bytes(range(256)) * 400, "application", "pdf", filename="å.pdf")
    put(imap_mailbox, bytes(made))

    intake.fetch(place, MORNING)

    content = bytes(Received.objects.get().raw_mail.content)
    assert content.replace(b"\r\n", b"\n") == bytes(made)


@pytest.mark.django_db
def test_of_a_mail_that_is_too_large_only_its_headers_come(
    imap_mailbox, place, monkeypatch
) -> None:
    monkeypatch.setattr(mailboxes, "LARGEST", 20_000)
    put(imap_mailbox, bytes(mail("x" * 70 + "\n" + ("y" * 70 + "\n") * 500, Subject="Stor")))
    put(imap_mailbox, bytes(mail("Liten")))

    assert intake.fetch(place, MORNING) == 2

    large, small = Received.objects.order_by("text")
    assert (large.fate, large.subject, large.text) == (Fate.HELD, "Stor", "")
    assert len(large.raw_mail.content) < 1000
    assert small.text == "Liten"
    # It lies there for people to find, and is not fetched once more.
    assert len(left(imap_mailbox)) == 1
    assert intake.fetch(place, MORNING) == 0


@pytest.mark.django_db
def test_somebody_else_may_take_a_mail_away_meanwhile(imap_mailbox, place) -> None:
    for _number in range(2):
        put(imap_mailbox, bytes(mail()))

    with mailboxes.opened(place) as box, mailboxes.opened(place) as other:
        arrived = box.arrived()
        next(arrived)
        for each in other.arrived():
            each.take_away()

        assert len(list(arrived)) <= 1


@pytest.mark.parametrize("wrong", ["nobody there", "password", "folder", "silent"])
@pytest.mark.django_db
def test_a_mailbox_that_cannot_be_read_is_told_of_until_it_can(
    imap_mailbox, place, monkeypatch, wrong
) -> None:
    if wrong == "silent":
        monkeypatch.setattr(mailboxes, "ANSWER_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        bad = {
            "nobody there": MailboxPlace(host="127.0.0.1", port=9, user="x"),
            "password": mailbox_place(imap_mailbox.url.replace("hemmelig", "feil")),
            "folder": mailbox_place(imap_mailbox.url.replace("INBOX", "Finnes ikke")),
            "silent": MailboxPlace(host="127.0.0.1", port=silent.getsockname()[1], user="x"),
        }[wrong]
        intake.fetch(bad, MORNING)

    trouble = MailboxVisit.objects.get()
    assert trouble.trouble
    assert trouble.trouble_since == MORNING
    monkeypatch.undo()
    intake.fetch(place, MORNING + MINUTE)
    assert MailboxVisit.objects.get().trouble == ""


@pytest.mark.django_db
def test_a_maildir_is_read_like_a_mailbox(maildir, monkeypatch) -> None:
    monkeypatch.setattr(mailboxes, "LARGEST", 20_000)
    folder = maildir.maildir
    (folder / "new" / "1.small").write_bytes(bytes(mail("Liten")))
    (folder / "cur" / "2.large:2,S").write_bytes(bytes(mail("z" * 70 + "\n" + "z\n" * 20_000)))

    assert intake.fetch(maildir, MORNING) == 2
    assert intake.fetch(maildir, MORNING) == 0

    assert [path.name for path in folder.rglob("*.*")] == ["2.large:2,F"]
    assert {each.text for each in Received.objects.all()} == {"Liten", ""}


@pytest.mark.django_db
def test_a_maildir_that_is_not_there_is_told_of(tmp_path) -> None:
    intake.fetch(MailboxPlace(maildir=tmp_path / "finnes-ikke"), MORNING)

    assert "finnes-ikke" in MailboxVisit.objects.get().trouble


@pytest.mark.usefixtures("on_disk", "our_mailbox")
def test_a_fetcher_that_is_killed_at_any_step_loses_nothing_and_brings_nothing_twice(
    kari, liv_first_line, imap_mailbox, surroundings
) -> None:
    User.objects.filter(pk=kari.pk).update(email="kari@nidelva.example")
    for number in range(3):
        put(imap_mailbox, bytes(mail(f"Nummer {number}")))
    connection.close()
    surroundings["MAILBOX_ADDRESS"] = "hjelp@nidelva.example"

    steps = ("before store", "after store", "before take", "after take")
    url = imap_mailbox.url
    programs.run("sufflor.messaging.tests.fetching", url, *steps, env=surroundings)

    assert {each.text for each in Request.objects.all()} == {"Nummer 0", "Nummer 1", "Nummer 2"}
    assert Request.objects.count() == 3
    assert left(imap_mailbox) == []


@pytest.mark.parametrize(
    "url", ["smtp://x", "imap://host-without-user", "maildir://host/path", "maildir:", "x"]
)
def test_an_address_that_is_no_mailbox_says_why(url) -> None:
    with pytest.raises(ValueError, match="must"):
        mailbox_place(url)


def test_a_mailbox_is_read_from_its_address() -> None:
    place = mailbox_place("imaps://post%40x:p%2Fw@imap.example.no/Hjelp/Inn")

    assert (place.host, place.port, place.is_tls) == ("imap.example.no", 993, True)
    assert (place.user, place.password, place.folder) == ("post@x", "p/w", "Hjelp/Inn")
    assert mailbox_place("") is None
    assert "p/w" not in repr(place)
