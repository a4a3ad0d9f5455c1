"""Filling in a form that changes as it is filled in, and writing one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels

HELP = "/styring/skjemaer/hjelp-til-bruk-av-elements/1/"
FEEDBACK = "/styring/skjemaer/tilbakemelding/"


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


def test_fields_come_and_go_with_the_answers_and_what_was_typed_stays(visit: Visit):
    page = visit("admin")
    page.goto(HELP)
    expect(page.get_by_label("Saks- og dokumentnummer")).to_have_count(0)

    page.get_by_label("Noe virker ikke").check()
    page.get_by_label("Si det i én setning").fill("Feil vedlegg i en sak")
    page.get_by_label("Hva prøvde du å gjøre?").fill("Sende et svar")
    page.get_by_label("Noe må slettes eller rettes").check()

    expect(page.get_by_label("Saks- og dokumentnummer")).to_be_visible()
    expect(page.get_by_label("Si det i én setning")).to_have_value("Feil vedlegg i en sak")
    expect(page.get_by_label("Hva prøvde du å gjøre?")).to_have_count(0)
    expect(page.get_by_label("Noe må slettes eller rettes")).to_be_focused()
    expect(page.locator("#kept-card")).to_contain_text("Fortrolig")
    assert axe_findings(page) == []


def test_enter_sends_and_what_must_be_mended_is_led_to(visit: Visit):
    page = visit("admin", width=360)
    page.goto(f"{HELP}?felt-branch=annet&sprak=nn")

    page.get_by_label("Sei det i éi setning").fill("Kvar er knappen?")
    page.get_by_label("Sei det i éi setning").press("Enter")

    summary = page.locator(".ds-error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Fortel kva du treng hjelp til.").click()
    expect(page.get_by_label("Fortel meir")).to_be_focused()
    assert axe_findings(page) == []
    assert sideways_pixels(page) <= 0

    page.get_by_label("Fortel meir").fill("Eg finn han ikkje.")
    page.get_by_role("button", name="Send førespurnaden").click()
    expect(page.locator("body")).to_contain_text("Alt er fylt ut.")


def test_without_javascript_a_button_shows_the_fields_that_go_with_an_answer(visit: Visit):
    page = visit("admin", width=360, javascript=False)
    page.goto(HELP)

    page.get_by_label("Jeg har et faglig spørsmål").check()
    page.get_by_role("button", name="Vis feltene som hører til").first.click()

    expect(page.get_by_label("Hva lurer du på?")).to_be_visible()


def test_a_form_is_published_when_it_is_whole_in_both_languages(visit: Visit):
    page = visit("admin")
    page.goto(FEEDBACK)
    expect(page.locator("body")).to_contain_text("sections[0].fields[0].options[2].label.nn")
    page.get_by_role("button", name="Publiser versjon 2").click()
    expect(page.locator("body")).to_contain_text("ikke helt på bokmål og nynorsk")

    page.goto(f"{FEEDBACK}endring/")
    field = page.get_by_label("Skjemaet, som JSON")
    field.fill(field.input_value().replace('"nn": ""', '"nn": "Ein idé"'))
    page.get_by_role("button", name="Lagre og prøv").click()
    expect(page.locator("body")).to_contain_text("Lagret som versjon 3.")
    page.get_by_role("link", name="Alt om skjemaet").click()
    page.get_by_role("button", name="Publiser versjon 3").click()

    expect(page.locator("body")).to_contain_text("Versjon 3 er i bruk")
