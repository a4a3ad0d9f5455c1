"""Three rollout days in a row with a weekend between: the rhythm runs by the clock alone."""

from __future__ import annotations

import json
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as wall_clock

import pytest
from playwright.sync_api import Page, expect

from sufflor.lib.clock import moment
from tests.journeys.clocked import TODAY
from tests.journeys.conftest import ClockedSite, Visit, axe_findings
from tests.journeys.steps import answer, write_question

PATIENCE = 15.0
PRINTER = "Hvordan skriver jeg ut en sak?"
FOLDER = "Hvor finner jeg mappen min?"
MOBILE = "Kan jeg godkjenne fra mobilen?"
LABEL = "Hvem kan lage nye merkelapper?"
STAMP = "Hvordan stempler jeg et dokument?"


@pytest.fixture
def site(clocked_site: ClockedSite) -> ClockedSite:
    """`visit` opens its windows here."""
    return clocked_site


@pytest.fixture
def days() -> tuple[date, date, date]:
    """A Thursday, the Friday and the Monday after it, well after what the demo has planned."""
    soon = TODAY + timedelta(days=21)
    thursday = soon + timedelta(days=(3 - soon.weekday()) % 7)
    return thursday, thursday + timedelta(days=1), thursday + timedelta(days=4)


def by_and_by(look: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def announced(site: ClockedSite) -> Counter[str]:
    """How often the form of each hour has been announced in the channel."""
    with urllib.request.urlopen(f"{site.url}/meldinger.json", timeout=10) as said:
        notices = json.load(said)["notices"]
    words = [str(notice["html"]) for notice in notices if "sporretime" in str(notice["tags"])]
    addresses = [word.partition("/sporretimer/")[2].partition("/")[0] for word in words]
    return Counter(address for address in addresses if address)


def plan(planner: Page, days: tuple[date, ...]) -> None:
    planner.goto("/styring/innforing/ny/")
    planner.locator("[name=name]").fill("Innføring av arkivkjernen")
    planner.locator("[name=dates]").fill("\n".join(f"{day:%d.%m.%Y}" for day in days))
    planner.locator("[name=way-telefon]").select_option("closed")
    planner.locator("main form button[type=submit]").last.click()
    expect(planner.get_by_role("status")).to_contain_text("er planlagt")


def ask(page: Page, hour: str, text: str) -> None:
    page.goto(f"/sporretimer/{hour}/")
    write_question(page, text)
    page.get_by_role("button", name="Send spørsmålet").click()
    expect(page.locator("#questions > li", has_text=text)).to_be_visible()


def take(host: Page, hour: str, text: str) -> None:
    host.goto(f"/sporretimer/{hour}/styr/")
    host.locator(".host-link", has_text=text).first.click()
    expect(host.locator("#desk-title")).to_have_text(text)


def finish(host: Page, hour: str) -> None:
    host.goto(f"/sporretimer/{hour}/styr/avslutt/")
    share = host.get_by_role("button", name="Fordel alle")
    if share.count():
        share.click()
    host.get_by_role("button", name="Avslutt timen og lag referatet").click()
    expect(host.get_by_role("heading", level=1)).to_have_text("Referatet")


def test_three_days_by_the_clock(site: ClockedSite, visit: Visit, days: tuple[date, ...]) -> None:
    thursday, friday, monday = days
    hours = {day: (f"{day:%Y-%m-%d}-oppstart", f"{day:%Y-%m-%d}-avslutning") for day in days}

    def arrive(*accounts: str) -> list[Page]:
        """A sign-in lasts ten hours, so each day begins with one."""
        site.signed_in.clear()
        return [visit(account) for account in accounts]

    def clock(day: date, hour: int, minute: int = 0) -> None:
        site.set_clock(moment(day, wall_clock(hour, minute, 5)))

    # The day before: a planner lays three days, and that is all that anybody prepares.
    clock(thursday - timedelta(days=1), 13, 50)
    of_the_demo = announced(site)
    plan(*arrive("admin"), days)
    assert announced(site) == of_the_demo

    def called() -> Counter[str]:
        return announced(site) - of_the_demo

    clock(thursday - timedelta(days=1), 14)
    opening, closing = hours[thursday]
    by_and_by(lambda: called() == {opening: 1, closing: 1}, "the form is announced at 14.00")

    # Thursday. An hour before, the form is announced once more; people ask and vote.
    clock(thursday, 7, 30)
    by_and_by(lambda: announced(site)[opening] == 2, "and again an hour before")
    ingrid, manager, host = arrive("case_handler", "manager", "host")
    ask(ingrid, opening, PRINTER)
    ask(ingrid, opening, FOLDER)
    ask(manager, opening, MOBILE)
    manager.goto(f"/sporretimer/{opening}/")
    manager.locator("#questions > li", has_text=PRINTER).locator("button.vote").click()
    expect(
        manager.locator("#questions > li", has_text=PRINTER).locator("[data-count]")
    ).to_have_text("2")

    # One is answered in the opening hour, one aloud, one not at all; the minutes have all three.
    clock(thursday, 8, 35)
    take(host, opening, PRINTER)
    answer(host, "Velg Skriv ut i menyen.")
    take(host, opening, FOLDER)
    host.keyboard.press("b")
    host.get_by_role("button", name="Lagre og gå videre").click()
    finish(host, opening)
    ingrid.goto(f"/sporretimer/{opening}/")
    for text in (PRINTER, FOLDER, MOBILE):
        expect(ingrid.locator("main")).to_contain_text(text)
    expect(ingrid.locator("main")).to_contain_text("Velg Skriv ut i menyen.")
    assert axe_findings(ingrid) == []

    # What was promised in writing waits in the closing hour, and is answered there.
    clock(thursday, 14)
    by_and_by(lambda: announced(site)[closing] == 2, "the closing hour's form too")
    by_and_by(lambda: announced(site)[hours[friday][1]] == 1, "and those of tomorrow")
    clock(thursday, 15, 5)
    take(host, closing, FOLDER)
    answer(host, "Under Mine mapper.")
    finish(host, closing)

    # Friday. The third one came along, and yesterday's last solutions are on the agenda.
    opening, closing = hours[friday]
    clock(friday, 7, 30)
    by_and_by(lambda: announced(site)[opening] == 2, "on Friday as on Thursday")
    ingrid, host = arrive("case_handler", "host")
    clock(friday, 8, 35)
    ingrid.goto(f"/sporretimer/{opening}/")
    expect(ingrid.locator("#questions > li", has_text=MOBILE)).to_be_visible()
    take(host, opening, MOBILE)
    answer(host, "Ja, i appen.")
    ask(ingrid, opening, LABEL)
    finish(host, opening)

    # The host does not come back: the clock ends the closing hour, and nothing is lost.
    clock(friday, 14)
    by_and_by(lambda: announced(site)[closing] == 2, "on Friday afternoon too")
    clock(friday, 15, 10)
    ask(ingrid, closing, STAMP)
    clock(friday, 16, 31)
    ingrid.goto(f"/sporretimer/{closing}/")
    by_and_by(lambda: "Referat" in _text_anew(ingrid), "an hour that was left open is ended")
    clock(friday, 17)
    take(host, hours[monday][0], LABEL)
    answer(host, "Arkivet gjør det.")

    # Monday covers Friday afternoon and the weekend.
    opening, closing = hours[monday]
    clock(monday - timedelta(days=1), 14)
    by_and_by(lambda: announced(site)[opening] == 1, "announced on the Sunday")
    clock(monday, 7, 30)
    by_and_by(lambda: announced(site)[opening] == 2, "and an hour before")
    ingrid, host = arrive("case_handler", "host")
    clock(monday, 8, 35)
    ingrid.goto(f"/sporretimer/{opening}/")
    expect(ingrid.locator("main")).to_contain_text(LABEL)
    take(host, opening, STAMP)
    answer(host, "Velg Stempel.")
    finish(host, opening)
    clock(monday, 14)
    by_and_by(lambda: announced(site)[closing] == 2, "the last one")
    clock(monday, 15, 5)
    finish(host, closing)

    # Afterwards everything is as before, and each question ended in writing, told to each once.
    clock(monday + timedelta(days=1), 9)
    ingrid.goto("/")
    expect(ingrid.get_by_role("region", name="Dette skjer nå")).to_contain_text("er over")
    ingrid.goto("/svar/")
    for text in (PRINTER, FOLDER, MOBILE, LABEL, STAMP):
        expect(ingrid.get_by_role("link", name=text)).to_be_visible()
    assert called() == {hour: 2 for day in days for hour in hours[day]}
    by_and_by(lambda: len(mailed(site)) >= 8, "everyone who asked, voted or was to write is told")
    ingrids, henriks, hildes = "ingrid.solberg", "henrik.aas", "hilde.aasen"
    assert Counter(mailed(site)) == {
        (question, person): 1
        for question, people in {
            PRINTER: (ingrids, henriks),
            FOLDER: (ingrids, hildes),
            MOBILE: (henriks,),
            LABEL: (ingrids,),
            STAMP: (ingrids, hildes),
        }.items()
        for person in people
    }


def _text_anew(page: Page) -> str:
    page.reload()
    return page.locator("main").inner_text()


def mailed(site: ClockedSite) -> list[tuple[str, str]]:
    """Which questions were mailed about, to whom: that they are answered, or to be answered."""
    questions = (PRINTER, FOLDER, MOBILE, LABEL, STAMP)
    return [
        (question, str(mail["To"].addresses[0].username))
        for mail in site.letters()
        for question in questions
        if question.rstrip("?") in str(mail["Subject"])
    ]
