"""Three meet the same error in an hour, in a search and in a form: one fix tells each once."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from sufflor.lib.clock import OSLO
from tests.journeys.conftest import ClockedSite, Visit, axe_findings, sideways_pixels
from tests.journeys.steps import NEXT_HOUR, question, search, vote_button

ERROR = "Vedleggene forsvinner når brevet ekspederes"
FORM = "Hjelp til bruk av Elements"
REQUEST = "Brevet mangler vedleggene når jeg ekspederer"
FIXED = "Rettet i natt. Vedleggene følger med igjen."
HELD = "Vi har ekspedert tre brev, og vedleggene fulgte med."
# The forms of the demo are open again then.
DAYS = 7
PATIENCE = 20.0


@pytest.fixture
def site(clocked_site: ClockedSite) -> ClockedSite:
    """`visit` opens its windows here."""
    return clocked_site


def whole(page: Page, *, javascript: bool = True) -> None:
    assert sideways_pixels(page) <= 0
    assert not javascript or axe_findings(page) == []


def address(name: str) -> str:
    return f"{name}@nidelva.example"


def told(site: ClockedSite, subject: str) -> Counter[str]:
    """How many letters with this subject each has got."""
    return Counter(
        str(mail["To"].addresses[0].addr_spec)
        for mail in site.letters()
        if str(mail["Subject"]) == subject
    )


def report(page: Page) -> None:
    """In the hour, as an error: what everyone may read is a candidate from then on."""
    page.goto(f"{NEXT_HOUR}?slag=feil")
    page.get_by_label("Hva er galt?").fill(ERROR)
    page.get_by_label("Hva jeg ville gjøre").fill("Ekspedere et brev.")
    page.get_by_label("Hva som skjedde").fill("Mottakeren fikk brevet uten vedleggene.")
    page.get_by_label("Gjelder:").select_option(label="Personal")
    page.get_by_role("button", name="Meld feilen").click()
    expect(page.get_by_text("Spørsmålet er sendt.")).to_be_visible()


def vote(page: Page) -> None:
    page.goto(NEXT_HOUR)
    button = vote_button(question(page, ERROR))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def step(keeper: Page, name: str, press: str, **typed: str) -> None:
    """One of the steps on the page of the error that is open."""
    keeper.get_by_role("link", name=name, exact=True).click()
    for field, text in typed.items():
        keeper.locator(f"[name={field}]").fill(text)
    whole(keeper)
    keeper.get_by_role("button", name=press).click()
    expect(keeper.get_by_role("status")).to_contain_text("Lagret")


def confirm(keeper: Page, at: datetime) -> str:
    keeper.goto("/arbeid/feil/")
    keeper.get_by_role("link", name=ERROR).click()
    until = (at + timedelta(days=DAYS + 1)).astimezone(OSLO)
    step(
        keeper,
        "Det er en feil",
        "Bekreft",
        sentence="Vi ser feilen hos oss.",
        next_update_at=until.strftime("%Y-%m-%dT%H:%M"),
    )
    whole(keeper)
    return keeper.url


def say_that_it_concerns_me(page: Page) -> None:
    """Found by search, and one press without a script."""
    search(page, "vedleggene forsvinner")
    above = page.get_by_role("region", name="Er det denne feilen?")
    expect(above).to_contain_text(ERROR)
    whole(page, javascript=False)
    above.get_by_role("listitem").filter(has_text=ERROR).get_by_role("button").click()
    expect(page.get_by_role("heading", name="Den gjelder deg")).to_be_visible()


def send(page: Page) -> str:
    """The form shows the error while one writes; she sends it all the same."""
    page.goto("/hjelp/")
    page.get_by_role("link", name=FORM, exact=True).first.click()
    page.get_by_label("Noe virker ikke").check()
    page.get_by_label("Si det i én setning").press_sequentially(REQUEST)
    hint = page.locator(".hints li", has_text=ERROR)
    expect(hint.get_by_role("button", name="Gjelder meg også")).to_be_visible()
    whole(page)
    page.get_by_label("Hvilket saksområde gjelder det?").select_option(label="Personal")
    page.get_by_label("Hva prøvde du å gjøre?").fill("Jeg sendte et svar med tre vedlegg.")
    page.get_by_label("Hva skjedde, og hva hadde du ventet?").fill("Vedleggene ble borte.")
    page.get_by_role("button", name="Send henvendelsen").click()
    page.wait_for_url("**/kvittering/")
    found = re.search(r"H-(\d+)", page.get_by_role("heading", level=1).inner_text())
    assert found
    return found[1]


def tie(helper: Page, number: str) -> None:
    """The one who has it sees the error beside it."""
    helper.goto(f"/arbeid/henvendelser/{number}/")
    beside = helper.locator("#around .work-suggestion", has_text=ERROR)
    beside.get_by_role("button", name="Knytt til denne feilen").click()
    expect(helper.get_by_text("Den er knyttet til feilen.")).to_be_visible()


def solve(keeper: Page) -> None:
    keeper.get_by_role("link", name="Den er rettet").click()
    keeper.locator("[name=sentence]").fill(FIXED)
    keeper.get_by_role("button", name="Vis hva som skjer").click()
    expect(keeper.get_by_text("5 personer får beskjed, én gang hver")).to_be_visible()
    expect(keeper.get_by_text("1 henvendelse blir løst")).to_be_visible()
    whole(keeper)
    keeper.get_by_role("button", name="Den er rettet: gi beskjed").click()
    expect(keeper.get_by_role("status")).to_contain_text("Den er rettet. 5 personer")


def say_that_it_works(page: Page, error: str) -> None:
    page.goto(error)
    page.get_by_role("button", name="Det virker nå").click()
    expect(page.get_by_text("Du har sagt at det virker")).to_be_visible()


def test_three_meet_an_error_and_each_is_told_once(site: ClockedSite, visit: Visit) -> None:
    # In the hour one reports it and two vote; the second line confirms it.
    henrik, eirik, anne = visit("manager"), visit("editor"), visit("first_line", width=360)
    report(henrik)
    vote(eirik)
    vote(anne)
    jonas = visit("second_line")
    plan = confirm(jonas, site.now())
    public = plan.replace("/arbeid/feil/", "/kjente-feil/")

    # By search, without a script and on a phone.
    say_that_it_concerns_me(visit("admin", width=360, dark=True, javascript=False))

    # A week later by the form. Whoever has the request ties it.
    site.set_clock(site.now() + timedelta(days=DAYS))
    site.signed_in.clear()
    ingrid, mona, jonas = visit("case_handler"), visit("adviser"), visit("second_line")
    number = send(ingrid)
    tie(mona, number)

    # It is reported to the vendor, and fixed: five are told, once each.
    jonas.goto(plan)
    until = (site.now() + timedelta(days=DAYS + 2)).astimezone(OSLO)
    step(
        jonas,
        "Fortell hvordan det går",
        "Si det til alle",
        sentence="Meldt til leverandøren.",
        next_update_at=until.strftime("%Y-%m-%dT%H:%M"),
    )
    solve(jonas)
    everyone = ("henrik.aas", "eirik.strand", "anne.rygg", "astrid.moen", "ingrid.solberg")
    wanted = Counter(map(address, everyone))
    deadline = time.monotonic() + PATIENCE
    while told(site, f"Rettet: {ERROR}") != wanted and time.monotonic() < deadline:
        time.sleep(0.3)
    assert told(site, f"Rettet: {ERROR}") == wanted

    # Her request is resolved with it, and no other letter says so.
    ingrid.goto(f"/mine/henvendelser/{number}/")
    expect(ingrid.get_by_role("button", name="Ja, det hjalp")).to_be_visible()
    whole(ingrid)

    # Two of them say that it works: that is enough to verify it.
    astrid = visit("admin", javascript=False)
    for page in (ingrid, astrid):
        say_that_it_works(page, public)
    jonas.goto(plan)
    step(jonas, "Rettingen virker", "Rettingen er kontrollert", sentence=HELD)
    ingrid.goto(public)
    expect(ingrid.locator(".timeline")).to_contain_text(HELD)
    whole(ingrid)
    assert told(site, f"Rettet: {ERROR}") == wanted
