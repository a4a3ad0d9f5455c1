"""Asking in the question hour: an error with all that is told of it, and what is asked already."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels
from tests.journeys.steps import NEXT_HOUR, question, vote_button

# In the demo's queue, and not asked by any of those below.
ASKED_BEFORE = "Kan to stykker skrive i det samme dokumentet samtidig?"
# Made for tests: nobody has it.
NUMBER = "138972 48022"


@pytest.fixture(scope="module")
def site(site_of_module: Site) -> Site:
    return site_of_module


def form(page: Page) -> Locator:
    return page.locator("#ask-card")


def tell_of_an_error(page: Page, text: str) -> None:
    page.get_by_label("Hva er galt?").fill(text)
    page.get_by_label("Hva jeg ville gjøre").fill("Fordele post.")
    page.get_by_label("Hva jeg gjorde, steg for steg").fill("1. Byttet rolle\n2. Åpnet listen")
    page.get_by_label("Hva som skjedde").fill("Listen var tom.")
    page.get_by_label("Hva som sto på skjermen").fill("Ingen treff (E-1044)")
    page.get_by_label("Flere av oss").check()
    page.get_by_label("Gjelder:").select_option(label="Arkiv og journal")


def is_told_of_the_error(page: Page, text: str) -> None:
    row = question(page, text)
    expect(row).to_contain_text("Feil")
    row.locator("summary", has_text="Mer om feilen").click()
    expect(row).to_contain_text("Ingen treff (E-1044)")
    expect(row).to_contain_text("Flere av oss")


def test_an_error_is_reported_and_a_number_is_told_of_before_it_is_sent(visit: Visit):
    per = visit("second_line", width=360)
    per.goto(NEXT_HOUR)
    expect(per.get_by_label("Hva som skjedde")).to_be_hidden()

    form(per).get_by_text("Feil", exact=True).click()
    tell_of_an_error(per, "Listen over post er tom i dag.")
    per.get_by_label("Hva som skjedde").fill(f"Søkte på {NUMBER}")
    per.get_by_label("Hva som skjedde").press("End")
    expect(per.locator(".field-warning")).to_contain_text("138972 *****")
    assert axe_findings(per) == []
    assert sideways_pixels(per) <= 0

    per.get_by_role("button", name="Meld feilen").click()
    expect(per.get_by_role("heading", name="Dette ligner et fødselsnummer")).to_be_visible()
    expect(per.get_by_label("Send likevel")).not_to_be_checked()
    expect(per.get_by_label("Hva jeg ville gjøre")).to_have_value("Fordele post.")
    assert axe_findings(per) == []
    per.get_by_role("link", name="Ta det bort").click()
    expect(per.get_by_label("Hva som skjedde")).to_be_focused()
    per.get_by_label("Hva som skjedde").fill("Listen var tom.")
    expect(per.locator(".field-warning")).to_be_hidden()
    per.get_by_role("button", name="Meld feilen").click()

    expect(per.get_by_text("Spørsmålet er sendt.")).to_be_visible()
    is_told_of_the_error(per, "Listen over post er tom i dag.")
    per.goto(NEXT_HOUR)
    expect(per.get_by_label("Spørsmålet ditt")).to_have_value("")


def test_what_was_asked_before_is_voted_for_in_one_press(visit: Visit):
    per = visit("second_line")
    per.goto(NEXT_HOUR)
    row = question(per, ASKED_BEFORE)
    if vote_button(row).get_attribute("aria-pressed") == "true":  # somebody before us did
        with per.expect_response(lambda answer: answer.request.method == "POST"):
            vote_button(row).click()
        expect(vote_button(row)).to_have_attribute("aria-pressed", "false")
    before = int(row.locator("[data-count]").inner_text())

    field = per.get_by_label("Spørsmålet ditt")
    field.press_sequentially("kan to skrive i samme dokument samtidig")
    alike = per.locator("#similar li", has_text=ASKED_BEFORE)
    expect(alike).to_be_visible()
    expect(field).to_be_focused()
    expect(per.locator("#similar-status")).to_contain_text("som ligner")
    assert axe_findings(per) == []
    alike.get_by_role("button", name="Det er dette").click()

    expect(form(per).get_by_role("status").filter(has_text="Takk.")).to_be_focused()
    expect(per.get_by_label("Spørsmålet ditt")).to_have_value("")
    expect(vote_button(question(per, ASKED_BEFORE))).to_have_attribute("aria-pressed", "true")
    expect(question(per, ASKED_BEFORE).locator("[data-count]")).to_have_text(str(before + 1))
    per.get_by_role("link", name="Se spørsmålet", exact=True).click()
    vote_button(question(per, ASKED_BEFORE)).click()
    expect(question(per, ASKED_BEFORE).locator("[data-count]")).to_have_text(str(before))


def test_both_kinds_and_a_colleague_need_no_javascript(visit: Visit):
    per = visit("second_line", width=360, dark=True, javascript=False)
    per.goto(f"{NEXT_HOUR}?slag=feil")

    tell_of_an_error(per, "Knappen Ekspeder er borte.")
    per.get_by_text("Spør for en kollega").click()
    per.get_by_label("Brukernavnet eller e-postadressen").fill("finnes-ikke")
    per.get_by_role("button", name="Meld feilen").click()

    expect(per.get_by_role("heading", name="Spørsmålet er ikke sendt ennå")).to_be_visible()
    expect(per.locator("main")).to_contain_text("Vi finner ingen kollega med dette")
    expect(per.get_by_label("Hva som sto på skjermen")).to_have_value("Ingen treff (E-1044)")
    assert sideways_pixels(per) <= 0
    per.get_by_label("Brukernavnet eller e-postadressen").fill("manager")
    per.get_by_role("button", name="Meld feilen").click()

    expect(per.get_by_text("Spørsmålet er sendt.")).to_be_visible()
    is_told_of_the_error(per, "Knappen Ekspeder er borte.")
    form(per).get_by_text("Spørsmål", exact=True).click()
    expect(per.get_by_label("Hva som skjedde")).to_be_hidden()
