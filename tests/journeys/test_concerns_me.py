"""“Gjelder meg også” is one press where an error is met, also without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels

# Of the demo's errors, one that does not concern those below.
ERROR = "Varsel om godkjenning kommer ikke på e-post"


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


def it_concerns_me(page: Page) -> None:
    """And no longer, so that the next place is met as anew."""
    expect(page.get_by_role("heading", level=1)).to_have_text(ERROR)
    expect(page.get_by_role("heading", name="Den gjelder deg")).to_be_visible()
    assert sideways_pixels(page) <= 0
    page.get_by_role("button", name="Den gjelder meg ikke lenger").click()
    expect(page.get_by_role("button", name="Gjelder meg også")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_from_the_status_page_a_search_and_a_form_without_a_script(visit: Visit, width: int):
    vera = visit("vendor_contact", width=width, javascript=False)

    vera.goto("/kjente-feil/")
    vera.get_by_role("article").filter(has_text=ERROR).get_by_role("button").click()
    it_concerns_me(vera)

    vera.goto("/sok/?q=varsel+godkjenning+e-post")
    above = vera.get_by_role("region", name="Er det denne feilen?")
    above.get_by_role("listitem").filter(has_text=ERROR).get_by_role("button").click()
    it_concerns_me(vera)

    # What is missing in the form is told, and beside it that the error is known.
    vera.goto("/hjelp/ny/tilbakemelding/")
    vera.get_by_label("Hva vil du si?").fill("Varsel om godkjenning på e-post kommer ikke")
    vera.get_by_role("button", name="Send henvendelsen").click()
    vera.locator(".hints li", has_text=ERROR).get_by_role("button").click()
    it_concerns_me(vera)


def test_all_errors_are_followed_and_no_longer(visit: Visit):
    vera = visit("vendor_contact", width=360, dark=True)
    vera.goto("/kjente-feil/")
    assert axe_findings(vera) == []

    vera.get_by_role("button", name="Følg på e-post").click()
    expect(vera.get_by_role("status")).to_contain_text("Du får e-post om hver ny feil")
    assert axe_findings(vera) == []
    assert sideways_pixels(vera) <= 0
    vera.get_by_role("button", name="Ikke mer e-post om alle feil").click()
    expect(vera.get_by_role("button", name="Følg på e-post")).to_be_visible()
