"""A host answers a full hour in writing and lets two of the answers live on as guidance."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels
from tests.journeys.steps import NEXT_HOUR, answer, ask, publish, question, search

BOTH_WAYS = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with-script", "without-script"]
)


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


def desk_of(page: Page, asked: str = "") -> None:
    """The desk of the hour that takes questions now, with one of them or the first in line."""
    page.goto(NEXT_HOUR)
    page.goto(page.url.partition("?")[0] + "styr/")
    if asked:
        page.get_by_role("navigation", name="Spørsmålene").get_by_role("link", name=asked).click()
        expect(page.locator("#desk-title")).to_have_text(asked)


def waiting(page: Page) -> int:
    found = re.search(r"(\d+|Ingen) spørsmål venter", page.locator(".lead").inner_text())
    assert found
    return 0 if found[1] == "Ingen" else int(found[1])


@BOTH_WAYS
def test_answers_twelve_questions_and_publishes_two_articles(visit: Visit, javascript: bool):
    hilde = visit("host", javascript=javascript)
    titles = [f"Veiledning {'med' if javascript else 'uten'} skript {n}" for n in ("én", "to")]
    answered = []

    desk_of(hilde)
    before = waiting(hilde)
    for number in range(12):
        answered.append(hilde.locator("#desk-title").inner_text())
        answer(hilde, f"Svar nummer {number + 1}.\n\n- Åpne saken.\n- Velg «Lagre».")
        if number in {4, 9}:
            publish(hilde, titles[number // 9])
            assert axe_findings(hilde) == [] if javascript else True
            desk_of(hilde)

    assert len(set(answered)) == 12
    assert waiting(hilde) == before - 12
    hilde.goto("/svar/")
    for asked in answered:
        expect(hilde.get_by_role("link", name=asked)).to_be_visible()
    for title in titles:
        search(hilde, title)
        expect(hilde.locator(".result").get_by_role("link", name=title)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_last_question_in_a_long_queue_can_be_reached(visit: Visit, width: int):
    hilde = visit("host", width=width)
    desk_of(hilde)
    # What is out of the queue is folded away, if others have left something there.
    last = hilde.locator(".host-link:visible").last
    text = last.inner_text()

    last.click()

    expect(hilde.locator("#desk-title")).to_contain_text(text.removesuffix("…").strip())
    assert sideways_pixels(hilde) <= 0


@BOTH_WAYS
def test_everyone_sees_what_is_being_answered_now(visit: Visit, javascript: bool):
    asked = f"Hvem ser at dette besvares nå{'' if javascript else ' uten skript'}?"
    ingrid = visit("case_handler", javascript=javascript)
    row = ask(ingrid, asked)
    hilde = visit("host", javascript=javascript)
    desk_of(hilde, asked)

    hilde.get_by_role("button", name="Besvares nå").click()
    expect(hilde.get_by_role("button", name="Ta senere")).to_be_visible()

    # With a script her page follows by itself; without one it is loaded again every minute.
    if not javascript:
        ingrid.reload()
    expect(row).to_contain_text("Besvares nå")
    hilde.get_by_role("button", name="Ta senere").click()
    if not javascript:
        ingrid.reload()
    expect(row).to_contain_text("I kø")


@BOTH_WAYS
def test_who_answers_second_is_told_and_keeps_the_text(visit: Visit, javascript: bool):
    asked = f"Hvem svarer først på dette{'' if javascript else ' uten skript'}?"
    lars = visit("manager", javascript=javascript)
    ask(lars, asked, area="Personal")
    hilde, jonas = visit("host", javascript=javascript), visit("second_line", javascript=javascript)
    desk_of(hilde, asked)
    desk_of(jonas, asked)
    answer(hilde, "Hilde svarte først.")

    jonas.get_by_label("Svaret", exact=True).fill("Jonas sitt lange svar.")
    jonas.get_by_role("button", name="Legg ut svaret og gå videre").click()

    expect(jonas.get_by_role("alert")).to_contain_text("Noen har nettopp svart på dette spørsmålet")
    expect(jonas.locator("#desk")).to_contain_text("Hilde svarte først.")
    mine = jonas.get_by_label("Det du skrev: legg det til i svaret")
    expect(mine).to_have_value("Jonas sitt lange svar.")
    assert not javascript or axe_findings(jonas) == []
    mine.fill("Hilde svarte først. Jonas la til dette.")
    jonas.get_by_role("button", name="Lagre endringen").click()
    lars.goto(NEXT_HOUR + "?sorter=besvart")
    expect(question(lars, asked)).to_contain_text("Jonas la til dette.")
    expect(question(lars, asked)).to_contain_text("Rettet")
