"""Sending a request when the forms are open again, and following it until it is solved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels
from tests.journeys.helping import ANSWER, CANARY, SOLVED

# The demo's last rollout day is in six days.
DAYS = 7
HELP = "Hjelp til bruk av Elements"
TITLE = "Ekspedering stopper når jeg har store vedlegg"
FILE = {"name": "feilmelding.txt", "mimeType": "text/plain", "buffer": b"Feil 17 i modul 4"}


@pytest.fixture(scope="module", autouse=True)
def the_day_after(site: Site) -> None:
    site.pass_days(DAYS)


def whole(page: Page, *, javascript: bool = True) -> None:
    assert sideways_pixels(page) <= 0
    assert not javascript or axe_findings(page) == []


def open_form(page: Page) -> None:
    page.goto("/hjelp/")
    page.get_by_role("link", name=HELP, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HELP)


def fill(page: Page) -> None:
    page.get_by_label("Si det i én setning").fill(TITLE)
    page.get_by_label("Hvilket saksområde gjelder det?").select_option(label="Personal")
    page.get_by_label("Hva prøvde du å gjøre?").fill("Jeg sendte et svar med tre vedlegg.")
    page.get_by_label("Hva skjedde, og hva hadde du ventet?").fill("Ingenting skjedde.")


def send(page: Page) -> int:
    """The number of the request that came of it."""
    page.get_by_role("button", name="Send henvendelsen").click()
    page.wait_for_url("**/kvittering/")
    found = re.search(r"H-(\d+)", page.get_by_role("heading", level=1).inner_text())
    assert found
    return int(found[1])


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_a_branch_and_an_attachment_without_javascript(visit: Visit, width: int, dark: bool):
    ingrid = visit("case_handler", javascript=False, width=width, dark=dark)
    open_form(ingrid)

    # The branch is chosen, and a press shows the fields that go with it.
    ingrid.get_by_label("Noe virker ikke").check()
    ingrid.get_by_role("button", name="Vis feltene som hører til").first.click()
    whole(ingrid, javascript=False)
    fill(ingrid)
    ingrid.get_by_label("Skjermbilde eller fil").set_input_files(FILE)
    ingrid.get_by_role("button", name="Send henvendelsen").click()

    # With a file there is one more thing to answer; the file is kept meanwhile.
    expect(ingrid.locator(".ds-error-summary")).to_contain_text("personopplysninger")
    expect(ingrid.get_by_role("checkbox", name="feilmelding.txt")).to_be_checked()
    expect(ingrid.get_by_label("Si det i én setning")).to_have_value(TITLE)
    redacted = ingrid.get_by_role("group", name="Har du dekket til personopplysninger")
    redacted.get_by_label("Ja").check()
    whole(ingrid, javascript=False)
    number = send(ingrid)

    expect(ingrid.get_by_text("En kollega nær deg har fått den.")).to_be_visible()
    ingrid.get_by_role("link", name="Følg henvendelsen").click()
    expect(ingrid.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(ingrid.get_by_text(f"H-{number}", exact=True)).to_be_visible()
    expect(ingrid.get_by_role("link", name="feilmelding.txt")).to_be_visible()
    whole(ingrid, javascript=False)


def test_the_form_follows_the_writer_and_gives_back_what_was_written(visit: Visit):
    ingrid = visit("case_handler", width=360)
    open_form(ingrid)
    ingrid.get_by_label("Noe virker ikke").check()
    fill(ingrid)

    # Who will get it is known as soon as the area is, and what may solve it while one writes.
    expect(ingrid.locator("#who-helps")).to_contain_text("Prosessrådgiver nær deg, for Personal.")
    ingrid.get_by_label("Si det i én setning").press_sequentially(" og postliste")
    expect(ingrid.get_by_text("Kanskje dette løser det?")).to_be_visible()
    ingrid.get_by_label("Skjermbilde eller fil").set_input_files(FILE)
    expect(ingrid.get_by_role("checkbox", name="feilmelding.txt")).to_be_checked()
    expect(ingrid.get_by_role("group", name="Har du dekket til personopplysninger")).to_be_visible()
    whole(ingrid)

    # Closed by accident; what was chosen draws the form, and what was written is there again.
    ingrid.reload()
    expect(ingrid.get_by_label("Hva prøvde du å gjøre?")).to_have_value(
        "Jeg sendte et svar med tre vedlegg."
    )
    send(ingrid)
    whole(ingrid)
    open_form(ingrid)
    expect(ingrid.get_by_label("Noe virker ikke")).not_to_be_checked()


def test_a_sign_in_that_runs_out_takes_away_nothing_that_is_being_written(visit: Visit):
    ingrid = visit("case_handler")
    open_form(ingrid)
    ingrid.get_by_label("Noe virker ikke").check()
    fill(ingrid)
    expect(ingrid.locator("#who-helps")).to_contain_text("Prosessrådgiver nær deg, for Personal.")
    ingrid.context.clear_cookies(name="sessionid")

    with ingrid.expect_response(lambda answer: answer.request.method == "POST"):
        ingrid.get_by_label("Noe må slettes eller rettes").check()

    expect(ingrid.get_by_label("Si det i én setning")).to_have_value(TITLE)
    expect(ingrid.get_by_label("Hva prøvde du å gjøre?")).to_be_visible()


def test_a_choice_after_the_sign_in_ran_out_leads_to_signing_in(visit: Visit):
    ingrid = visit("case_handler")
    ingrid.goto("/sporretimer/")
    ingrid.goto(ingrid.locator("main a[href*='-avslutning/']").first.get_attribute("href") or "")
    ingrid.context.clear_cookies(name="sessionid")

    ingrid.locator("#answer-mail").get_by_role("checkbox").click()

    ingrid.wait_for_url("**/logg-inn/**")


def test_what_is_confidential_leaves_nothing_in_the_browser(visit: Visit):
    ingrid = visit("case_handler")
    open_form(ingrid)
    ingrid.get_by_label("Noe virker ikke").check()
    ingrid.get_by_label("Si det i én setning").fill("Navnet til Per")

    ingrid.get_by_label("Noe må slettes eller rettes").check()
    expect(ingrid.get_by_label("Saks- og dokumentnummer")).to_be_visible()

    expect(ingrid.locator("#who-helps")).to_contain_text("Bare de som skal behandle den")
    kept = ingrid.evaluate("() => JSON.stringify(Object.entries(localStorage))")
    assert "Navnet til Per" not in kept


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_user_follows_it_through_two_handovers_and_is_told_nothing_internal(
    visit: Visit, site: Site, javascript: bool
):
    ingrid = visit("case_handler", javascript=javascript, width=360, dark=not javascript)
    ingrid.goto("/hjelp/ny/hjelp-til-bruk-av-elements/?felt-branch=feil")
    fill(ingrid)
    number = send(ingrid)
    ingrid.get_by_role("link", name="Følg henvendelsen").click()
    status = ingrid.locator("#status-card")
    happened = ingrid.get_by_role("region", name="Dette har skjedd")
    expect(status).to_contain_text("Hos en kollega")

    # To the first line, and an answer on the way to the specialists.
    site.help_with(number, "hand_over", "answer")
    ingrid.reload()
    expect(status).to_contain_text("Hos Brukerstøtten")
    expect(happened).to_contain_text("Sendt videre til Brukerstøtten")
    expect(happened).to_contain_text(ANSWER)
    site.help_with(number, "hand_over")
    ingrid.reload()
    expect(status).to_contain_text("Fagfolkene")
    expect(status).to_contain_text("Du trenger ikke gjøre noe.")
    expect(status.get_by_role("listitem")).to_have_count(5)
    whole(ingrid, javascript=javascript)
    for page in (f"/mine/henvendelser/{number}/", "/mine/henvendelser/"):
        ingrid.goto(page)
        assert CANARY not in ingrid.content()

    # She writes, it is solved, it did not help, and then it did.
    ingrid.goto(f"/mine/henvendelser/{number}/")
    ingrid.get_by_label("Skriv til oss").fill("Det skjer fortsatt.")
    ingrid.get_by_role("button", name="Send", exact=True).click()
    expect(happened).to_contain_text("Det skjer fortsatt.")
    site.help_with(number, "resolve")
    ingrid.reload()
    expect(happened).to_contain_text(SOLVED)
    ingrid.get_by_text("Nei, det hjalp ikke").click()
    ingrid.get_by_label("Hva mangler fortsatt?").fill("Listen er tom.")
    ingrid.get_by_role("button", name="Åpne den igjen").click()
    expect(happened).to_contain_text("Listen er tom.")
    site.help_with(number, "resolve")
    ingrid.reload()
    ingrid.get_by_role("button", name="Ja, det hjalp").click()

    expect(happened).to_contain_text("Det hjalp, og den er ferdig")
    assert CANARY not in ingrid.content()
    whole(ingrid, javascript=javascript)
