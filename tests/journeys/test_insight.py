"""Where people wait: the page beside a count by hand, with the keyboard, and the report after."""

from __future__ import annotations

import csv
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sufflor.lib.clock import OSLO
from tests.journeys.clocked import TODAY
from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels
from tests.journeys.test_keyboard import focused, tab_to
from tests.tables import STORE

LINES = {1: "Kollega", 2: "Førstelinje", 3: "Andrelinje", 4: "Leverandørkontakt"}
UNDER_WAY = {"new", "open", "waiting_user", "waiting_vendor", "waiting_other"}
FEW = "færre enn 5"


def last_month() -> date:
    return (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1)


def on_day(stored: str) -> date:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC).astimezone(OSLO).date()


def counted_by_hand(folder: Path, month: date) -> dict[tuple[str, str], int]:
    """Row by row, from what the desk has stored; nothing of what insight keeps is read."""
    found: Counter[tuple[str, str]] = Counter()
    with closing(sqlite3.connect(folder / STORE)) as store:
        requests = store.execute(
            "SELECT id, opened_at, origin, form_id, state, line FROM desk_request"
        ).fetchall()
        for pk, opened_at, origin, form, state, line in requests:
            if on_day(opened_at).replace(day=1) != month:
                continue
            moves = store.execute(
                "SELECT to_line, direction FROM desk_movement"
                " WHERE request_id = ? AND undone_at IS NULL ORDER BY at, id",
                [pk],
            ).fetchall()
            for _line, way in moves:
                found["move", way] += 1
            if state == "merged":
                continue
            stops = ["Skjema" if form else "E-post og annet"]
            if origin.startswith("questions."):
                stops = ["Spørretime"]
            furthest = 0
            for there, _way in moves or [(line, "")]:
                if there > furthest:
                    furthest = there
                    stops.append(LINES[there])
            stops.append("Under arbeid" if state in UNDER_WAY else "Løst")
            for source, target in pairwise(stops):
                found[source, target] += 1
    return dict(found)


def rows_of(page: Page, name: str) -> list[list[str]]:
    """Of the table in the region of this name, each row as its cells."""
    table = page.get_by_role("region", name=name, exact=True).locator("tbody tr")
    # What is folded together has no text, and it opens a moment after the click.
    expect(table.first).to_be_visible()
    return [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in table.all()
    ]


def as_told(number: int) -> str:
    return FEW if 0 < number < 5 else str(number)


@pytest.fixture(scope="module")
def at_insight() -> str:
    return f"/innsikt/?periode={last_month():%Y-%m}"


def test_the_figures_agree_with_a_count_by_hand(site: Site, visit: Visit, at_insight: str) -> None:
    hand = counted_by_hand(site.folder, last_month())
    liv = visit("first_line")
    liv.goto(at_insight)

    liv.get_by_text("Vis tallene som tabell").click()

    flow = {(source, target): number for source, target, number in rows_of(liv, "Strømmen i tall")}
    for link, number in hand.items():
        if link[0] != "move":
            assert flow[link] == as_told(number), link
    moved = dict(rows_of(liv, "Overlevert"))
    back = hand.get(("move", "sideways"), 0) + hand.get(("move", "return"), 0)
    assert moved["Sendt opp, bort fra brukeren"] == as_told(hand["move", "up"])
    assert moved["Sendt ned, nærmere brukeren"] == as_told(hand["move", "down"])
    assert moved["Sendt til siden eller tilbake"] == as_told(back)
    assert sum(number for link, number in hand.items() if link[1] == "Løst") > 50


def test_the_file_has_the_numbers_of_the_page(visit: Visit, at_insight: str) -> None:
    liv = visit("first_line")
    liv.goto(at_insight)
    liv.get_by_text("Vis tallene som tabell").click()
    shown = {tuple(row) for row in rows_of(liv, "Strømmen i tall")}

    with liv.expect_download() as fetched:
        liv.get_by_role("link", name="Last ned tallene (CSV)").click()

    text = Path(fetched.value.path()).read_text(encoding="utf-8-sig")
    assert shown <= {tuple(row) for row in csv.reader(StringIO(text), delimiter=";")}


def test_with_the_keyboard_alone(visit: Visit, at_insight: str) -> None:
    liv = visit("first_line")
    liv.goto("/innsikt/")

    tab_to(liv, "select Siste 30 dager")
    liv.keyboard.press("End")
    tab_to(liv, "button Vis")
    liv.keyboard.press("Enter")
    liv.wait_for_url("**/innsikt/?periode=*")
    expect(liv.get_by_text("Det har ikke kommet noe inn")).to_be_visible()
    liv.goto(at_insight)
    tab_to(liv, "Figuren, kan rulles")
    assert "Figuren" in focused(liv)
    tab_to(liv, "Vis tallene som tabell")
    liv.keyboard.press("Enter")

    expect(liv.get_by_role("region", name="Strømmen i tall")).to_be_visible()


@pytest.mark.parametrize(
    ("javascript", "width", "dark"),
    [(True, 1280, False), (False, 360, False), (True, 360, True), (False, 320, True)],
    ids=["wide", "narrow without script", "narrow and dark", "narrowest"],
)
def test_on_every_screen(
    visit: Visit, at_insight: str, javascript: bool, width: int, dark: bool
) -> None:
    liv = visit("first_line", javascript=javascript, width=width, dark=dark)
    liv.goto(at_insight)

    assert sideways_pixels(liv) == 0
    if javascript:
        assert axe_findings(liv) == []
    area = liv.get_by_role("region", name="Saksområde for saksområde").get_by_role("link").first
    name = area.inner_text()
    area.click()

    expect(liv.get_by_text(f"{name} · ")).to_be_visible()
    assert sideways_pixels(liv) == 0
    if javascript:
        assert axe_findings(liv) == []


def test_the_report_is_written_published_and_read(site: Site, visit: Visit) -> None:
    with site.days_later(20):
        astrid, anyone = visit("admin"), visit(width=360)
        astrid.goto("/innsikt/rapporter/")
        astrid.get_by_role("link", name="Innføring av Elements").click()
        begun = astrid.get_by_label("Før tallene").input_value()
        astrid.get_by_label("Etter tallene").fill("Neste gang øver vi én dag til.")
        astrid.get_by_role("button", name="Publiser rapporten").click()
        expect(astrid.get_by_text("Nå kan alle lese rapporten")).to_be_visible()

        anyone.goto("/rapporter/")
        anyone.get_by_role("link", name="slik gikk det").click()

        assert "spørsmål" in begun
        expect(anyone.get_by_text(begun)).to_be_visible()
        expect(anyone.get_by_text("Neste gang øver vi én dag til.")).to_be_visible()
        assert len(rows_of(anyone, "Dag for dag")) >= 6
        assert sideways_pixels(anyone) == 0
        assert axe_findings(anyone) == []
        assert axe_findings(astrid) == []
