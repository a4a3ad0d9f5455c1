"""A wish on its whole way: two people ask, its owner says yes, and in the end it is there."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels

TITLE = "Sortere postlisten etter mottaker"
NEED = "Jeg går gjennom postlisten for instituttet hver morgen, og må lete etter våre egne."
WHY = "Mange bruker tid på dette hver dag, og leverandøren har laget det for andre."
PLAN = "Leverandøren tar det med i versjon 7.6."
THERE = "Trykk på «Mottaker» øverst i postlisten."


def whole(page: Page) -> None:
    assert sideways_pixels(page) <= 0
    assert axe_findings(page) == []


def step(page: Page, number: int, name: str) -> None:
    page.goto(f"/arbeid/onsker/{number}/")
    whole(page)
    page.get_by_role("region", name="Hva nå?").get_by_role("link", name=name).click()


def saved(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="Lagret")).to_be_visible()


def test_from_a_wish_to_what_people_have(site: Site, visit: Visit):
    ingrid = visit("case_handler", width=360)
    mona = visit("adviser", javascript=False)
    jonas, hilde = visit("second_line", dark=True), visit("host")

    # Ingrid wishes for it; nobody else reads it yet.
    ingrid.goto("/onsker/")
    whole(ingrid)
    ingrid.get_by_role("link", name="Ønsk deg noe").click()
    ingrid.get_by_label("Hva ønsker du deg?").fill(TITLE)
    ingrid.get_by_label("Hva trenger du det til?").fill(NEED)
    ingrid.get_by_label("Hvor ofte trengs det?").select_option(label="Hver dag")
    ingrid.get_by_label("Hvilket saksområde gjelder det?").select_option(label="Arkiv og journal")
    whole(ingrid)
    ingrid.get_by_role("button", name="Send ønsket").click()
    # Where something looks like it, she is asked first.
    all_the_same = ingrid.get_by_role("button", name="Nei, send mitt")
    noted = ingrid.get_by_text("Vi leser det først, så kan alle")
    expect(all_the_same.or_(noted)).to_be_visible()
    if all_the_same.is_visible():
        all_the_same.click()
    expect(noted).to_be_visible()
    number = int(re.findall(r"/onsker/(\d+)/", ingrid.url)[0])
    page = f"/onsker/{number}/"
    assert mona.goto(page).status == 404

    # Jonas takes it up; Mona finds it, and wishes for the same, without scripts.
    step(jonas, number, "Ta det opp")
    jonas.get_by_label("Hva vi sier til dem som har bedt om det").fill("Vi ser på det.")
    jonas.get_by_role("button", name="Ta det opp").click()
    saved(jonas)
    mona.goto("/sok/?q=sortere+postlisten+mottaker&type=change_request")
    mona.get_by_role("link", name=TITLE).click()
    mona.get_by_role("button", name="Jeg ønsker det samme").click()
    expect(mona.get_by_text("Du står bak det")).to_be_visible()

    # Hilde owns the area: it stands first on her list, and she says yes, with the keyboard alone.
    hilde.goto("/arbeid/onsker/")
    whole(hilde)
    waiting = hilde.get_by_role("region", name="Disse avgjør du")
    waiting.get_by_role("link", name=TITLE).focus()
    hilde.keyboard.press("Enter")
    hilde.get_by_role("link", name="Avgjør", exact=True).focus()
    hilde.keyboard.press("Enter")
    hilde.get_by_role("radio", name="Ja, dette vil vi ha gjort").focus()
    hilde.keyboard.press("Space")
    hilde.keyboard.press("Tab")
    hilde.keyboard.type(WHY)
    hilde.keyboard.press("Tab")
    hilde.keyboard.press("Enter")
    saved(hilde)
    mona.goto(page)
    expect(mona.get_by_role("main")).to_contain_text(WHY)
    expect(mona.get_by_role("main")).not_to_contain_text("Solberg")

    # Jonas sends it with the others, plans it, and it is there.
    jonas.goto("/arbeid/onsker/leverandor/")
    jonas.get_by_label(TITLE).check()
    jonas.get_by_label("Det vi sier til alle").fill("Sendt med de andre.")
    whole(jonas)
    jonas.get_by_role("button", name="De er sendt").click()
    expect(jonas.get_by_text("1 ønske er sendt til leverandøren.")).to_be_visible()
    step(jonas, number, "Fortell hvordan det går")
    jonas.get_by_label("Hvordan det står").select_option(label="Planlagt")
    jonas.get_by_label("I hvilken versjon det kommer").fill("7.6")
    jonas.get_by_label("Det vi sier til alle").fill(PLAN)
    jonas.get_by_role("button", name="Si det til alle").click()
    saved(jonas)
    step(jonas, number, "Det er her")
    jonas.get_by_label("Hva det er, og hvordan en finner det").fill(THERE)
    jonas.get_by_role("button", name="Det er her: si fra").click()
    saved(jonas)

    # Both say that it is what they needed, so that nobody has to test it.
    ingrid.goto(page)
    whole(ingrid)
    for person in (ingrid, mona):
        person.goto(page)
        expect(person.get_by_role("main")).to_contain_text(THERE)
        person.get_by_role("button", name="Ja, det er det").click()
        expect(person.get_by_text("Du har sagt at det er det du trengte.")).to_be_visible()
    step(jonas, number, "Det er det som trengtes")
    jonas.get_by_label("Det vi sier til alle").fill("To av dere har prøvd det.")
    jonas.get_by_role("button", name="Det er kontrollert").click()
    saved(jonas)

    ingrid.goto("/onsker/laert/")
    whole(ingrid)
    learnt = ingrid.get_by_role("article").filter(has_text=TITLE)
    expect(learnt).to_contain_text(NEED)
    expect(learnt).to_contain_text(THERE)
