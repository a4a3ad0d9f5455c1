"""A department writes a guide, has it approved and reviews it later, and reaches no other's."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels
from tests.journeys.steps import search

TITLE = "Slik bestiller du nøkkelkort"
FAKE_HEADING = "Hente kortet"
STEPS = ["Åpne skjemaet", "Velg hvor du henter det"]
PAGES = "/admin/cms/pages/"
SENT = "Send inn til Godkjenning av prosessleder"


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


def is_sound(page: Page) -> None:
    assert axe_findings(page) == []
    assert sideways_pixels(page) == 0


def write(page: Page, words: str) -> None:
    """Instead of what stood there."""
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    has_taken(page, words)


def has_taken(page: Page, what: str) -> None:
    """The editor puts what is written into the form a moment after it is."""
    expect(page.locator("input[name=body]")).to_have_value(re.compile(re.escape(what)))


def send(page: Page) -> None:
    page.get_by_role("button", name="Flere handlinger").click()
    page.get_by_role("button", name=SENT).click()


def test_a_guide_is_written_approved_found_and_reviewed(visit: Visit):
    # The department wants its texts approved.
    anne = visit("admin")
    anne.goto("/styring/innhold/?enhet=DOKU")
    anne.get_by_role("button", name="Be om godkjenning").click()
    expect(anne.get_by_role("status")).to_contain_text("sendes tekstene til godkjenning")
    is_sound(anne)

    # An editor writes a guide; what shuts some readers out is pointed at, and nothing is lost.
    eirik = visit("editor")
    eirik.goto(PAGES)
    section = eirik.url.rstrip("/").rpartition("/")[2]
    eirik.goto(f"{PAGES}add/knowledge/article/{section}/")
    eirik.get_by_role("textbox", name="Tittel").first.fill(TITLE)
    eirik.get_by_label("Saksområde").select_option(label="Arkiv og journal")
    write(eirik, FAKE_HEADING)
    eirik.keyboard.press("Shift+Home")
    eirik.keyboard.press("Control+b")
    has_taken(eirik, '"BOLD"')
    send(eirik)
    expect(eirik.get_by_text(f"«{FAKE_HEADING}» er uthevet")).to_be_visible()
    write(eirik, "Bestill nøkkelkort i skjemaet, og hent det i resepsjonen.")
    for number, step in enumerate(STEPS):
        eirik.get_by_role("button", name="Legg til Steg").click()
        eirik.locator(f"#id_steps-{number}-title").fill(step)

    # In the preview it looks as it will to readers; it is to be taken down at a time of its own.
    eirik.get_by_role("button", name="Vis eller skjul forhåndsvisning").click()
    preview = eirik.frame_locator("iframe[title]")
    expect(preview.locator(".steps > li")).to_have_count(len(STEPS))
    eirik.get_by_role("button", name="Vis eller skjul status").click()
    eirik.get_by_role("button", name="Sett tidspunkt").click()
    eirik.locator("#id_expire_at").fill("2090-01-01 12:00")
    # The calendar lies over the button for as long as the field has the focus.
    eirik.get_by_role("button", name="Lagre tidspunktet").press("Enter")
    send(eirik)
    expect(eirik.locator(".messages")).to_contain_text("sendt til godkjenning")

    # It is read by everyone once it is approved.
    guest = visit()
    search(guest, "nøkkelkort")
    expect(guest.get_by_role("link", name=TITLE)).to_have_count(0)
    anne.goto("/admin/cms/")
    anne.get_by_role("link", name=TITLE).first.click()
    anne.get_by_role("button", name="Flere handlinger").click()
    anne.get_by_role("button", name="Godkjenne og Publiser").click()
    search(guest, "nøkkelkort")
    guest.get_by_role("link", name=TITLE).first.click()
    expect(guest.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(guest.locator(".steps > li > h2")).to_have_text(STEPS)
    is_sound(guest)

    # Later its department goes through it.
    eirik.goto("/styring/innhold/")
    row = eirik.get_by_role("listitem").filter(has_text=TITLE)
    row.get_by_role("link", name="Gå gjennom").click()
    eirik.get_by_label("Den holder").check()
    eirik.get_by_role("button", name="Lagre gjennomgangen").click()
    expect(eirik.get_by_role("status")).to_contain_text("er gjennomgått")
    guest.reload()
    expect(guest.get_by_role("main")).to_contain_text("Gjennomgått av avdelingen")

    # In the end the department does without approvals again.
    anne.goto("/styring/innhold/?enhet=DOKU")
    anne.get_by_role("button", name="La redaktørene publisere selv").click()
    expect(anne.get_by_role("status")).to_contain_text("publiserer redaktørene")


def test_an_editor_does_not_reach_another_departments_texts(visit: Visit):
    anne = visit("admin")
    anne.goto(PAGES)
    anne.get_by_role("link", name="HR-avdelingen").first.click()
    anne.wait_for_url(f"**{PAGES}*/**")
    others = anne.url.partition(PAGES)[2].partition("/")[0]

    eirik = visit("editor")
    eirik.goto(f"{PAGES}{others}/edit/")

    expect(eirik.locator(".messages")).to_be_visible()
    assert eirik.url.endswith("/admin/cms/")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_what_meets_an_editor_is_for_everyone(visit: Visit, width: int, dark: bool):
    eirik = visit("editor", width=width, dark=dark)
    eirik.goto("/admin/cms/")
    expect(eirik.get_by_role("heading", name="Slik gjør du det")).to_be_visible()
    is_sound(eirik)
    eirik.goto("/admin/cms/account/")
    is_sound(eirik)


def test_an_editor_goes_from_a_text_to_changing_it_and_out_again(visit: Visit):
    eirik = visit("editor")
    eirik.goto("/tema/generell/avslutte-en-sak/")
    eirik.get_by_role("link", name="Endre teksten").click()
    expect(eirik.get_by_role("textbox", name="Tittel").first).to_have_value("Avslutte en sak")
    eirik.get_by_role("link", name="Skal gjøres").click()
    expect(eirik.get_by_role("heading", level=1)).to_have_text("Tekster som holder seg sanne")


def test_before_a_department_is_closed_all_that_it_keeps_is_shown(visit: Visit):
    anne = visit("admin")
    anne.goto("/styring/innhold/?enhet=HR")
    anne.get_by_role("link", name="En avdeling legges ned").click()
    anne.get_by_label("Hvilken avdeling som legges ned").select_option(label="HR-avdelingen")
    anne.get_by_label("Hvem som tar seg av tekstene").select_option(label="IT-avdelingen")
    anne.get_by_role("button", name="Vis hva det er").click()
    expect(anne.get_by_role("main")).to_contain_text("Personal")
    expect(anne.get_by_role("button", name="Flytt alt")).to_be_visible()
    is_sound(anne)
