"""The work list by keys and by commands: from row to row, chosen, sifted, kept as a view."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, axe_findings, sideways_pixels

FIRST_LINE = "/arbeid/henvendelser/?ko=forstelinje"


def opened(page: Page, address: str = FIRST_LINE) -> Page:
    page.goto(address)
    page.wait_for_load_state()  # before that no key does anything
    return page


def palette(page: Page, words: str) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Skriv hva du vil gjøre")).to_be_visible()
    page.keyboard.type(words)


def test_one_goes_from_row_to_row_chooses_some_and_opens_one(visit: Visit):
    anne = opened(visit("first_line"))
    rows = anne.locator(".work-rows [data-row]")

    anne.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    anne.keyboard.press("x")
    anne.keyboard.press("j")
    anne.keyboard.press("j")
    expect(rows.nth(2)).to_be_focused()
    anne.keyboard.press("k")
    expect(rows.nth(1)).to_be_focused()
    anne.keyboard.press("x")
    expect(anne.locator("[data-chosen]")).to_have_text("2")
    title = rows.nth(1).inner_text()
    anne.keyboard.press("Enter")

    expect(anne.locator("#request-title")).to_have_text(title)


def test_two_letters_lead_to_a_queue_and_a_field_takes_every_letter(visit: Visit):
    anne = opened(visit("first_line"))

    anne.keyboard.press("g")
    anne.keyboard.press("m")
    anne.wait_for_url("**/?ko=mine")
    anne.wait_for_load_state()
    anne.keyboard.press("/")
    search = anne.locator("input[name=q]")
    expect(search).to_be_focused()
    anne.keyboard.type("gf jx")
    expect(search).to_have_value("gf jx")
    assert "ko=mine" in anne.url


def test_an_answer_that_is_ready_is_put_in_by_keys(visit: Visit):
    anne = opened(visit("first_line"))
    anne.keyboard.press("j")
    anne.keyboard.press("Enter")
    expect(anne.locator("#request-title")).to_be_visible()
    anne.wait_for_load_state()

    anne.keyboard.press("/")
    expect(anne.locator("#ready button").first).to_be_focused()
    anne.keyboard.press("Enter")

    expect(anne.get_by_label("Svaret ditt")).not_to_have_value("")


def test_single_keys_are_turned_off_and_stay_so(visit: Visit):
    anne = opened(visit("first_line"))
    anne.keyboard.press("?")
    anne.get_by_label("Bruk enkelttaster").uncheck()
    anne.keyboard.press("Escape")

    opened(anne)
    for key in ("j", "x", "g", "m"):
        anne.keyboard.press(key)
    assert "ko=forstelinje" in anne.url
    assert anne.locator(".work-rows :checked").count() == 0
    anne.keyboard.press("Control+k")
    expect(anne.get_by_role("dialog").get_by_role("combobox")).to_be_focused()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_a_command_is_found_by_its_words_and_done(visit: Visit, width: int, dark: bool):
    anne = opened(visit("first_line", width=width, dark=dark))
    before = anne.evaluate("document.activeElement.tagName")

    palette(anne, "mine")
    option = anne.get_by_role("dialog").get_by_role("option", selected=True)
    expect(option).to_contain_text("Mine")
    assert axe_findings(anne) == []
    assert sideways_pixels(anne) <= 0
    anne.keyboard.press("Escape")
    expect(anne.get_by_role("dialog")).to_have_count(0)
    anne.wait_for_function("before => document.activeElement.tagName === before", arg=before)

    palette(anne, "mine")
    expect(option).to_contain_text("Mine")
    anne.keyboard.press("Enter")
    anne.wait_for_url("**/?ko=mine")


def test_the_open_request_is_taken_and_answered_by_commands(visit: Visit):
    anne = opened(visit("first_line"))
    anne.locator(".work-rows [data-row]").last.click()
    anne.wait_for_load_state()

    palette(anne, "ta den")
    expect(anne.get_by_role("dialog").get_by_role("option", selected=True)).to_contain_text(
        "Ta den"
    )
    anne.keyboard.press("Enter")
    expect(anne.get_by_role("button", name="La den ligge")).to_be_visible()
    anne.wait_for_load_state()

    palette(anne, "skriv svaret")
    expect(anne.get_by_role("dialog").get_by_role("option", selected=True)).to_contain_text(
        "Skriv svaret"
    )
    anne.keyboard.press("Enter")
    expect(anne.get_by_label("Svaret ditt")).to_be_focused()


def test_without_a_script_the_commands_are_a_page(visit: Visit):
    anne = visit("first_line", width=360, javascript=False)
    anne.goto(FIRST_LINE)

    anne.get_by_role("link", name="Kommandoer").click()
    anne.get_by_label("Skriv hva du vil gjøre").fill("over")
    anne.get_by_role("button", name="Finn").click()
    anne.get_by_role("link", name="Over fristen").click()

    expect(anne.get_by_role("heading", level=1)).to_contain_text("Over fristen")


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 360)])
def test_a_view_is_made_kept_and_looked_at(visit: Visit, javascript: bool, width: int):
    anne = visit("first_line", width=width, javascript=javascript)
    name = f"Nye {width}"
    anne.goto(f"{FIRST_LINE}&tilstand=new")
    anne.get_by_role("link", name="Lagre som visning").click()

    anne.get_by_label("Navn").fill(name)
    anne.get_by_label("Legg til:").select_option("waits")
    anne.get_by_role("button", name="Legg til vilkåret").click()
    expect(anne.get_by_label("Navn")).to_have_value(name)
    anne.locator(".view-row").last.get_by_label("Nei").check()
    anne.get_by_role("button", name="Vis hva som er i den").last.click()
    expect(anne.locator(".view-found")).to_contain_text(re.compile(r"er i den nå"))
    if javascript:
        assert axe_findings(anne) == []
    assert sideways_pixels(anne) <= 0
    anne.get_by_role("button", name="Lagre").click()

    expect(anne.get_by_role("heading", level=1)).to_contain_text(name)
    expect(
        anne.get_by_role("navigation", name="Køer").get_by_role("link", name=name)
    ).to_be_visible()


def test_many_are_handed_over_after_a_look(visit: Visit):
    anne = opened(visit("first_line", width=360))
    for number in range(2):
        anne.locator(".work-rows [type=checkbox]").nth(number).check()
    anne.get_by_role("button", name="La dem vente").click()

    anne.get_by_label("Hva, helt konkret").fill("Ny versjon")
    anne.get_by_label("Se på den igjen").fill("2030-01-01T08:00")
    anne.get_by_role("button", name="Vis hva som skjer med hver").click()
    expect(anne.get_by_role("heading", level=2)).to_contain_text("Det skjer med 2 av 2")
    assert axe_findings(anne) == []
    assert sideways_pixels(anne) <= 0
    anne.get_by_role("button", name="La dem vente").click()

    expect(anne.get_by_text("2 henvendelser venter.")).to_be_visible()
