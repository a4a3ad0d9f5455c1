"""An administrator loads the organisation, mends a row, plans a rollout and looks ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.clocked import TODAY
from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels

HEADER = "code;kind;parent;name\n"


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


def units(*rows: str) -> FilePayload:
    text = HEADER + "".join(f"{row}\n" for row in rows)
    return {"name": "units.csv", "mimeType": "text/csv", "buffer": text.encode()}


def hand_in(page: Page, file: FilePayload) -> None:
    page.get_by_label("CSV-filer").set_input_files([file])
    page.get_by_role("button", name="Se hva som vil endre seg").click()


@pytest.mark.parametrize(
    ("javascript", "width"), [(True, 1280), (False, 360)], ids=["with-script", "without-script"]
)
def test_a_faulty_row_is_named_mended_and_loaded(visit: Visit, javascript: bool, width: int):
    code = "FTB-X" if javascript else "FTB-Y"
    good = f"{code};institute;FTB;Institutt for nye ting {code}"
    astrid = visit("admin", javascript=javascript, width=width)
    astrid.goto("/styring/organisasjon/")

    hand_in(astrid, units("FTB-Z;institute;FTB;Institutt for alt", f"{code};institute;NEI;Hvor?"))

    errors = astrid.get_by_role("region", name="Ingenting ble lest inn")
    expect(errors).to_contain_text("units.csv")
    expect(errors).to_contain_text("rad 3")
    expect(errors).to_contain_text("NEI")
    assert not javascript or axe_findings(astrid) == []

    hand_in(astrid, units(good))
    expect(astrid.get_by_role("heading", level=1)).to_have_text("Dette vil endre seg")
    expect(astrid.get_by_role("row").filter(has_text=code)).to_contain_text("Ny")
    assert sideways_pixels(astrid) <= 0
    assert not javascript or axe_findings(astrid) == []
    astrid.get_by_role("button", name="Les inn filene").click()

    expect(astrid.get_by_role("status")).to_contain_text("Lest inn: 1 nye, 0 endret, 0 avsluttet.")
    astrid.goto("/hjelp/")
    names = astrid.get_by_label("Enhet").locator("option")
    expect(names.filter(has_text=f"Institutt for nye ting {code}")).to_have_count(1)
    expect(names.filter(has_text="Institutt for alt")).to_have_count(0)


def planned_dates() -> list[date]:
    """Three days in a month's time, of which the last comes after a gap."""
    first = TODAY + timedelta(days=40)
    return [first, first + timedelta(days=1), first + timedelta(days=4)]


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_plans_a_rollout_and_looks_at_the_site_as_it_will_be(visit: Visit, javascript: bool):
    name = f"Innføring av nytt arkiv {'1' if javascript else '2'}"
    dates = planned_dates() if javascript else [day + timedelta(30) for day in planned_dates()]
    astrid = visit("admin", javascript=javascript)
    astrid.goto("/styring/innforing/")
    astrid.get_by_role("link", name="Planlegg en innføring").click()

    astrid.get_by_label("Navn", exact=True).fill(name)
    astrid.get_by_label("Innføringsdager").fill("31.02.2027")
    astrid.get_by_label("Brukertilgang").select_option(label="Stengt")
    astrid.get_by_role("button", name="Planlegg innføringen").click()
    expect(astrid.get_by_role("link", name="31.02.2027")).to_be_visible()
    expect(astrid.get_by_label("Navn", exact=True)).to_have_value(name)
    expect(astrid.get_by_label("Brukertilgang")).to_have_value("closed")
    astrid.get_by_label("Innføringsdager").fill("\n".join(f"{day:%d.%m.%Y}" for day in dates))
    astrid.get_by_role("button", name="Planlegg innføringen").click()
    expect(astrid.get_by_role("status")).to_contain_text(f"«{name}» er planlagt.")

    look_ahead(astrid, dates[1])
    stripe = astrid.get_by_role("region", name="Dette skjer nå")
    expect(stripe).to_contain_text(f"{name} til og med {dates[2].day}. ")
    expect(stripe).to_contain_text("Stengt i dag: skjema.")
    assert not javascript or axe_findings(astrid) == []
    answered = astrid.goto("/hjelp/ny/brukertilgang/")
    assert answered is not None
    assert answered.status == 409
    astrid.goto("/styring/innforing/")
    look_ahead(astrid, dates[1] + timedelta(days=1))
    expect(stripe).to_contain_text(f"{name}: ingen innføringsdag i dag.")

    # Nobody else sees anything of it.
    ingrid = visit("case_handler", javascript=javascript)
    ingrid.goto("/")
    elements = "Innføring av Elements til og med"
    expect(ingrid.get_by_role("region", name="Dette skjer nå")).to_contain_text(elements)
    astrid.get_by_role("button", name="Tilbake til nå").click()
    expect(astrid.get_by_role("region", name="Forhåndsvisning")).to_have_count(0)
    expect(stripe).to_contain_text(elements)


def look_ahead(page: Page, day: date) -> None:
    page.get_by_label("Dato og klokkeslett").fill(f"{day:%Y-%m-%d}T10:00")
    page.get_by_role("button", name="Vis siden slik den er da").click()
    expect(page.get_by_role("button", name="Tilbake til nå")).to_be_visible()
