"""Everything that a case handler does, with the keyboard alone; and focus that can be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit
from tests.journeys.steps import NEXT_HOUR, question

# What has focus: its name, whether that is seen around it or a box it fills, and whether it is on
# the screen. Nothing when focus has left the page.
FOCUSED = """() => {
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return null;
  const outlined = (node) => {
    const style = node && getComputedStyle(node);
    return Boolean(style) && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const box = it.getBoundingClientRect();
  const name = it.getAttribute("aria-label") || it.innerText || it.name || it.id || it.tagName;
  return {
    name: `${it.tagName.toLowerCase()} ${name.trim().slice(0, 40)}`,
    seen: [it, it.parentElement, it.parentElement?.parentElement, it.closest("li")].some(outlined),
    there: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
    first: it.classList.contains("ds-skip-link"),
  };
}"""
MOST_STOPS = 250


@pytest.fixture(scope="module")
def site(common_site: Site) -> Site:
    return common_site


def focused(page: Page) -> str:
    found = page.evaluate(FOCUSED)
    return found["name"] if found else ""


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """On until something whose name holds this has focus."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press(key)
        if name in focused(page):
            return
    pytest.fail(f"{name} is not reached with {key}")


@pytest.mark.parametrize(
    ("account", "path"),
    [
        ("", "/"),
        ("", "/sok/?q=postliste"),
        ("", "/logg-inn/"),
        ("case_handler", NEXT_HOUR),
        ("case_handler", "/innforing/"),
        ("host", "{desk}"),
        ("admin", "/styring/innforing/"),
        ("admin", "/styring/innforing/1/"),
        ("admin", "/styring/innforing/1/vakter/"),
    ],
)
def test_focus_is_always_seen_and_never_caught(visit: Visit, account: str, path: str):
    page = visit(account)
    page.goto(NEXT_HOUR)
    page.goto(path.format(desk=page.url + "styr/"))
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")

    unseen: list[str] = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None or (found["first"] and _stop):
            break
        if not (found["seen"] and found["there"]):
            unseen.append(found["name"])
    else:
        pytest.fail(f"no way out of {path} with Tab: {focused(page)} has it")

    assert unseen == []


def test_the_skip_link_leads_past_the_menu(visit: Visit):
    page = visit()
    page.goto("/")

    page.keyboard.press("Tab")
    assert "Hopp til innholdet" in focused(page)
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_in_viewport()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"


def test_search_with_the_keyboard(visit: Visit):
    page = visit()
    page.goto("/")

    tab_to(page, "input q")
    page.keyboard.type("skjerme dokument")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/**")

    first = page.locator(".result a").first.inner_text()
    tab_to(page, first[:30])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)


@pytest.mark.parametrize("account", ["", "case_handler"])
def test_the_small_menu_opens_closes_and_gives_focus_back(visit: Visit, account: str):
    page = visit(account, width=360)
    page.goto("/")
    menu = page.locator("#menu-site")

    tab_to(page, "Meny")
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert "Meny" in focused(page)

    page.keyboard.press("Space")
    expect(menu).to_be_visible()
    tab_to(page, "Spørretimer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Spørretimer")


def test_ask_and_vote_with_the_keyboard(visit: Visit):
    asked = "Kan jeg klare meg med tastaturet?"
    page = visit("case_handler")
    page.goto(NEXT_HOUR)

    tab_to(page, "textarea text")
    page.keyboard.type(asked)
    tab_to(page, "select")
    page.keyboard.type("Arkiv")
    tab_to(page, "Send spørsmålet")
    page.keyboard.press("Enter")
    expect(question(page, asked)).to_be_visible()

    row = page.locator("#questions > li:has(button.vote[aria-pressed=false])").last
    row = page.locator(f"#{row.get_attribute('id')}")
    vote = row.locator("button.vote")
    before = int(row.locator("[data-count]").inner_text())
    while not vote.evaluate("it => it === document.activeElement"):
        tab_to(page, "button")
    page.keyboard.press("Space")
    expect(vote).to_have_attribute("aria-pressed", "true")
    expect(row.locator("[data-count]")).to_have_text(str(before + 1))
    expect(vote).to_be_focused()
    page.keyboard.press("Enter")
    expect(vote).to_have_attribute("aria-pressed", "false")
    expect(row.locator("[data-count]")).to_have_text(str(before))
    expect(vote).to_be_focused()
