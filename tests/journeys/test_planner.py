"""A planner gets a rollout ready, looks at it with other eyes, rehearses and moves it by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.clocked import TODAY
from tests.journeys.conftest import Visit, axe_findings, sideways_pixels
from tests.journeys.steps import write_question

PLAN = "/styring/innforing/1/"
# In the demo today is the second of six days, and the last one is in six days.
LAST = TODAY + timedelta(days=6)
BOTH_WAYS = pytest.mark.parametrize(
    ("javascript", "width"), [(True, 1280), (False, 360)], ids=["with-script", "without-script"]
)


def whole(page: Page, *, javascript: bool) -> None:
    """Readable for everyone, and no wider than the window."""
    assert sideways_pixels(page) <= 0
    assert not javascript or axe_findings(page) == []


@BOTH_WAYS
def test_a_template_is_saved_when_its_consequences_are_seen(
    visit: Visit, javascript: bool, width: int
):
    room = f"Auditorium R{width}"
    astrid = visit("admin", javascript=javascript, width=width)
    astrid.goto(PLAN)
    astrid.get_by_role("link", name="malen for avslutningen").click()

    astrid.get_by_label("Rom").fill(room)
    astrid.get_by_role("button", name="Se hvilke timer som endres").click()
    rows = astrid.get_by_role("region", name="Timer som endres").get_by_role("row")
    expect(rows.filter(has_text="Den har begynt eller er over.")).not_to_have_count(0)
    expect(rows.filter(has_text="Rom")).not_to_have_count(0)
    whole(astrid, javascript=javascript)
    astrid.get_by_role("button", name="Lagre malen").click()

    expect(astrid.get_by_role("status")).to_contain_text("Malen er lagret")
    astrid.get_by_role("link", name=f"{LAST.day}.").first.click()
    expect(astrid.locator("article", has_text="Felles avslutning")).to_contain_text(room)
    whole(astrid, javascript=javascript)


@BOTH_WAYS
def test_a_duty_is_given_by_name_and_swapped(visit: Visit, javascript: bool, width: int):
    hour = f"{LAST}-{'oppstart' if javascript else 'avslutning'}"
    astrid = visit("admin", javascript=javascript, width=width)
    astrid.goto(f"/styring/innforing/time/{hour}/vakt/?vakt=host")

    astrid.get_by_label("Søk på navn eller enhet").press_sequentially("astr")
    if not javascript:
        astrid.get_by_role("button", name="Søk", exact=True).click()
    expect(astrid.get_by_role("status")).to_contain_text("1 person kan ha vakten.")
    whole(astrid, javascript=javascript)
    astrid.get_by_role("radio", name="Astrid Moen").check()
    astrid.get_by_role("button", name="Gi vakten").click()
    expect(astrid.get_by_role("status")).to_contain_text("Astrid Moen har vakten.")
    whole(astrid, javascript=javascript)

    # Now there are two hosts, and one of them would rather not.
    hilde = visit("host", javascript=javascript, width=width)
    hilde.goto("/mine/vakter/")
    mine = hilde.get_by_role("listitem").filter(has_text="programleder")
    mine.first.get_by_role("link", name="Spør en kollega om å ta den").click()
    hilde.get_by_role("radio", name="Astrid Moen").check()
    hilde.get_by_role("button", name="Spør", exact=True).click()
    expect(hilde.get_by_role("listitem").filter(has_text="Astrid Moen er spurt")).to_be_visible()
    whole(hilde, javascript=javascript)

    astrid.goto(f"{PLAN}vakter/")
    expect(astrid.get_by_text("Hilde Aasen har spurt Astrid Moen")).to_be_visible()
    astrid.goto("/mine/vakter/")
    astrid.get_by_role("button", name="Ja, jeg tar den").click()
    expect(astrid.get_by_role("status")).to_contain_text("Vakten er din nå.")


def test_a_day_is_seen_as_a_manager_sees_it(visit: Visit):
    astrid = visit("admin")
    astrid.goto(f"{PLAN}dag/{LAST}/")
    astrid.get_by_role("link", name="Se nettstedet denne dagen").click()
    astrid.get_by_label("Leder", exact=True).check()
    astrid.get_by_label("Enhet").select_option("FTB-BM")
    astrid.get_by_role("button", name="Vis nettstedet").click()

    band = astrid.get_by_role("region", name="Forhåndsvisning")
    expect(band).to_contain_text("Du ser nettstedet som leder ved")
    stripe = astrid.get_by_role("region", name="Dette skjer nå")
    expect(stripe).to_contain_text("Stengt i dag: skjema, telefon og e-post.")
    # Managers appoint advisers; they plan no rollouts.
    assert astrid.request.get("/styring/innforing/").status == 403
    whole(astrid, javascript=True)

    astrid.goto("/sporretimer/neste/")
    write_question(astrid, "Hva må jeg godkjenne først?")
    astrid.get_by_role("button", name="Send spørsmålet").click()
    expect(astrid.get_by_role("main")).to_contain_text("Du ser på en forhåndsvisning")
    expect(astrid.get_by_role("main")).to_contain_text("Hva må jeg godkjenne først?")

    astrid.get_by_role("button", name="Tilbake til nå").click()
    expect(band).to_have_count(0)
    expect(astrid.get_by_role("link", name="Bak scenen").first).to_be_visible()


def test_a_day_is_rehearsed_and_nobody_hears_of_it(visit: Visit):
    astrid = visit("admin")
    astrid.goto(f"{PLAN}prove/")
    astrid.get_by_label("Hvilken dag").select_option(LAST.isoformat())
    astrid.get_by_role("button", name="Start prøvekjøringen").click()
    expect(astrid.get_by_role("article")).to_have_count(2)
    whole(astrid, javascript=True)

    astrid.get_by_role("link", name="Programlederbordet").first.click()
    expect(astrid.get_by_role("main")).to_contain_text("Øving")
    desk = astrid.url
    ingrid = visit("case_handler")
    answered = ingrid.goto(desk.replace("styr/", ""))
    assert answered is not None
    assert answered.status == 404

    astrid.goto(f"{PLAN}prove/")
    astrid.get_by_role("button", name="Vi har øvd").click()
    expect(astrid.get_by_role("status")).to_contain_text("krysset av på sjekklisten")
    astrid.goto(PLAN)
    done = astrid.get_by_role("button", name="Prøvekjøringen er gjort")
    expect(done).to_have_attribute("aria-pressed", "true")


@BOTH_WAYS
def test_the_mode_is_changed_and_the_change_undone(visit: Visit, javascript: bool, width: int):
    why = f"Elements er nede siden {'ni' if javascript else 'ti'}"
    astrid = visit("admin", javascript=javascript, width=width, dark=not javascript)
    astrid.goto(PLAN)
    astrid.get_by_role("link", name="Gå til normal drift …").click()
    astrid.get_by_label("Hvorfor").fill(why)
    astrid.get_by_role("button", name="Se hvordan det blir stående").click()
    seen = astrid.get_by_role("region", name="Dette vil folk se")
    for words in ("normal drift inntil videre", "normal drift inntil vidare", "normal operation"):
        expect(seen).to_contain_text(words)
    phone = seen.get_by_role("row", name="Telefon til brukerstøtten")
    expect(phone.get_by_role("cell")).to_have_text(["Stengt", "Åpent", "Åpen som vanlig."])
    whole(astrid, javascript=javascript)
    astrid.get_by_role("button", name="Gå til normal drift nå").click()

    expect(astrid.get_by_role("region", name="Modus nå")).to_contain_text("Astrid Moen")
    ingrid = visit("case_handler", javascript=javascript)
    ingrid.goto("/innforing/")
    expect(ingrid.get_by_role("region", name="Dette skjer nå")).to_contain_text(why)
    expect(ingrid.get_by_role("region", name="Stengt i dag")).to_have_count(0)

    astrid.get_by_role("button", name="Angre endringen").click()
    expect(astrid.get_by_role("status")).to_contain_text("Det er som før.")
    ingrid.reload()
    expect(ingrid.get_by_role("region", name="Dette skjer nå")).to_contain_text("Stengt i dag")
    whole(astrid, javascript=javascript)
