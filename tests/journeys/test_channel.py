"""The channel: an editor plans and calls off, a band ends by itself, other sites show the list."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sufflor.lib.clock import OSLO
from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Not among the results of the tests."""


@pytest.fixture
def elsewhere(site: Site, tmp_path: Path) -> Iterator[str]:
    """Another site, whose page shows our list in a frame."""
    frame = f'<iframe src="{site.url}/meldinger/innbygd/" width="360" height="400"></iframe>'
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Innsida</title>{frame}")
    folder = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def from_now(site: Site, **time: float) -> str:
    """As a field for a date and a time takes it, on the clock in Oslo."""
    return (site.now() + timedelta(**time)).astimezone(OSLO).strftime("%Y-%m-%dT%H:%M")


def write(editor: Page, title: str, **moments: str) -> None:
    editor.goto("/styring/meldinger/ny/")
    editor.get_by_label("Tittel på bokmål").fill(title)
    editor.get_by_label("Tekst på bokmål").fill("Les mer om dette i veiledningen.")
    for field, moment in moments.items():
        editor.locator(f"[name={field}]").fill(moment)
    editor.get_by_role("button", name="Legg ut meldingen").click()


def withdraw(editor: Page, title: str) -> None:
    editor.goto("/styring/meldinger/")
    notice = editor.get_by_role("article").filter(has_text=title)
    notice.locator("summary").click()
    notice.get_by_role("button", name=f"Trekk tilbake: {title}").click()
    expect(editor.get_by_role("status")).to_contain_text("Meldingen er trukket tilbake.")


@pytest.mark.parametrize(
    ("javascript", "width"), [(True, 1280), (False, 360)], ids=["with-script", "without-script"]
)
def test_a_notice_is_planned_said_in_nynorsk_changed_and_called_off(
    site: Site, visit: Visit, javascript: bool, width: int
):
    title = f"Kurs i avskriving, {width}"
    editor = visit("editor", javascript=javascript, width=width)
    write(editor, title, show_at=from_now(site, days=2))
    expect(editor.get_by_role("status")).to_contain_text("Meldingen er planlagt.")
    assert not javascript or axe_findings(editor) == []
    assert sideways_pixels(editor) <= 0

    reader = visit(javascript=javascript, width=width)
    reader.goto("/meldinger/")
    expect(reader.get_by_role("link", name=title)).to_have_count(0)

    editor.get_by_role("link", name=f"Endre: {title}").click()
    editor.get_by_text("Det samme på andre språk").click()
    editor.get_by_label("Tittel på nynorsk").fill(f"{title} på nynorsk")
    editor.get_by_role("button", name="Endre meldingen").click()
    expect(editor.locator(".field-error")).to_contain_text("Skriv både tittel og tekst")
    editor.get_by_label("Tekst på nynorsk").fill("Les meir om dette.")
    assert not javascript or axe_findings(editor) == []
    editor.get_by_role("button", name="Endre meldingen").click()
    expect(editor.get_by_role("status")).to_contain_text("Meldingen er planlagt.")

    planned = editor.get_by_role("article").filter(has_text=title)
    planned.locator("summary").click()
    planned.get_by_role("button", name=f"Avlys: {title}").click()
    expect(editor.get_by_role("status")).to_contain_text("Meldingen er avlyst.")


def test_a_critical_notice_leaves_a_page_that_stands_open(site: Site, visit: Visit):
    title = "Elements er nede for noen"
    editor, reader = visit("editor"), visit()
    write(editor, title, critical_until=from_now(site, hours=2))
    band = reader.get_by_role("region", name=f"Kritisk: {title}")

    reader.clock.install(time=site.now())
    reader.goto("/tema/")
    expect(band).to_be_visible()
    assert axe_findings(reader) == []
    reader.clock.fast_forward("01:30:00")
    expect(band).to_be_visible()
    reader.clock.fast_forward("00:31:00")

    expect(band).to_be_hidden()
    withdraw(editor, title)


def test_another_site_that_is_not_listed_shows_nothing(browser: Browser, elsewhere: str):
    page = browser.new_page()
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text))

    page.goto(elsewhere)

    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Meldingskanalen")).to_have_count(0)
    assert any("frame-ancestors" in problem for problem in problems)
    page.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_list_to_embed_is_whole_on_its_own_and_leads_out_of_its_frame(visit: Visit, dark: bool):
    page = visit(width=320, dark=dark)
    page.goto("/meldinger/innbygd/")
    assert axe_findings(page) == []
    assert sideways_pixels(page) <= 0
    assert page.context.cookies() == []

    page.get_by_role("link", name="Alle meldinger").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Meldingskanalen")
