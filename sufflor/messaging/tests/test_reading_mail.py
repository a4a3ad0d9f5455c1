"""What a mail says, however it was made; and that no mail is so badly made that we fall over it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufflor.messaging.plain_text import from_html, unquoted
from sufflor.messaging.reading_mail import read
from tests.mailbox import mail

REPLY = "Takk, det virker."
BEGINNINGS = [
    "Den tor. 29. okt. 2026 kl. 10:00 skrev Sufflør <hjelp@nidelva.example>:\n> Prøv dette.",
    "On Thu, Oct 29, 2026 at 10:00 AM Sufflør\n<hjelp@nidelva.example> wrote:\n> Prøv dette.",
    "29.10.2026 10:00, Sufflør skreiv:\n> Prøv dette.",
    "-----Opprinnelig melding-----\nFra: Sufflør",
    "----- Original Message -----\nFrom: Sufflør",
    "________________________________\nFra: Sufflør\nSendt: torsdag\nEmne: Svar",
    "Fra: Sufflør <hjelp@nidelva.example>\nSendt: torsdag 29. oktober\nTil: Kari\nEmne: Svar",
    "*From:* Sufflør\n*Sent:* Thursday\n*To:* Kari",
    "-- \nKari Moen\nInstitutt for bygg og miljø",
]
HEADERS = b"From: kari@nidelva.example\r\nSubject: Hei\r\n"
BROKEN = {
    "no boundary": HEADERS + b"Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nHei\r\n--x--",
    "unknown charset": HEADERS + b"Content-Type: text/plain; charset=klingon\r\n\r\nHei \xe6",
    "bad base64": HEADERS + b"Content-Transfer-Encoding: base64\r\n\r\nSGVp!!!=x",
    "bad words": HEADERS.replace(b"Hei", b"=?utf-8?b?////?= =?x?q?a?=") + b"\r\nHei",
    "NUL": HEADERS + b"\r\nHe\x00i",
    "no headers": b"\r\n\r\nHei",
    "nothing": b"",
    "8 bits in headers": b"From: K\xe6re <kari@nidelva.example>\r\nSubject: \xe6\xf8\r\n\r\nHei",
    "two senders": b"From: a@nidelva.example, b@nidelva.example\r\n\r\nHei",
    "an attached mail that is none": HEADERS + b"Content-Type: message/rfc822\r\n\r\n",
    "a name in pieces": HEADERS
    + b"Content-Type: image/png; name*0*=utf-8''%C3; name*1=x\r\n\r\nabc",
    "a surrogate": HEADERS + b"Content-Type: text/plain; charset=utf-16\r\n\r\n\xd8\x00",
}


@pytest.mark.parametrize("quoted", BEGINNINGS)
def test_of_an_answer_only_what_is_new_is_left(quoted) -> None:
    assert unquoted(f"{REPLY}\n\n{quoted}") == REPLY


@pytest.mark.parametrize(
    "text",
    [
        "On page 3 of the manual he wrote:\nThis is it.",
        "Den feilen som jeg skrev om 3 ganger er der ennå.",
        "Fra: jeg vet ikke hvem.\nDet står ingenting mer.",
        "> bare det vi skrev",
    ],
)
def test_words_that_only_look_like_a_quotation_stay(text) -> None:
    assert unquoted(text) == text


def test_what_stands_between_quotations_is_kept_in_its_order() -> None:
    said = unquoted("> Hvilken enhet?\nIV-BM.\n\n> Siden når?\nI går.")

    assert said == "IV-BM.\n\nI går."


def test_html_becomes_lines_and_nothing_in_it_runs_or_hides() -> None:
    said = from_html(
        "<style>@import 'x'</style><base href=x><p>Hei,<br>det <b>står</b> feil.</p>"
        "<script>alert(1)</script><form><input value=x></form><ul><li>en<li>to</ul>"
        "<img src=https://x.example/1.gif onerror=alert(1)><title>x</title>"
        '<div class="gmail_quote">On Mon<blockquote>Gammelt</blockquote></div>'
    )

    assert unquoted(said) == "Hei,\ndet står feil.\n\n- en\n- to"


def test_plain_text_is_read_before_html_and_files_beside_both() -> None:
    sent = mail("Det står feil 17.")
    sent.add_alternative("<p>Det står <b>feil 17</b>.</p>", subtype="html")
    sent.add_attachment(b"abc", maintype="image", subtype="png", filename="skjerm æ.png")
    sent.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="invite.ics")
    sent.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")

    said = read(bytes(sent))

    assert said.text == "Det står feil 17."
    assert [(each.name, each.content) for each in said.attached] == [("skjerm æ.png", b"abc")]
    assert (said.has_calendar, said.has_winmail) == (True, True)


def test_html_alone_is_read_as_text() -> None:
    sent = EmailMessage()
    sent.set_content("<p>Hei&nbsp;der</p>", subtype="html")

    assert read(bytes(sent)).text == "Hei der"


def test_a_picture_without_a_name_gets_one() -> None:
    sent = mail()
    sent.add_attachment(b"abc", maintype="image", subtype="png")

    (picture,) = read(bytes(sent)).attached

    assert picture.name == "1.png"


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_mail_is_read_as_far_as_it_goes(name) -> None:
    said = read(BROKEN[name])

    assert "\0" not in said.text
    assert name in {"nothing", "bad words", "a surrogate"} or said.text or said.attached
    assert name != "two senders" or said.sender == ""


def test_a_name_that_holds_an_address_is_only_a_name() -> None:
    said = read(bytes(mail(From='"sjef@nidelva.example" <fremmed@verden.example>')))

    assert (said.sender, said.sender_name) == ("fremmed@verden.example", "sjef@nidelva.example")


@given(st.binary(max_size=400))
def test_whatever_comes_is_read(raw) -> None:
    read(raw)
    read(HEADERS + raw)
    read(HEADERS + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + raw)


@given(st.text(max_size=300))
def test_whatever_is_written_is_cut_to_some_of_it(text) -> None:
    assert unquoted(text) or not text.strip()
    from_html(text)
