"""A case goes to the vendor clean and comes back, and the weekly list says what has changed."""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, mailing_to, sideways_pixels
from tests.mail_sink import Sink, mail_sink

BOARD = "/arbeid/leverandor/"
NUMBER = "13097248022"
TITLE = "Utkast forsvinner når fanen lukkes"
SAID = {
    "Sett i versjon": "7.4.1",
    "Slik får du det til å skje": "1. Skriv et utkast.\n2. Lukk fanen.",
    "Hva som skulle skje": "Utkastet er der.",
    "Hva som skjer": "Ingrid Solberg mistet utkastet sitt.",
}
MAIL_SECONDS = 30


def is_sound(page: Page) -> None:
    assert axe_findings(page) == []
    assert sideways_pixels(page) == 0


def told(sink: Sink) -> EmailMessage:
    """The one mail to the vendor, when it comes."""
    until = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < until:
        for taken in sink.taken:
            if taken.to == ("saker@arkivlaget.example",):
                return taken.mail
        time.sleep(0.2)
    pytest.fail("nothing came to the vendor")


@contextmanager
def beside_the_browser() -> Iterator[Sink]:
    """The browser has a loop of its own in this thread, so the mail server begins in another."""
    made = mail_sink()
    with ThreadPoolExecutor(1) as thread:
        yield thread.submit(made.__enter__).result()
        thread.submit(made.__exit__, None, None, None).result()


def put_down(page: Page, log: str) -> None:
    page.goto(BOARD)
    page.get_by_role("link", name="Ny sak").click()
    page.get_by_label("På én linje").fill(TITLE)
    for label, text in SAID.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("Loggen").fill(log)
    for box in page.get_by_role("group", name="Sjekkliste").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Noter den").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_a_number_in_the_log_is_stopped_cleaned_and_sent(visit: Visit, site: Site):
    vera = visit("vendor_contact")
    put_down(vera, f"08:35 bruker {NUMBER[:6]} {NUMBER[6:]} logget inn")

    # It is stopped, and shown where.
    vera.get_by_role("link", name="Meld den").click()
    expect(vera.get_by_role("alert")).to_contain_text(f"{NUMBER[:6]} *****")
    expect(vera.get_by_role("button", name="Send det som vises")).to_have_count(0)
    is_sound(vera)

    # It is cleaned, and looked at once more.
    vera.get_by_role("link", name="Ta det ut av saken").click()
    vera.get_by_label("Loggen").fill("08:35 bruker (fjernet) logget inn")
    vera.get_by_role("button", name="Lagre").click()
    vera.get_by_role("link", name="Meld den").click()
    letter = vera.get_by_role("group", name="Dette blir sendt")
    expect(letter).to_contain_text("Person 1 mistet utkastet sitt.")
    expect(letter).not_to_contain_text("Solberg")
    is_sound(vera)

    # It is sent, and the copy that is kept is what the mail server got.
    with beside_the_browser() as sink, mailing_to(site, sink.url):
        vera.get_by_role("button", name="Send det som vises").click()
        expect(vera.get_by_role("status")).to_contain_text("Sendt")
        mail = told(sink)
    kept = vera.get_by_role("listitem").filter(has_text="Sendt til leverandøren")
    expect(kept).to_contain_text("saker@arkivlaget.example")
    subject = kept.locator("summary")
    subject.click()
    assert mail["Subject"] == subject.inner_text()
    words = kept.get_by_role("group").last.text_content() or ""
    assert mail.get_content().replace("\r\n", "\n") == f"{words}\n"
    assert NUMBER not in mail.as_string()
    is_sound(vera)


def test_the_weekly_list_says_what_has_changed(visit: Visit, tmp_path: Path):
    vera = visit("vendor_contact")
    vera.goto(BOARD)
    vera.get_by_role("link", name=re.compile("Møteliste for")).click()
    vera.get_by_role("button", name="Vi har gått gjennom den").click()
    expect(vera.get_by_role("main")).to_contain_text("0 av")

    # One card is moved, with the keyboard alone.
    vera.goto(BOARD)
    card = vera.get_by_role("article", name=re.compile("Varsel om godkjenning"))
    card.locator("summary").focus()
    vera.keyboard.press("Enter")
    button = card.get_by_role("button", name="Leverandøren har bekreftet den")
    expect(button).to_be_visible()
    vera.keyboard.press("Tab")
    expect(button).to_be_focused()
    vera.keyboard.press("Enter")
    column = vera.get_by_role("region", name=re.compile("Bekreftet av leverandøren"))
    expect(column).to_contain_text("Varsel om godkjenning")

    # The list says so, on the page, on paper and in the file.
    vera.get_by_role("link", name=re.compile("Møteliste for")).click()
    row = vera.get_by_role("row").filter(has_text="Varsel om godkjenning")
    expect(row.get_by_role("cell").nth(2)).to_have_text("Bekreftet av leverandøren")
    is_sound(vera)
    vera.emulate_media(media="print")
    expect(vera.get_by_role("button", name="Vi har gått gjennom den")).to_be_hidden()
    expect(row).to_be_visible()
    vera.emulate_media(media="screen")
    with vera.expect_download() as loading:
        vera.get_by_role("link", name="Til regneark").click()
    loading.value.save_as(tmp_path / "liste.csv")
    text = (tmp_path / "liste.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    changed = [each["Tittel"] for each in rows if each["Siden forrige møte"]]
    assert len(changed) == 1
    assert changed[0].startswith("Varsel om godkjenning")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (360, False)])
def test_its_pages_are_for_everyone(visit: Visit, width: int, dark: bool):
    vera = visit("vendor_contact", width=width, dark=dark)
    for address in (
        BOARD,
        f"{BOARD}ny/",
        f"{BOARD}5/",
        f"{BOARD}5/send/",
        f"{BOARD}5/flytt/rettelse/",
        f"{BOARD}moteliste/1/",
        f"{BOARD}versjoner/",
        f"{BOARD}versjoner/2/",
    ):
        vera.goto(address)
        is_sound(vera)
    if width < 400:
        vera.goto(f"{BOARD}?tilstand=confirmed")
        expect(vera.get_by_role("article")).not_to_have_count(0)
        expect(vera.get_by_role("heading", level=2)).to_have_count(1)
