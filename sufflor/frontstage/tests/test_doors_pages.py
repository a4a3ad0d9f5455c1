"""The rollout page, the gates in front of forms, and the front page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from sufflor.lib.clock import local_date
from sufflor.organization.models import User
from sufflor.questions import actions as questions
from sufflor.rollout import actions
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import Course, DoorState, Rollout, WayIn, WayKind
from sufflor.rollout.rules import WayPolicy

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def ways(nine_in_the_morning: None, db: None) -> dict[str, WayIn]:
    """In the morning: hours that are over when a rollout is planned are not made."""
    rows = (
        WayIn(slug="hjelp", kind=WayKind.FORM, name="Hjelp", url="https://desk.example/hjelp"),
        WayIn(slug="telefon", kind=WayKind.PHONE, name="Telefon", contact="73 00 00 10"),
        WayIn(slug="avveie", kind=WayKind.FORM, name="Avveie", urgency="privacy"),
        WayIn(slug="sporretime", kind=WayKind.QUESTION_HOUR, name="Spørretimen"),
    )
    return {way.slug: actions.offer_way_in(way_in=way, by=None, at=timezone.now()) for way in rows}


@pytest.fixture
def rollout(ways: dict[str, WayIn], anne_admin: User) -> Rollout:
    """Yesterday, today and in two days."""
    now = timezone.now()
    return questions.plan_rollout(
        wording=Wording(f"Elements {EVIL}", known="Alt <b>er</b> åpent.", awaiting="Timer."),
        dates=[local_date(now) + timedelta(days=days) for days in (-1, 0, 2)],
        policies=[
            WayPolicy(ways["hjelp"], DoorState.REPLACED, ways["sporretime"]),
            WayPolicy(ways["telefon"], DoorState.CLOSED),
        ],
        by=anne_admin,
        at=now,
    )


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def test_an_open_form_is_one_click_away(client, ways) -> None:
    page = client.get("/hjelp/ny/hjelp/")

    assert page.status_code == 200
    assert 'href="https://desk.example/hjelp"' in page.content.decode()


@pytest.mark.usefixtures("rollout")
def test_a_closed_form_leads_to_the_next_hour(client) -> None:
    page = client.get("/hjelp/ny/hjelp/")

    html = page.content.decode()
    assert page.status_code == 409
    assert "/sporretimer/neste/" in html
    assert "https://desk.example/hjelp" not in html
    assert EVIL not in html


@pytest.mark.usefixtures("rollout")
@pytest.mark.parametrize("language", ["", "/nn", "/en"])
def test_posting_to_a_saved_address_is_refused_with_the_way_out(strict, language) -> None:
    text = "Jeg trenger hjelp til en sak som haster " * 300

    page = strict.post(f"{language}/hjelp/ny/hjelp/", {"text": text})

    html = page.content.decode()
    assert page.status_code == 409
    assert f'href="{language}/sporretimer/neste/"' in html
    assert text[:200] in html


@pytest.mark.usefixtures("ways")
def test_posting_to_an_open_form_is_told_where_it_is_received(strict) -> None:
    page = strict.post("/hjelp/ny/hjelp/", {"text": "Hei"})

    assert page.status_code == 405
    assert page["Allow"] == "GET, HEAD"
    assert "https://desk.example/hjelp" in page.content.decode()


@pytest.mark.usefixtures("rollout")
def test_what_cannot_wait_stays_open(client) -> None:
    assert client.get("/hjelp/ny/avveie/").status_code == 200


@pytest.mark.usefixtures("ways")
def test_a_way_in_that_there_is_not(client) -> None:
    assert client.get("/hjelp/ny/brevdue/").status_code == 404
    assert client.put("/hjelp/ny/hjelp/").status_code == 405


@pytest.mark.usefixtures("rollout")
def test_the_rollout_page_escapes_what_planners_write(client) -> None:
    html = client.get("/innforing/").content.decode()

    assert EVIL not in html
    assert "&lt;script&gt;" in html
    assert "Telefon" in html


@pytest.mark.usefixtures("rollout")
def test_the_rollout_page_begins_with_where_to_ask(client) -> None:
    html = client.get("/innforing/").content.decode()

    main = html.partition("<main")[2]
    asks, shut = main.index('id="ask-here"'), main.index('id="closed"')
    assert asks < shut
    assert "er et felles møte" in main[asks:shut]
    assert 'href="/sporretimer/' in main[asks:shut]
    # The way that leads to the hours is said once.
    assert main.count(">Spørretimen<") == 0


@pytest.mark.usefixtures("rollout")
def test_a_closed_way_is_told_in_few_words_among_the_others(client) -> None:
    main = client.get("/innforing/").content.decode().partition("<main")[2]

    shut = main.partition('id="closed"')[2]
    assert "Bruk i stedet: Spørretimen." in shut
    assert "på innføringsdagene" not in shut


def test_normal_operation_by_hand_is_told_on_every_page(client, rollout, anne_admin) -> None:
    now = timezone.now()
    actions.change_mode(
        rollout=rollout,
        course=Course.NORMAL,
        until=now + timedelta(hours=1),
        reason=f"Elements er nede {EVIL}",
        seen=0,
        by=anne_admin,
        at=now,
    )

    html = client.get("/innforing/").content.decode()

    assert html.count("Elements er nede &lt;script&gt;") == 2
    assert "normal drift inntil videre" in html
    assert "Stengt i dag" not in html
    assert client.get("/hjelp/ny/hjelp/").status_code == 200


def test_a_rollout_that_is_called_off_is_told_with_its_reason(client, rollout, anne_admin) -> None:
    actions.call_off(rollout=rollout, reason=f"Utsatt {EVIL}", by=anne_admin, at=timezone.now())

    for language in ("", "/nn", "/en"):
        html = client.get(f"{language}/innforing/").content.decode()
        assert html.count("Utsatt &lt;script&gt;") == 2
        assert EVIL not in html


@pytest.mark.usefixtures("rollout")
def test_the_day_after_tells_what_is_known_and_what_is_not(client, anne_admin) -> None:
    _preview(client, anne_admin, days=3)

    html = client.get("/innforing/").content.decode()

    assert "Alt &lt;b&gt;er&lt;/b&gt; åpent." in html
    assert "Timer." in html
    assert client.get("/hjelp/ny/hjelp/").status_code == 200


@pytest.mark.usefixtures("rollout")
def test_between_two_rollout_days_one_can_ask_already(client, anne_admin) -> None:
    _preview(client, anne_admin, days=1)

    ways = client.get("/").content.decode().partition('id="ways"')[2].partition("</section>")[0]

    hours = ways.partition("Spørretimer")[2].partition("</li>")[0]
    assert "Tar imot spørsmål" in hours
    assert "Stengt" not in ways


@pytest.mark.usefixtures("rollout")
def test_an_hour_that_nobody_has_asked_in_is_not_told_as_none(client) -> None:
    html = client.get("/").content.decode()

    card = html.partition('id="next-hour"')[2].partition("</section>")[0]
    assert "0 spørsmål" not in card
    assert "still det første spørsmålet" in card


@pytest.mark.usefixtures("rollout", "personnel", "ola_adviser", "liv_first_line")
def test_the_front_page_for_someone_at_an_institute(
    client, kari, django_assert_max_num_queries
) -> None:
    client.force_login(kari)
    client.get("/")

    with django_assert_max_num_queries(4):
        html = client.get("/").content.decode()

    assert "Ola Berg" in html
    assert "Personal" in html
    assert EVIL not in html


@pytest.mark.usefixtures("rollout")
def test_the_front_page_for_anyone(client, django_assert_max_num_queries) -> None:
    client.get("/")

    with django_assert_max_num_queries(2):
        page = client.get("/")

    assert page.status_code == 200


@pytest.mark.usefixtures("rollout")
def test_the_front_page_counts_a_question_at_once(client, personnel, kari, rollout) -> None:
    now = timezone.now()
    hour = rollout.question_hours.filter(closes_at__gt=now).order_by("opens_at").first()
    hour.collects_from = min(now, hour.opens_at) - timedelta(minutes=1)
    hour.save()
    client.get("/")

    questions.ask(
        hour=hour,
        area=personnel,
        role="alle",
        text="Hvor er sakene mine?",
        submission=uuid4(),
        by=kari,
        at=now,
    )

    assert "<strong>1 spørsmål</strong>" in client.get("/").content.decode()


def test_the_front_page_of_an_empty_house(client, db) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/innforing/").status_code == 200


def _preview(client: Client, by: User, *, days: int) -> None:
    client.force_login(by)
    day = local_date(timezone.now()) + timedelta(days=days)
    page = client.post("/styring/forhandsvisning/", {"moment": f"{day}T08:30"})
    assert page.status_code == 302
