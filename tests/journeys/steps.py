"""What people do in the question hours, in a few words."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

NEXT_HOUR = "/sporretimer/neste/"


def question(page: Page, text: str) -> Locator:
    """Its row in the hour."""
    return page.locator("#questions > li", has_text=text)


def write_question(page: Page, text: str, area: str = "Arkiv og journal") -> None:
    page.get_by_label("Spørsmålet ditt").fill(text)
    page.get_by_label("Gjelder:").select_option(label=area)


def ask(page: Page, text: str, area: str = "Arkiv og journal") -> Locator:
    page.goto(NEXT_HOUR)
    write_question(page, text, area)
    page.get_by_role("button", name="Send spørsmålet").click()
    expect(page.get_by_role("status").filter(has_text="Spørsmålet er sendt")).to_be_visible()
    return question(page, text)


def vote_button(row: Locator) -> Locator:
    return row.locator("button.vote")


def answer(host: Page, text: str) -> None:
    """The question that the host has before them; then the next one comes up."""
    host.get_by_label("Svaret").fill(text)
    host.get_by_role("button", name="Legg ut svaret og gå videre").click()
    expect(host.get_by_role("status").filter(has_text="Besvart:")).to_be_visible()


def publish(host: Page, title: str) -> None:
    """From the desk that has just taken an answer: a draft, and then everyone's."""
    host.get_by_role("link", name="Endre svaret eller lag veiledning").click()
    host.get_by_label("Tittel").fill(title)
    host.get_by_role("button", name="Lag veiledning").click()
    host.get_by_role("button", name="Publiser").click()
    expect(host.get_by_text(f"Publisert som «{title}»")).to_be_visible()


def search(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox").first.fill(words)
    page.get_by_role("searchbox").first.press("Enter")
    page.wait_for_url("**/sok/**")
