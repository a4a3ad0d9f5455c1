"""The day after the last rollout day: normal operation, what is settled, and what is not yet."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels

# The demo's last day is in six days.
DAYS = 7


@pytest.fixture(scope="module", autouse=True)
def the_day_after(site: Site) -> None:
    site.pass_days(DAYS)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_every_page_says_that_it_is_over(visit: Visit, javascript: bool):
    ingrid = visit("case_handler", javascript=javascript)

    ingrid.goto("/")

    stripe = ingrid.get_by_role("region", name="Dette skjer nå")
    expect(stripe).to_contain_text("Innføring av Elements er over.")
    expect(stripe).to_contain_text("tilbake i normal drift")
    ways = ingrid.get_by_role("region", name="Veier inn nå")
    for way in ("Skjema", "Telefon", "E-post"):
        expect(ways.get_by_role("listitem").filter(has_text=way)).to_contain_text("Åpent")
    expect(ingrid.get_by_role("region", name="Neste spørretime")).to_contain_text(
        "Ingen spørretime er planlagt"
    )


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_what_is_known_and_what_awaits_is_said(visit: Visit, width: int, dark: bool):
    ingrid = visit(width=width, dark=dark)
    ingrid.goto("/")
    ingrid.get_by_role("region", name="Dette skjer nå").get_by_role("link").click()

    expect(ingrid.get_by_role("heading", level=1)).to_contain_text("Innføring av Elements")
    expect(ingrid.get_by_role("region", name="Dette vet vi")).to_contain_text(
        "Skjema, telefon og e-post til brukerstøtten er åpne som før innføringen."
    )
    expect(ingrid.get_by_role("region", name="Dette avventer avklaring")).to_contain_text(
        "avgjøres av styringsgruppen"
    )
    expect(ingrid.get_by_text("Stengt", exact=True)).to_have_count(0)
    assert axe_findings(ingrid) == []
    assert sideways_pixels(ingrid) <= 0


def test_the_forms_are_open_again(visit: Visit):
    ingrid = visit("case_handler")

    answered = ingrid.goto("/hjelp/ny/hjelp-til-bruk-av-elements/")

    assert answered is not None
    assert answered.status == 200
    expect(ingrid.get_by_role("group", name="Hva trenger du hjelp til?")).to_be_visible()
    expect(ingrid.get_by_role("button", name="Send henvendelsen")).to_be_visible()


def test_hours_that_were_held_can_still_be_read(visit: Visit):
    ingrid = visit()

    ingrid.goto("/sporretimer/neste/")

    expect(ingrid.get_by_role("heading", level=1)).to_have_text("Spørretimer")
    expect(ingrid.get_by_text("Ingen spørretimer er planlagt")).to_be_visible()
    ingrid.get_by_role("region", name="Holdt").get_by_role("link").last.click()
    expect(ingrid.get_by_role("heading", name="Denne timen er ferdig")).to_be_visible()
