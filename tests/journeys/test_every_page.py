"""Every main page, for those who use it: readable, reachable and in one piece, light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import (
    OF_COLORS_AND_ROOM,
    STANDARDS,
    Site,
    Visit,
    axe_findings,
    sideways_pixels,
)
from tests.journeys.steps import NEXT_HOUR
from tests.pages import PAGES

# Words that no sentence in bokmål has, and most sentences in English do.
ENGLISH = re.compile(
    r"\b(the|and|you|your|with|this|that|from|questions?|answers?|search|sign|error|page)\b",
    re.IGNORECASE,
)
# What the page itself says: not texts that somebody has written in another language.
OWN_WORDS = """() => {
  const copy = document.body.cloneNode(true);
  copy.querySelectorAll("[lang]:not([lang=nb]), script, style, pre, code, textarea, option")
    .forEach((part) => part.remove());
  return copy.textContent + [...copy.querySelectorAll("[aria-label]")]
    .map((part) => " " + part.getAttribute("aria-label")).join("");
}"""


# Texts that stand with a letter or two on each line, because something beside them took the room.
SQUEEZED = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((it) => [...it.childNodes].some((part) => part.nodeType === 3 && part.data.trim()[9]))
  .map((it) => [it, it.getBoundingClientRect()])
  .filter(([it, box]) => box.width > 1 && box.width < 36 && box.height > 60)
  .map(([it]) => it.textContent.trim().slice(0, 60))"""

# As some need them in order to read: WCAG 1.4.12.
LETTERS_APART = """() => {
  const apart = new CSSStyleSheet();
  apart.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; }
    * { word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }
  `);
  document.adoptedStyleSheets = [apart];
}"""


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


def addresses(page: Page, account: str) -> Iterator[str]:
    page.goto(NEXT_HOUR)
    hour = page.url.partition("/sporretimer/")[2].strip("/")
    for path, accounts in PAGES.items():
        if account in accounts:
            member = _member(page, path) if "{member}" in path else ""
            yield path.format(hour=hour, day=hour[:10], member=member)


def _member(page: Page, path: str) -> str:
    """The key of somebody who stands on the page above."""
    group = path.partition("{")[0]
    (first, *_others) = re.findall(rf"{group}(\d+)/", page.request.get(group).text())
    return str(first)


def looked_at(page: Page, path: str) -> list[str]:
    """The page wide and light, narrow and dark, as narrow as it must still hold together, and with
    its letters apart."""
    found: list[str] = []
    page.goto(path)
    for width, scheme, rules in (
        (1280, "light", STANDARDS),
        (360, "dark", OF_COLORS_AND_ROOM),
    ):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += axe_findings(page, rules)
        found += _too_wide(page, width)
    page.set_viewport_size({"width": 320, "height": 900})
    found += _too_wide(page, 320)
    found += [f"{path}: squeezed: {text}" for text in page.evaluate(SQUEEZED)]
    page.evaluate(LETTERS_APART)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"with letters apart: {fault}" for fault in _too_wide(page, width)]
    if page.locator("html").get_attribute("lang") != "nb":
        found.append(f"{path}: not said to be in bokmål")
    said = page.evaluate(OWN_WORDS)
    found += [f"{path}: English: …{_around(said, word)}…" for word in ENGLISH.finditer(said)]
    return found


@pytest.mark.parametrize("account", ["", "case_handler", "adviser", "host", "admin"])
def test_every_page_is_whole(visit: Visit, account: str):
    page = visit(account)

    found = [fault for path in addresses(page, account) for fault in looked_at(page, path)]

    assert found == [], "\n".join(found)


@pytest.mark.parametrize(("prefix", "language"), [("", "nb"), ("/nn", "nn"), ("/en", "en")])
def test_every_page_says_which_language_it_is_in(visit: Visit, prefix: str, language: str):
    page = visit("admin")

    for path in {*addresses(page, ""), *addresses(page, "admin")}:
        answered = page.request.get(prefix + path)
        assert f'<html lang="{language}"' in answered.text(), prefix + path


def test_an_error_of_ours_is_a_page_too(visit: Visit):
    """Asked for in all three languages: nobody is left with a blank screen."""
    page = visit()
    for address, sentence in (
        ("/finnes-ikke/", "Vi finner ikke siden"),
        ("/nn/finst-ikkje/", "Vi finn ikkje sida"),
        ("/en/not-there/", "We cannot find the page"),
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(sentence)


def _too_wide(page: Page, width: int) -> list[str]:
    pixels = sideways_pixels(page)
    return [f"{page.url}: {pixels} px too wide at {width}"] if pixels > 0 else []


def _around(text: str, word: re.Match[str]) -> str:
    return " ".join(text[max(0, word.start() - 30) : word.end() + 30].split())
