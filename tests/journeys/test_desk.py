"""An adviser answers from a phone with three buttons, and the first line works an hour by keys."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, axe_findings, sideways_pixels
from tests.journeys.test_keyboard import tab_to

FIRST_LINE = "/arbeid/henvendelser/?ko=forstelinje"
MINE = "/arbeid/henvendelser/?ko=mine"


def waiting(page: Page) -> int:
    """How many the heading of the list counts; none when there is no number."""
    found = re.search(r"\d+", page.get_by_role("heading", level=1).inner_text())
    return int(found[0]) if found else 0


def simple_page(page: Page, title: str) -> None:
    """From one's own list to the page with three buttons."""
    page.goto(MINE)
    page.get_by_role("link", name=title).click()
    page.locator(".work-buttons summary").click()
    page.get_by_role("link", name="Den enkle siden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_an_adviser_on_a_phone_answers_hands_over_and_returns(visit: Visit):
    mona = visit("adviser", width=360)

    simple_page(mona, "Arbeidsavtale for timelærer")
    assert sideways_pixels(mona) <= 0
    mona.locator("summary", has_text="Svar").click()
    mona.get_by_label("Svaret ditt").fill("Den skal ligge i personalmappen.")
    assert axe_findings(mona) == []
    mona.get_by_role("button", name="Send til Ingrid").click()
    expect(mona.get_by_text("Svaret er sendt.")).to_be_visible()
    expect(mona.locator(".thread")).to_contain_text("Den skal ligge i personalmappen.")

    simple_page(mona, "Skal søknad om permisjon skjermes?")
    mona.locator("summary", has_text="Send videre").click()
    mona.get_by_label("Hva som er prøvd").fill("Jeg fant ikke kode for helse i rutinen.")
    mona.get_by_role("button", name="Send videre").click()
    expect(mona.get_by_text("Du kan fortsatt se hvordan det går.")).to_be_visible()

    simple_page(mona, "Hvor arkiveres referat fra medarbeidersamtale?")
    mona.locator("summary", has_text="Send tilbake").click()
    mona.get_by_label("Hvorfor du sender den tilbake").fill("Dette er ikke mitt område.")
    mona.get_by_role("button", name="Send tilbake").click()
    expect(mona.get_by_text("Brukerstøtten i DOKU har den nå. Du kan")).to_be_visible()
    mona.goto(MINE)
    assert waiting(mona) == 0


def test_without_a_script_the_buttons_do_the_same(visit: Visit):
    anne = visit("first_line", width=360, javascript=False)
    anne.goto(FIRST_LINE)
    before = waiting(anne)

    anne.locator(".work-rows .work-link").first.click()
    anne.locator(".work-buttons summary").click()
    anne.get_by_role("link", name="Den enkle siden").click()
    anne.locator("summary", has_text="Svar").click()
    anne.get_by_label("Svaret ditt").fill("Uten skript går det også.")
    anne.get_by_role("button", name=re.compile("Send til ")).click()

    expect(anne.locator(".thread")).to_contain_text("Uten skript går det også.")
    anne.goto(FIRST_LINE)
    assert waiting(anne) == before - 1


def test_the_first_line_works_through_twelve_requests_by_keys_alone(visit: Visit):
    anne = visit("first_line")
    anne.goto(FIRST_LINE)
    before = waiting(anne)
    seen = []

    _open_the_first(anne)
    for number in range(12):
        expect(anne.locator("#request-title")).to_be_visible()
        seen.append(anne.locator("#request-title").inner_text())
        if number % 4 == 3:
            _note_and_hand_up(anne)
        else:
            _reply_and_resolve(anne, f"Svar nummer {number}.")
        expect(anne.locator("#request-title")).not_to_have_text(seen[-1])

    assert len(set(seen)) == 12
    anne.wait_for_load_state()
    anne.keyboard.press("g")
    anne.keyboard.press("f")
    anne.wait_for_url("**/?ko=forstelinje")
    assert waiting(anne) == before - 12


def test_a_reply_is_held_back_and_a_handover_undone_by_one_key(visit: Visit):
    anne = visit("first_line")
    anne.goto(FIRST_LINE)
    _open_the_first(anne)
    first = anne.locator("#request-title").inner_text()

    _reply_and_resolve(anne, "Dette ble feil.")
    expect(anne.get_by_text("går om et øyeblikk")).to_be_visible()
    anne.wait_for_load_state()
    anne.keyboard.press("u")
    expect(anne.locator("#request-title")).to_have_text(first)
    expect(anne.get_by_label("Svaret ditt")).to_have_value("Dette ble feil.")

    _note_and_hand_up(anne)
    expect(anne.get_by_text("er sendt videre.")).to_be_visible()
    anne.wait_for_load_state()
    anne.keyboard.press("u")
    expect(anne.locator("#request-title")).to_have_text(first)
    expect(anne.locator(".rung[aria-current]")).to_contain_text("Førstelinje")


def test_two_who_reply_at_once_see_each_other_and_both_texts_are_kept(visit: Visit):
    anne, hilde = visit("first_line"), visit("host")
    anne.goto(FIRST_LINE)
    _open_the_first(anne)
    expect(anne.locator("#request-title")).to_be_visible()

    anne.get_by_label("Svaret ditt").fill("Anne skriver dette.")
    expect(anne.get_by_text("Utkast lagret")).to_be_visible()
    hilde.goto(anne.url)
    expect(hilde.get_by_text("Anne Rygg svarer nå.")).to_be_visible()
    hilde.get_by_label("Svaret ditt").fill("Hilde svarer først.")
    hilde.get_by_role("button", name="Send svaret").click()
    expect(hilde.locator(".thread")).to_contain_text("Hilde svarer først.")

    anne.keyboard.press("Control+Enter")

    expect(anne.get_by_text("Noen andre endret henvendelsen")).to_be_visible()
    expect(anne.locator(".thread")).to_contain_text("Hilde svarer først.")
    expect(anne.get_by_label("Svaret ditt")).to_have_value("Anne skriver dette.")
    assert axe_findings(anne) == []


def _open_the_first(page: Page) -> None:
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#request-title")).to_be_visible()


def _reply_and_resolve(page: Page, text: str) -> None:
    page.wait_for_load_state()  # before that no key does anything
    page.keyboard.press("r")
    expect(page.get_by_label("Svaret ditt")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.wait_for_url("**etter=**")


def _note_and_hand_up(page: Page) -> None:
    page.wait_for_load_state()
    page.keyboard.press("i")
    expect(page.locator("#note_text")).to_be_focused()
    page.keyboard.type("Prøvd det rutinen sier.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said[data-kind=note]").last).to_contain_text("Prøvd det rutinen sier.")
    page.wait_for_load_state()
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text("Send opp")
    if "De har lovet svar innen" not in page.locator("#preview").inner_text():
        # Nobody knows the area yet, so nobody is proposed.
        tab_to(page, "select")
        page.keyboard.press("End")
        expect(page.locator("#preview")).to_contain_text("De har lovet svar innen")
    tab_to(page, "Send til ")
    page.keyboard.press("Enter")
    page.wait_for_url("**etter=**")
