"""A host leads an opening and a closing hour with twelve questions, and never loses one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels
from tests.journeys.steps import answer, publish, search, write_question

OPENING, CLOSING = "/sporretimer/prove-oppstart/", "/sporretimer/prove-avslutning/"
HALLS = ("prove-sal", "prove-skjerm", "prove-uten", "prove-pult", "prove-taster")
TWELVE = (
    "Hvor finner jeg igjen sakene mine fra ePhorte?",
    "Hvor er sakene mine fra ePhorte?",
    "Hvor har sakene mine fra ePhorte blitt av?",
    "Får vi beskjed når en sak blir fordelt til oss?",
    "Varsler Elements når en sak blir fordelt til oss?",
    "Kan stedfortreder godkjenne i Elements?",
    "Kan jeg endre tittel etter at saken er journalført?",
    "Hvordan får jeg satt opp skriveren hjemme?",
    "Hvordan skjermer jeg et navn i tittelen?",
    "Når får vi kurs i Elements?",
    "Hvem oppretter saksmapper for nye ansatte?",
    "Hva gjør jeg med dokumenter på engelsk?",
)
# The hours are about now, whatever the clock says; the first questions have the most votes.
PREPARE = """
from datetime import timedelta
from uuid import uuid4
from django.utils import timezone
from sufflor.lib.clock import local_date
from sufflor.organization.models import CaseArea, User
from sufflor.questions import actions
from sufflor.questions.models import Duty, DutyKind, HourKind, Question, QuestionHour, Vote
from sufflor.rollout.models import Rollout
now = timezone.now()
host, other = (User.objects.get(username=name) for name in ("host", "second_line"))
area = CaseArea.objects.get(slug="personal")
def hour(slug, kind, opens, closes, collects, **more):
    at = {"collects_from": collects, "opens_at": opens, "closes_at": closes}
    return QuestionHour.objects.create(slug=slug, kind=kind, date=local_date(now), own_title=slug,
        **{name: now + timedelta(minutes=minutes) for name, minutes in at.items()}, **more)
opening = hour("prove-oppstart", HourKind.OPENING, -5, 40, -300)
hour("prove-avslutning", HourKind.CLOSING, 60, 90, 40)
Duty.objects.create(hour=opening, person=other, kind=DutyKind.ANSWERER, area=area,
    given_at=now, given_by=host)
people = list(User.objects.filter(is_active=True).order_by("pk"))
places = [(opening, TWELVE)]
for slug in HALLS:
    elsewhere = Rollout.objects.create(name=slug, created_at=now)
    hall = hour(slug, HourKind.EXTRA, -5, 40, -300, rollout=elsewhere)
    places.append((hall, ("Første?", "Andre?", "Tredje?", "Fjerde?")))
for earlier, (where, texts) in enumerate(places):
    for number, text in enumerate(texts):
        question = actions.ask(hour=where, area=area, role="alle", text=text, submission=uuid4(),
            by=people[number], at=now - timedelta(minutes=60 - number + 20 * earlier))
        voters = people[20:40 - number]
        Vote.objects.bulk_create(Vote(question=question, voter=who, at=now) for who in voters)
        Question.objects.filter(pk=question.pk).update(vote_count=1 + len(voters))
"""
THE_AFTERNOON = """
from datetime import timedelta
from django.utils import timezone
from sufflor.questions.models import QuestionHour
now = timezone.now()
QuestionHour.objects.filter(slug="prove-avslutning").update(
    collects_from=now - timedelta(minutes=3), opens_at=now - timedelta(minutes=2),
    closes_at=now + timedelta(minutes=30))
"""


@pytest.fixture(scope="module", autouse=True)
def hours(site: Site) -> None:
    site.manage("shell", "-c", f"TWELVE, HALLS = {TWELVE!r}, {HALLS!r}\n{PREPARE}")


@pytest.fixture
def hall(request: pytest.FixtureRequest) -> str:
    """Where an hour with four questions is; what happens in one hall is not heard in the others."""
    return f"/sporretimer/{request.param}/"


def in_hall(slug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("hall", [slug], indirect=True)


def press(page: Page, key: str) -> None:
    """As soon as the page listens to keys."""
    expect(page.locator("html")).to_have_attribute("data-keys", re.compile("on|off"))
    page.keyboard.press(key)


def take(host: Page, text: str) -> None:
    """From the queue into the hand."""
    host.locator(".host-link", has_text=text).first.click()
    expect(host.locator("#desk-title")).to_have_text(text)


def done(host: Page, said: str) -> Locator:
    told = host.locator(".host-done", has_text=said)
    expect(told).to_be_visible()
    return told


def merge(host: Page, text: str, into: str) -> None:
    take(host, text)
    press(host, "m")
    host.get_by_role("radio", name=into).check()
    host.get_by_role("button", name="Slå sammen og gå videre").click()
    done(host, "Slått sammen:")


def looked_at(page: Page) -> None:
    assert axe_findings(page) == []
    assert sideways_pixels(page) <= 0


def test_an_opening_and_a_closing_hour_with_twelve_questions(visit: Visit, site: Site):
    hilde = visit("host")
    hilde.goto(f"{OPENING}styr/")
    expect(hilde.locator(".host-item")).to_have_count(12)
    looked_at(hilde)

    # Three are the same as others. One merge is taken back, and made again.
    merge(hilde, TWELVE[1], into=TWELVE[0])
    looked_at(hilde)
    done(hilde, "Slått sammen:").get_by_role("button", name="Angre").click()
    expect(hilde.locator("#desk-title")).to_have_text(TWELVE[1])
    merge(hilde, TWELVE[1], into=TWELVE[0])
    merge(hilde, TWELVE[2], into=TWELVE[0])
    merge(hilde, TWELVE[4], into=TWELVE[3])

    # One is declined, with a reason that is often given.
    take(hilde, TWELVE[7])
    press(hilde, "a")
    hilde.get_by_role("link", name="Dette handler ikke om det nye systemet").click()
    hilde.get_by_role("button", name="Avslå og gå videre").click()
    done(hilde, "Avslått med begrunnelsen din")

    # One is answered aloud: whoever is on duty writes it down.
    take(hilde, TWELVE[3])
    press(hilde, "n")
    expect(hilde.locator("#desk .tag", has_text="Besvares nå")).to_be_visible()
    press(hilde, "b")
    expect(hilde.get_by_label("Hvem som skriver svaret")).to_contain_text("Jonas")
    hilde.get_by_role("button", name="Lagre og gå videre").click()
    done(hilde, "Svaret skal være klart")

    # Three are answered in writing at once.
    for text in (TWELVE[0], TWELVE[5], TWELVE[6]):
        take(hilde, text)
        press(hilde, "s")
        hilde.keyboard.type(f"Slik: {text}")
        press(hilde, "Control+Enter")
        done(hilde, "Besvart:")

    # Four hang in the air: the hour cannot end before they have somebody.
    hilde.get_by_role("link", name="Avslutt timen").click()
    hilde.get_by_role("button", name="Avslutt timen og lag referatet").click()
    expect(hilde.get_by_role("alert")).to_contain_text("4 spørsmål")
    looked_at(hilde)
    held = hilde.locator("li", has_text=TWELVE[8])
    held.get_by_role("link", name="Velg hvem som svarer").click()
    hilde.get_by_role("button", name="Lagre og gå videre").click()
    expect(hilde.get_by_role("heading", name="3 spørsmål har ingen som svarer")).to_be_visible()
    hilde.get_by_role("button", name="Fordel alle").click()
    expect(hilde.get_by_role("status")).to_contain_text("3 spørsmål har fått noen")
    hilde.get_by_role("button", name="Avslutt timen og lag referatet").click()

    # The minutes have all twelve, and are mended.
    expect(hilde.get_by_role("heading", level=1)).to_have_text("Referatet")
    for text in TWELVE:
        expect(hilde.locator("main")).to_contain_text(text)
    hilde.get_by_role("link", name="Endre det som står øverst").click()
    hilde.get_by_label("Det som står i referatet").fill("Tolv spørsmål, ett om skriveren.")
    hilde.get_by_role("button", name="Lagre referatet").click()
    expect(hilde.locator("#punkt-topp")).to_contain_text("Tolv spørsmål, ett om skriveren.")
    looked_at(hilde)

    # In the afternoon what was not answered waits in the closing hour.
    site.manage("shell", "-c", THE_AFTERNOON)
    hilde.goto(f"{CLOSING}styr/")
    left = hilde.locator(".host-link").all_inner_texts()
    assert set(left) == {TWELVE[3], *TWELVE[8:]}
    for text in left:
        take(hilde, text)
        answer(hilde, f"Slik: {text}")
    publish(hilde, "Dokumenter på engelsk i Elements")
    hilde.goto(f"{CLOSING}styr/avslutt/")
    expect(hilde.get_by_role("heading", name="Alle spørsmål er avsluttet")).to_be_visible()
    hilde.get_by_role("button", name="Avslutt timen og lag referatet").click()
    for text in left:
        expect(hilde.locator("main")).to_contain_text(text)

    # All are answered in writing where everybody finds them.
    hilde.goto("/svar/")
    for text in (TWELVE[0], TWELVE[3], TWELVE[5], TWELVE[6], *TWELVE[8:]):
        expect(hilde.get_by_role("link", name=text)).to_be_visible()
    search(hilde, "Dokumenter på engelsk i Elements")
    found = hilde.locator(".result").get_by_role("link", name="Dokumenter på engelsk i Elements")
    expect(found.first).to_be_visible()


@in_hall("prove-skjerm")
def test_the_screen_is_led_with_the_keyboard_alone(visit: Visit, hall: str):
    hilde = visit("host", width=1920)
    hilde.set_viewport_size({"width": 1920, "height": 1080})
    hilde.goto(f"{hall}skjerm/?del=velkommen")
    projector = hilde.context.new_page()
    projector.goto(f"{hall}skjerm/?bare=1")
    heading, bare = (page.get_by_role("heading", level=1) for page in (hilde, projector))

    for title in ("Status for innføringen", "Løsninger siden sist", "Nye spørsmål"):
        looked_at(hilde)
        press(hilde, "ArrowRight")
        expect(heading).to_have_text(title)
        expect(bare).to_have_text(title)
    looked_at(hilde)
    looked_at(projector)

    # From question to question, with a glance back.
    press(hilde, "ArrowRight")
    expect(heading).to_have_text("Første?")
    expect(bare).to_have_text("Første?")
    expect(hilde.locator(".screen-next li").first).to_contain_text("Andre?")
    looked_at(hilde)
    press(hilde, "b")
    expect(heading).to_have_text("Andre?")
    press(hilde, "u")
    expect(heading).to_have_text("Tredje?")
    expect(bare).to_have_text("Tredje?")
    press(hilde, "PageDown")
    expect(heading).to_have_text("Fjerde?")
    expect(hilde.locator(".screen-next li").first).to_contain_text("Andre?")
    assert "Hilde" not in hilde.content() + projector.content()

    # It follows what others do, and the clock goes.
    ingrid = visit("case_handler")
    ingrid.goto(hall)
    before = int(hilde.locator(".screen-votes b").inner_text())
    ingrid.locator("#questions > li", has_text="Fjerde?").locator("button.vote").click()
    expect(hilde.locator(".screen-votes b")).to_have_text(str(before + 1))
    expect(projector.locator(".screen-votes b")).to_have_text(str(before + 1))
    hilde.evaluate("document.querySelector('#screen').dataset.now = '2026-10-29T08:43:00+01:00'")
    expect(hilde.locator("[data-clock]")).to_have_text("08.43")

    press(hilde, "s")
    expect(hilde.locator("#desk-title")).to_have_text("Fjerde?")
    press(hilde, "p")
    expect(heading).to_have_text("Fjerde?")


@pytest.mark.parametrize("dark", [False, True])
@in_hall("prove-sal")
def test_the_screen_fits_a_phone(visit: Visit, hall: str, dark: bool):
    hilde = visit("host", width=360, dark=dark)

    for part in ("velkommen", "status", "losninger", "sporsmal", "feil", "takk"):
        hilde.goto(f"{hall}skjerm/?del={part}")
        looked_at(hilde)


@in_hall("prove-uten")
def test_the_hour_is_led_without_a_script(visit: Visit, hall: str):
    hilde = visit("host", javascript=False)
    hilde.goto(f"{hall}styr/")
    text = hilde.locator("#desk-title").inner_text()

    hilde.locator("summary", has_text=re.compile("^Mer$")).click()
    hilde.get_by_role("button", name="Skjul det").click()
    done(hilde, f"Skjult: {text}").get_by_role("button", name="Angre").click()
    hilde.get_by_role("link", name="Avslå").click()
    hilde.get_by_role("link", name="Dette gjelder én enkelt sak").click()
    expect(hilde.get_by_label("Hvorfor det ikke blir besvart her")).to_have_value(
        "Dette gjelder én enkelt sak, og kan ikke besvares for alle. Spør prosessrådgiveren din."
    )
    hilde.get_by_role("link", name="Tilbake uten å lagre").click()

    hilde.goto(f"{hall}skjerm/?del=sporsmal")
    for name in ("Første spørsmål", "Neste spørsmål"):
        button = hilde.get_by_role("button", name=name)
        if button.count():
            button.click()
    expect(hilde.locator(".screen-votes")).to_be_visible()


@in_hall("prove-pult")
def test_the_desk_follows_and_never_moves_what_is_in_hand(visit: Visit, hall: str):
    hilde, jonas, ingrid = visit("host"), visit("second_line"), visit("case_handler")
    hilde.goto(f"{hall}styr/")
    take(hilde, "Tredje?")
    field = hilde.get_by_label("Svaret", exact=True)
    field.fill("Hilde er midt i en lang forklaring.")
    jonas.goto(f"{hall}styr/")
    take(jonas, "Tredje?")

    ingrid.goto(hall)
    write_question(ingrid, "Et helt nytt spørsmål i salen?")
    ingrid.get_by_role("button", name="Send spørsmålet").click()
    expect(hilde.locator(".host-item", has_text="Et helt nytt spørsmål i salen?")).to_be_visible()
    expect(field).to_have_value("Hilde er midt i en lang forklaring.")
    expect(field).to_be_focused()

    jonas.get_by_label("Svaret", exact=True).fill("Jonas var først.")
    jonas.get_by_role("button", name="Legg ut svaret og gå videre").click()
    expect(hilde.get_by_text("Noe har skjedd med dette spørsmålet")).to_be_visible()
    expect(field).to_have_value("Hilde er midt i en lang forklaring.")
    looked_at(hilde)

    hilde.reload()
    hilde.goto(f"{hall}styr/")
    take(hilde, "Fjerde?")
    field.fill("Et utkast som overlever.")
    hilde.reload()
    expect(field).to_have_value("Et utkast som overlever.")


@in_hall("prove-taster")
def test_single_keys_can_be_turned_off_and_never_act_in_fields(visit: Visit, hall: str):
    hilde = visit("host")
    hilde.goto(f"{hall}styr/")
    first = hilde.locator("#desk-title").inner_text()

    press(hilde, "j")
    expect(hilde.locator("#desk-title")).not_to_have_text(first)
    press(hilde, "k")
    expect(hilde.locator("#desk-title")).to_have_text(first)

    press(hilde, "s")
    hilde.keyboard.type("jkb?")
    expect(hilde.get_by_label("Svaret", exact=True)).to_have_value("jkb?")
    press(hilde, "Escape")
    press(hilde, "?")
    sheet = hilde.get_by_role("dialog", name="Hurtigtaster")
    expect(sheet).to_be_visible()
    looked_at(hilde)
    sheet.get_by_label("Bruk enkelttaster").uncheck()
    press(hilde, "Escape")

    press(hilde, "j")
    hilde.reload()
    press(hilde, "j")
    expect(hilde.locator("#desk-title")).to_have_text(first)
    expect(hilde.locator("kbd:visible")).to_have_count(0)
    hilde.get_by_role("button", name="Alle taster").click()
    sheet.get_by_label("Bruk enkelttaster").check()
    press(hilde, "Escape")
    press(hilde, "j")
    expect(hilde.locator("#desk-title")).not_to_have_text(first)
