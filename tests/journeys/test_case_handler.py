"""On a closed day: led to the hour, ask, vote, leave, and find the answer the day after."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels, sign_in
from tests.journeys.steps import (
    NEXT_HOUR,
    answer,
    ask,
    publish,
    question,
    search,
    vote_button,
    write_question,
)

BOTH_WAYS = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with-script", "without-script"]
)
WIDE_AND_NARROW = pytest.mark.parametrize(
    ("javascript", "width"), [(True, 1280), (False, 360)], ids=["with-script", "without-script"]
)


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


def hour_of(page: Page) -> str:
    """The address of the hour that takes questions now."""
    page.goto(NEXT_HOUR)
    return page.url.partition("?")[0]


@WIDE_AND_NARROW
def test_is_led_from_a_closed_door_to_the_hour(visit: Visit, width: int, javascript: bool):
    ingrid = visit(width=width, javascript=javascript)

    ingrid.goto("/")

    stripe = ingrid.get_by_role("region", name="Dette skjer nå")
    expect(stripe).to_contain_text("Innføring av Elements til og med")
    expect(stripe).to_contain_text("Stengt i dag: skjema, telefon og e-post.")
    ways = ingrid.get_by_role("region", name="Veier inn nå")
    for way in ("Skjema", "Telefon", "E-post"):
        expect(ways.get_by_role("listitem").filter(has_text=way)).to_contain_text("Stengt")

    stripe.get_by_role("link", name="Slik får du hjelp").click()
    expect(ingrid.get_by_role("heading", level=1)).to_have_text(
        "Slik får du hjelp under innføringen"
    )

    # The form that she has used before, from her bookmarks.
    answered = ingrid.goto("/hjelp/ny/hjelp-til-bruk-av-elements/")
    assert answered is not None
    assert answered.status == 409
    expect(ingrid.get_by_text("erstattet av Spørretimen")).to_be_visible()
    assert sideways_pixels(ingrid) <= 0
    ingrid.get_by_role("link", name="Spør i neste spørretime").click()

    expect(ingrid.get_by_role("heading", name="Spørsmål", exact=True)).to_be_visible()
    ingrid.get_by_role("link", name="Logg inn for å spørre og stemme").click()
    ingrid.wait_for_url("**/logg-inn/**")
    sign_in(ingrid, "case_handler")
    expect(ingrid.get_by_role("heading", name="Still et spørsmål")).to_be_visible()


def test_asks_votes_leaves_and_finds_the_answer_the_day_after(site: Site, visit: Visit):
    """Ingrid at a wide screen, Henrik at a narrow one without JavaScript."""
    ingrid, henrik = visit("case_handler"), visit("manager", width=360, javascript=False)
    hilde = visit("host", width=360, javascript=False)

    for page, where in ((ingrid, "Levanger"), (henrik, "Namsos")):
        asks(page, where)
        votes_and_takes_it_back(page)
        page.goto("about:blank")
        answers_and_publishes(hilde, where)

    with site.days_later(1):
        for page, where in ((ingrid, "Levanger"), (henrik, "Namsos")):
            finds_the_answer(page, where)


def asked_about(where: str) -> str:
    return f"Hvordan journalfører jeg drosjekvitteringer fra {where}?"


def asks(page: Page, where: str) -> None:
    page.goto(NEXT_HOUR)
    before = int(page.locator("[data-live-total]").inner_text())
    mine = ask(page, asked_about(where))
    expect(mine).to_contain_text("I kø")
    expect(vote_button(mine)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-live-total]")).to_have_text(str(before + 1))


def votes_and_takes_it_back(page: Page) -> None:
    row = page.locator("#questions > li:has(button.vote[aria-pressed=false])").first
    row = page.locator(f"#{row.get_attribute('id')}")
    before = int(row.locator("[data-count]").inner_text())
    vote_button(row).click()
    expect(vote_button(row)).to_have_attribute("aria-pressed", "true")
    expect(row.locator("[data-count]")).to_have_text(str(before + 1))
    vote_button(row).click()
    expect(vote_button(row)).to_have_attribute("aria-pressed", "false")
    expect(row.locator("[data-count]")).to_have_text(str(before))


def answers_and_publishes(host: Page, where: str) -> None:
    host.goto(hour_of(host) + "styr/")
    host.get_by_role("link", name=asked_about(where)).click()
    answer(host, "Skann kvitteringen.\n\n1. Åpne saken.\n2. Velg «Ny journalpost».")
    publish(host, f"Drosjekvitteringer fra {where}")


def finds_the_answer(page: Page, where: str) -> None:
    """By search; and question, answer and guidance point to each other."""
    asked = asked_about(where)
    search(page, f"drosjekvittering {where}")
    expect(page.locator(".result").filter(has_text="Veiledning").first).to_be_visible()
    page.locator(".result").get_by_role("link", name=asked).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(asked)
    expect(page.get_by_text("Velg «Ny journalpost».")).to_be_visible()
    assert sideways_pixels(page) <= 0
    page.get_by_role("link", name=f"Drosjekvitteringer fra {where}").click()
    page.get_by_role("article").get_by_role("link", name="Svar fra").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(asked)
    page.goto("/mine/sporsmal/")
    expect(page.locator("li").filter(has_text=asked)).to_contain_text("Besvart")


@BOTH_WAYS
def test_keeps_what_is_written_when_the_sign_in_runs_out(visit: Visit, javascript: bool):
    asked = f"Hva gjør jeg når innloggingen går ut{'' if javascript else ' uten skript'}?"
    # Nobody asks more than a few in a minute.
    account = "adviser" if javascript else "first_line"
    ingrid = visit(account, javascript=javascript)
    ingrid.goto(NEXT_HOUR)
    write_question(ingrid, asked)
    ingrid.locator("summary", has_text="Forklar mer").click()
    ingrid.locator("textarea[name=detail]").fill("Jeg skrev lenge.")

    ingrid.context.clear_cookies(name="sessionid")
    ingrid.get_by_role("button", name="Send spørsmålet").click()
    expect(ingrid.get_by_text("Vi har tatt vare på spørsmålet ditt.")).to_be_visible()
    sign_in(ingrid, account)

    expect(ingrid.get_by_text("Dette skrev du før du logget inn.")).to_be_visible()
    expect(ingrid.get_by_label("Spørsmålet ditt")).to_have_value(asked)
    expect(ingrid.locator("textarea[name=detail]")).to_have_value("Jeg skrev lenge.")
    expect(ingrid.get_by_label("Gjelder:").locator("option:checked")).to_have_text(
        "Arkiv og journal"
    )
    ingrid.get_by_role("button", name="Send spørsmålet").click()
    expect(question(ingrid, asked)).to_have_count(1)


def test_a_vote_after_the_hour_is_refused_with_a_sentence(site: Site, visit: Visit):
    ingrid, henrik = visit("case_handler"), visit("manager", javascript=False)
    rows = []
    for page in (ingrid, henrik):
        # The page stands as it was when the hour took votes: it hears of nothing more.
        page.route("**/live/**", lambda route: route.abort())
        page.route("**/endringer/**", lambda route: route.fulfill(status=304))
        page.goto(NEXT_HOUR)
        row = page.locator("#questions > li:has(button.vote[aria-pressed=false])").last
        rows.append(page.locator(f"#{row.get_attribute('id')}"))
    mine, his = rows
    before = mine.locator("[data-count]").inner_text()

    with site.days_later(1):
        vote_button(mine).click()
        vote_button(his).click()

        expect(ingrid.get_by_text("Stemmen ble ikke talt.")).to_be_visible()
        expect(vote_button(mine)).to_have_attribute("aria-pressed", "false")
        expect(mine.locator("[data-count]")).to_have_text(before)
        expect(henrik.get_by_text("Spørretimen er ferdig og tar ikke imot")).to_be_visible()
        henrik.get_by_role("link", name="Gå til neste spørretime").click()
        expect(henrik.get_by_role("heading", name="Still et spørsmål")).to_be_visible()


def test_what_is_wrong_with_a_question_is_said_and_nothing_is_lost(visit: Visit):
    # Not the one who has asked three times in the minute before.
    ingrid = visit("editor", width=360)
    ingrid.goto(NEXT_HOUR)
    long = "Kan jeg <script>alert(1)</script> lime inn dette? " * 12

    write_question(ingrid, long)
    ingrid.get_by_role("button", name="Send spørsmålet").click()

    expect(ingrid.get_by_role("heading", name="Spørsmålet er ikke sendt ennå")).to_be_visible()
    expect(ingrid.locator("main")).to_contain_text("Det er plass til 500")
    expect(ingrid.get_by_label("Spørsmålet ditt")).to_have_value(long)
    assert axe_findings(ingrid) == []
    ingrid.get_by_label("Spørsmålet ditt").fill("Kan jeg <b>lime inn</b> & sende dette?")
    ingrid.get_by_role("button", name="Send spørsmålet").click()
    expect(question(ingrid, "Kan jeg <b>lime inn</b> & sende dette?")).to_be_visible()
