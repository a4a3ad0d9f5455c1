"""One request the whole way: colleague, first line, specialist, down again, solved and shared."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels
from tests.journeys.steps import search
from tests.journeys.test_sending import DAYS, send

FORM = "/hjelp/ny/hjelp-til-bruk-av-elements/?felt-branch=feil"
TITLE = "Kvitteringen til timelærere mangler vedlegget"
TRIED = "Jeg har sett i rutinen og prøvd med en annen sak."
ADVICE = "Det må settes kode for timelærer før vedlegget følger med."
SOLVED = "Velg kode for timelærer på saken, og send kvitteringen en gang til. Da kommer vedlegget."
ARTICLE = "Vedlegg på kvitteringer til timelærere"


def whole(page: Page) -> None:
    assert sideways_pixels(page) <= 0
    assert axe_findings(page) == []


def fill(page: Page) -> None:
    page.get_by_label("Si det i én setning").fill(TITLE)
    page.get_by_label("Hvilket saksområde gjelder det?").select_option(label="Personal")
    page.get_by_label("Hva prøvde du å gjøre?").fill("Jeg sendte en kvittering.")
    page.get_by_label("Hva skjedde, og hva hadde du ventet?").fill("Vedlegget kom ikke med.")


def hand(page: Page, number: int, way: str, to: str) -> None:
    """With the four prompts, to those who are proposed."""
    page.goto(f"/arbeid/henvendelser/{number}/")
    page.get_by_role("link", name=way).click()
    page.get_by_label("Hva som er prøvd").fill(TRIED)
    page.get_by_label("Hva som gjenstår").fill("Å finne koden.")
    page.get_by_label("Feilmeldingen, ord for ord").fill("Feil 17")
    whole(page)
    page.locator("#hand-over").filter(has_text=to).click()
    expect(page.get_by_text("er sendt videre.")).to_be_visible()


def test_from_the_form_to_an_article_that_everyone_finds(site: Site, visit: Visit):
    site.pass_days(DAYS)
    ingrid = visit("case_handler", width=360)
    mona, anne, jonas = visit("adviser"), visit("first_line"), visit("second_line", dark=True)

    # Ingrid sends it, and it is with the colleague nearest her.
    ingrid.goto(FORM)
    fill(ingrid)
    number = send(ingrid)
    mine, work = f"/mine/henvendelser/{number}/", f"/arbeid/henvendelser/{number}/"
    expect(ingrid.get_by_text("En kollega nær deg har fått den.")).to_be_visible()

    # Mona hands it up, the first line to the specialists, and they down again with advice.
    hand(mona, number, "Send opp", "Brukerstøtten")
    hand(anne, number, "Send opp", "personal")
    jonas.goto(work)
    expect(jonas.get_by_role("main")).to_contain_text(TRIED)
    jonas.locator("summary", has_text="Internt notat").click()
    jonas.get_by_label("Internt notat").fill(ADVICE)
    jonas.get_by_role("button", name="Lagre notatet").click()
    expect(jonas.locator(".thread")).to_contain_text(ADVICE)
    hand(jonas, number, "Send ned", "Mona Haugen")

    # She reads the advice, answers and says that it is solved.
    mona.goto(work)
    expect(mona.locator(".thread")).to_contain_text(ADVICE)
    mona.get_by_label("Svaret ditt").fill(SOLVED)
    whole(mona)
    mona.get_by_role("button", name="Svar og løs").click()
    mona.wait_for_url("**etter=**")

    # What helped one becomes an article in the section of those who own the area; it is published.
    mona.goto(work)
    mona.locator(".work-buttons summary").click()
    mona.get_by_role("link", name="Gjør det til et felles svar").click()
    mona.get_by_label("Tittel på artikkelen").fill(ARTICLE)
    expect(mona.get_by_label("Svaret", exact=True)).to_have_value(SOLVED)
    mona.get_by_role("button", name="Lag veiledning").click()
    expect(mona.get_by_text("Utkastet er laget.")).to_be_visible()
    publish(visit("admin"), ARTICLE)

    # Ingrid is told nothing of what they said to each other, and says that it helped.
    site.pass_a_minute(number)
    ingrid.goto(mine)
    expect(ingrid.get_by_role("region", name="Dette har skjedd")).to_contain_text(SOLVED)
    expect(ingrid.get_by_role("main")).not_to_contain_text(ADVICE)
    expect(ingrid.get_by_role("main")).not_to_contain_text(TRIED)
    expect(ingrid.get_by_text("Hjalp det?").first).to_be_visible()
    whole(ingrid)
    ingrid.get_by_role("button", name="Ja, det hjalp").click()
    expect(ingrid.get_by_text("Det hjalp, og den er ferdig")).to_be_visible()

    search(ingrid, "kvittering timelærer vedlegg")
    expect(ingrid.locator(".result", has_text=ARTICLE)).to_be_visible()


def publish(editor: Page, title: str) -> None:
    """In the editor of articles: found by its title, read, and published."""
    editor.goto(f"/admin/cms/pages/search/?q={title}")
    editor.get_by_role("link", name=title, exact=True).first.click()
    editor.wait_for_url("**/edit/")
    editor.locator("footer").get_by_role("button", name="Flere handlinger").click()
    editor.locator("button[name=action-publish]").click()
    expect(editor.locator(".messages")).to_contain_text(title)
