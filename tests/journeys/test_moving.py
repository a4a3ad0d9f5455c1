"""A question with an identity number is moved out of the public, and then it is nowhere there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels
from tests.journeys.steps import NEXT_HOUR, question, search, vote_button, write_question

# Made for tests: nobody has it.
NUMBER = "138972 48022"
ANYWHERE = ("/", "/svar/", "/sporretimer/", "/meldinger/feed.atom", "/sporretimer.ics")


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


def whole(page: Page, *, javascript: bool) -> None:
    assert sideways_pixels(page) <= 0
    assert not javascript or axe_findings(page) == []


@pytest.mark.parametrize(
    ("javascript", "width", "asker", "word"),  # A word that is found nowhere else in the demo.
    [(True, 1280, "adviser", "kanarifuglen"), (False, 360, "vendor_contact", "undulaten")],
    ids=["with-script", "without-script"],
)
def test_a_question_with_an_identity_number_is_moved_away_and_is_nowhere(
    visit: Visit, javascript: bool, width: int, asker: str, word: str
):
    text = f"Hvorfor finner jeg ikke {word} {NUMBER} på skjerm {width}?"
    astrid = visit(asker, javascript=javascript, width=width, dark=not javascript)
    lars = visit("manager", javascript=javascript)
    hilde = visit("host", javascript=javascript, width=width)

    # It is told before it is sent; sent all the same, a host reads it first.
    astrid.goto(NEXT_HOUR)
    hour = astrid.url
    write_question(astrid, text)
    astrid.get_by_role("button", name="Send spørsmålet").click()
    expect(astrid.locator("#numbers-title")).to_have_text("Dette ligner et fødselsnummer")
    whole(astrid, javascript=javascript)
    astrid.get_by_label("Send likevel, det er ikke et fødselsnummer").check()
    astrid.get_by_role("button", name="Send spørsmålet").click()
    expect(astrid.get_by_role("status").filter(has_text="Spørsmålet er sendt")).to_be_visible()
    lars.goto(hour)
    expect(question(lars, word)).to_have_count(0)

    # A host takes it for harmless, and it stands there until another look at it.
    hilde.goto(f"{hour}styr/")
    hilde.locator(".host-link", has_text=word).click()
    hilde.get_by_role("button", name="Vis det for alle").click()
    expect(hilde.get_by_role("button", name="Vis det for alle")).to_have_count(0)
    # Forty stand on a page; the newest stand on the first in this order.
    lars.goto(f"{hour}?sorter=nyeste")
    vote_button(question(lars, word)).click()
    expect(vote_button(question(lars, word))).to_have_attribute("aria-pressed", "true")

    hilde.goto(f"{hour}styr/")
    hilde.locator(".host-link", has_text=word).click()
    # It is proposed at once, since it looks like one.
    hilde.get_by_role("link", name="Flytt det til en privat henvendelse").first.click()
    hilde.get_by_label("Hvorfor det blir flyttet").fill("Det inneholder et fødselsnummer.")
    whole(hilde, javascript=javascript)
    hilde.get_by_role("button", name="Flytt det").click()
    expect(hilde.locator(".host-done")).to_contain_text("privat")

    # The page that stood open loses it, and no other page of his has it.
    if javascript:
        expect(question(lars, word)).to_have_count(0)
    for path in (hour, "/mine/sporsmal/", *ANYWHERE):
        said = lars.request.get(path).text()
        assert word not in said, path
        assert NUMBER not in said, path
    search(lars, word)
    expect(lars.locator(".result", has_text=word)).to_have_count(0)

    # It is hers, and she is told why and what happens next.
    astrid.goto("/mine/sporsmal/")
    expect(astrid.get_by_role("main")).to_contain_text("Ble en privat henvendelse")
    astrid.goto("/mine/henvendelser/")
    astrid.get_by_role("main").get_by_role("link", name=word).first.click()
    expect(astrid.get_by_role("main")).to_contain_text(NUMBER)
    whole(astrid, javascript=javascript)
