"""Open pages follow the question hour, and the order never moves under anyone."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Site, Visit, axe_findings

pytestmark = pytest.mark.journey

# An hour of its own that takes questions whatever the clock says.
MAKE_HOUR = """
from datetime import timedelta
from django.utils import timezone
from sufflor.lib.clock import local_date
from sufflor.organization.models import CaseArea, User, WorkRole
from sufflor.questions import actions
from sufflor.questions.models import HourKind, QuestionHour
from sufflor.rollout.models import Rollout
now = timezone.now()
hour, _ = QuestionHour.objects.get_or_create(slug="direkte", defaults=dict(
    kind=HourKind.EXTRA, own_title="Direkte", date=local_date(now),
    collects_from=now - timedelta(hours=2), opens_at=now - timedelta(hours=1),
    closes_at=now + timedelta(hours=2)))
QuestionHour.objects.create(slug="slutt", kind=HourKind.EXTRA, own_title="Slutt",
    date=hour.date, rollout=Rollout.objects.create(name="slutt", created_at=now),
    collects_from=hour.collects_from, opens_at=now + timedelta(hours=1), closes_at=hour.closes_at)
area = CaseArea.objects.first()
for number, name in enumerate(("manager", "adviser", "host")):
    by = User.objects.get(username=name)
    question = actions.ask(hour=hour, area=area, role=WorkRole.ANYONE,
        text=f"Spørsmål fra {name}", detail="", language="nb",
        submission=f"00000000-0000-4000-8000-00000000000{number}", by=by, at=now)
    if name == "manager":
        actions.vote(question=question, by=User.objects.get(username="admin"), at=now)
"""
END_HOUR = """
from datetime import timedelta
from django.utils import timezone
from sufflor.questions.models import QuestionHour
now = timezone.now()
QuestionHour.objects.filter(slug="slutt").update(
    opens_at=now - timedelta(minutes=9), closes_at=now - timedelta(seconds=1))
"""
# It comes before the other, and is soon over.
SHORT_HOUR = """
from datetime import timedelta
from django.utils import timezone
from sufflor.events.actions import touch
from sufflor.events.http import CHROME
from sufflor.lib.clock import local_date
from sufflor.questions.models import HourKind, QuestionHour
from sufflor.rollout.models import Rollout
now = timezone.now()
QuestionHour.objects.create(slug="kort", kind=HourKind.EXTRA, own_title="Kort",
    date=local_date(now), rollout=Rollout.objects.create(name="kort", created_at=now),
    collects_from=now - timedelta(hours=9), opens_at=now - timedelta(hours=8),
    closes_at=now + timedelta(seconds=12))
touch(CHROME)
"""
ADDRESS = "/sporretimer/direkte/"


@pytest.fixture(scope="module", autouse=True)
def hour(site: Site) -> None:
    site.manage("shell", "-c", MAKE_HOUR)


def row(page: Page, text: str):
    return page.locator("#questions > li", has_text=text)


def count(page: Page, text: str) -> int:
    return int(row(page, text).locator("[data-count]").inner_text())


def texts(page: Page) -> list[str]:
    return page.locator("#questions > li h3").all_inner_texts()


def follows(page: Page) -> None:
    expect(page.locator("[data-live-status]")).to_have_attribute("data-state", "live")


def rest(page: Page) -> None:
    """Hands off: neither pointer nor focus in the list, for longer than it waits."""
    page.mouse.move(1, 1)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(2_100)


def test_a_vote_in_one_window_is_seen_in_another_within_a_second(visit: Visit):
    ida, per = visit("case_handler"), visit("adviser")
    for page in (ida, per):
        page.goto(ADDRESS)
        follows(page)
    before = count(per, "fra host")
    ida.locator("li", has_text="fra host").locator("button.vote").click()
    began = time.monotonic()
    expect(row(per, "fra host").locator("[data-count]")).to_have_text(str(before + 1), timeout=1000)

    assert time.monotonic() - began < 1
    own, other = (row(page, "fra host").locator("button.vote") for page in (ida, per))
    expect(own).to_have_attribute("aria-pressed", "true")
    expect(other).to_have_attribute("aria-pressed", "false")
    ida.reload()
    expect(row(ida, "fra host").locator("button.vote")).to_have_attribute("aria-pressed", "true")
    row(ida, "fra host").locator("button.vote").click()
    expect(row(per, "fra host").locator("[data-count]")).to_have_text(str(before))


def test_the_order_does_not_move_under_focus_and_is_offered_instead(visit: Visit):
    ida, per = visit("case_handler", motion=True), visit("second_line")
    ida.goto(ADDRESS)
    follows(ida)
    last = texts(ida)[-1]
    before = texts(ida)
    row(ida, before[0]).locator("button.vote").focus()
    page_of_other = [per, visit("first_line"), visit("vendor_contact")]
    for page in page_of_other:
        page.goto(ADDRESS)
        row(page, last).locator("button.vote").click()
    offer = ida.locator("[data-show-new-order]")
    expect(offer).to_be_visible()

    assert texts(ida) == before
    assert axe_findings(ida) == []
    focused = ida.evaluate("document.activeElement.closest('li')?.id")
    assert focused == row(ida, before[0]).get_attribute("id")
    offer.click()
    expect(offer).to_be_hidden()
    assert texts(ida)[0] == last
    assert ida.evaluate("Boolean(document.activeElement.closest('#questions'))")


def test_a_new_question_comes_by_itself_and_is_told_once(visit: Visit):
    ida, per = visit("case_handler"), visit("manager")
    ida.goto(ADDRESS)
    follows(ida)
    per.goto(ADDRESS)
    per.locator("form[action$='/sporsmal/'] [name=text]").fill("Helt nytt spørsmål nå?")
    per.locator("select[name=area]").select_option(index=1)
    per.locator("form[action$='/sporsmal/'] button[type=submit]").click()
    per.wait_for_url("**sendt=**")

    expect(row(ida, "Helt nytt spørsmål nå?")).to_be_visible(timeout=4000)
    expect(ida.locator("[data-live-status]")).to_have_text("Nye spørsmål: 1.")


def test_a_page_that_is_told_to_stands_still_until_it_may_follow(visit: Visit):
    ida, per = visit("case_handler"), visit("admin")
    ida.goto(ADDRESS)
    follows(ida)
    before = count(ida, "fra adviser")
    ida.get_by_role("button", name="La siden stå stille").click()
    assert axe_findings(ida) == []
    ida.reload()
    expect(ida.locator("[data-live-status]")).to_contain_text("Siden står stille")
    per.goto(ADDRESS)
    follows(per)
    row(per, "fra adviser").locator("button.vote").click()
    expect(row(per, "fra adviser").locator("button.vote")).to_have_attribute("aria-pressed", "true")
    ida.wait_for_timeout(1_500)

    assert count(ida, "fra adviser") == before
    ida.get_by_role("button", name="Følg med igjen").click()
    expect(row(ida, "fra adviser").locator("[data-count]")).to_have_text(str(before + 1))
    follows(ida)
    row(per, "fra adviser").locator("button.vote").click()
    expect(row(ida, "fra adviser").locator("[data-count]")).to_have_text(str(before))


def test_without_the_stream_the_page_asks_now_and_then_and_says_so(visit: Visit):
    ida, per = visit("case_handler"), visit("editor")
    ida.route("**/live/**", lambda route: route.abort())
    ida.goto(ADDRESS)
    per.goto(ADDRESS)
    before = count(ida, "fra adviser")
    row(per, "fra adviser").locator("button.vote").click()

    status = ida.locator("[data-live-status]")
    expect(status).to_contain_text("Direktekoblingen er nede", timeout=15_000)
    expect(row(ida, "fra adviser").locator("[data-count]")).to_have_text(
        str(before + 1), timeout=12_000
    )
    ida.unroute("**/live/**")
    expect(status).to_have_attribute("data-state", "live", timeout=40_000)


def test_a_vote_given_without_a_network_is_kept_and_sent(visit: Visit):
    ida = visit("case_handler")
    ida.goto(ADDRESS)
    follows(ida)
    is_away = True

    def answer(route: Route) -> None:
        if is_away:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    ida.route("**/stemme/**", answer)
    before = count(ida, "fra adviser")
    row(ida, "fra adviser").locator("button.vote").click()
    expect(row(ida, "fra adviser").locator("[data-count]")).to_have_text(str(before + 1))
    expect(ida.locator("[data-live-status]")).to_have_attribute("data-state", "away")
    is_away = False
    with ida.expect_response("**/stemme/**", timeout=10_000) as stored:
        pass

    assert stored.value.json()["voted"] is True
    ida.reload()
    button = row(ida, "fra adviser").locator("button.vote")
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_vote_that_is_refused_is_taken_back_aloud(visit: Visit):
    ida = visit("case_handler")
    ida.goto(ADDRESS)
    follows(ida)
    ida.route("**/stemme/**", lambda route: route.fulfill(status=409, body="stengt"))
    before = count(ida, "fra manager")
    button = row(ida, "fra manager").locator("button.vote")
    pressed = button.get_attribute("aria-pressed")
    button.click()

    expect(ida.locator("[data-live-status]")).to_have_attribute("data-state", "refused")
    expect(button).to_have_attribute("aria-pressed", str(pressed))
    assert count(ida, "fra manager") == before


def test_voting_signed_out_leads_to_sign_in_and_back(visit: Visit):
    nobody = visit()
    nobody.goto(ADDRESS)
    follows(nobody)
    row(nobody, "fra manager").locator("button.vote").click()

    nobody.wait_for_url("**/logg-inn/**")


def test_an_hour_that_ends_while_its_page_is_open_says_so(site: Site, visit: Visit):
    ida = visit("case_handler")
    ida.clock.install(time=site.now())
    ida.goto("/sporretimer/slutt/")
    over = ida.get_by_role("status").filter(has_text="Denne timen er ferdig")
    ida.locator("summary", has_text="Forklar mer").click()
    ida.locator("textarea[name=detail]").fill("Rekker jeg dette?")
    expect(over).to_be_hidden()

    site.manage("shell", "-c", END_HOUR)
    ida.clock.fast_forward("02:00:05")

    expect(over).to_be_visible()
    expect(ida.get_by_text("Tar imot spørsmål")).to_be_hidden()
    expect(ida.locator("#ask-card .field-counter").first).to_be_visible()
    expect(ida.locator("#ask-card .ds-alert")).to_have_text("Denne timen er ferdig.")
    expect(ida.locator("textarea[name=detail]")).to_have_value("Rekker jeg dette?")
    assert axe_findings(ida) == []


def test_the_front_page_takes_down_an_hour_that_is_over_and_stands_still_for_who_wants(
    site: Site, visit: Visit
):
    site.manage("shell", "-c", SHORT_HOUR)
    over = time.monotonic() + 12
    ida, per = visit(), visit("case_handler")
    for page in (ida, per):
        page.clock.install(time=site.now())
        page.goto("/")
        expect(hour_on_front_page(page)).to_have_text("Kort")
    per.get_by_role("button", name="La siden stå stille").click()
    time.sleep(max(0, over - time.monotonic()))
    for page in (ida, per):
        page.clock.fast_forward("01:10")

    expect(hour_on_front_page(ida)).to_have_text("Direkte")
    assert axe_findings(ida) == []
    expect(hour_on_front_page(per)).to_have_text("Kort")
    per.get_by_role("button", name="Følg med igjen").click()
    expect(hour_on_front_page(per)).to_have_text("Direkte")


def hour_on_front_page(page: Page):
    return page.locator("[aria-labelledby=next-hour] h3")
