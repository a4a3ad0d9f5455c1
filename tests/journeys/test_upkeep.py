"""A text that did not help becomes work for its department, and holds again when it is reviewed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels

TITLE = "Signere dokument digitalt"
MISSING = "Hvor finner jeg knappen for å signere?"


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


def is_sound(page: Page) -> None:
    assert axe_findings(page) == []
    assert sideways_pixels(page) == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_what_did_not_help_is_reviewed_by_its_department(visit: Visit, javascript: bool):
    # A guest is not helped, and says what was missing.
    guest = visit(javascript=javascript)
    guest.goto("/tema/generell/?funksjon=skrive")
    guest.get_by_role("link", name=TITLE).click()
    guest.get_by_role("region", name="Hjalp dette?").get_by_role("button", name="Nei").click()
    guest.get_by_label("Det jeg lette etter, står ikke der").check()
    guest.get_by_label("Hva lette du etter?").fill(MISSING)
    guest.get_by_role("button", name="Send").click()
    expect(guest.get_by_role("status")).to_contain_text("får lese det")

    # Its department reads it in its list, and goes through the text.
    eirik = visit("editor", javascript=javascript)
    eirik.goto("/styring/")
    eirik.get_by_role("link", name="Tekster som holder seg sanne").click()
    said = eirik.get_by_role("region", name="Hjalp ikke").get_by_role("listitem")
    said.filter(has_text=MISSING).get_by_role("link", name="Gå gjennom").click()
    eirik.get_by_label("Den holder").check()
    eirik.get_by_label("Notat").fill("Bildet av knappen er lagt til.")
    eirik.get_by_role("button", name="Lagre gjennomgangen").click()
    expect(eirik.get_by_role("status")).to_contain_text("er gjennomgått")
    expect(eirik.get_by_role("main")).not_to_contain_text(MISSING)

    # Readers see that it was.
    guest.goto("/tema/generell/signere-dokument-digitalt/")
    expect(guest.get_by_role("main")).to_contain_text("Gjennomgått av avdelingen")


def test_a_leader_finds_how_mail_is_distributed_by_role_and_function(visit: Visit):
    henrik = visit("manager", javascript=False)
    henrik.goto("/tema/generell/")
    henrik.get_by_label("Rolle:").select_option(label="Leder")
    henrik.get_by_label("Funksjon:").select_option(label="Fordele post")
    henrik.get_by_role("button", name="Vis", exact=True).click()

    # Those of the known errors stand in a card with an accent.
    expect(henrik.locator(".card:not([data-accent]) > .link-list > li")).to_have_count(5)
    expect(henrik.get_by_role("main")).to_contain_text("Fordele innkommet post til saksbehandler")


def test_a_dead_link_is_marked_and_a_path_is_gone_along_without_a_script(visit: Visit):
    henrik = visit("manager", width=360, javascript=False)
    henrik.goto("/tema/saksbehandling/")
    dead = henrik.get_by_role("listitem").filter(has_text="Saksbehandling etter forvaltningsloven")
    expect(dead).to_contain_text("Lenken er død")

    henrik.goto("/tema/")
    henrik.get_by_role("link", name="Leder med ansvar for post og godkjenning").click()
    henrik.get_by_role("button", name="Dette har jeg gjort").first.click()
    expect(henrik.get_by_role("main")).to_contain_text("Du har gjort 1 av 3 ting.")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_its_pages_are_for_everyone(visit: Visit, width: int, dark: bool):
    eirik = visit("editor", width=width, dark=dark)
    for address in (
        "/styring/innhold/",
        "/styring/innhold/rapport/",
        "/styring/innhold/overlevering/",
        "/tema/generell/signere-dokument-digitalt/",
        "/tema/generell/signere-dokument-digitalt/hjalp/",
        "/tema/saksbehandling/",
        "/tema/generell/fordele-dagens-post-pa-fem-minutter/",
        "/laeringsstier/ny-saksbehandler-i-elements/",
    ):
        eirik.goto(address)
        is_sound(eirik)
    eirik.goto("/styring/innhold/")
    eirik.get_by_role("link", name="Gå gjennom").first.click()
    is_sound(eirik)
