"""Looking at the site as somebody else, another day: what is shown, and that nothing is done."""

import re
from datetime import timedelta
from difflib import unified_diff
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from sufflor.organization.models import RoleGrant, User, WorkRole
from sufflor.rollout.models import Rollout
from tests.cast import DAY, person
from tests.routes import ROUTES, Who
from tests.test_gates import WRITES, complain, send, signed_in
from tests.world import everything

pytestmark = pytest.mark.once


NOW = "2026-10-29T08:35"
DAY_AFTER = f"{DAY + timedelta(days=3)}T10:00"
# What differs between two people who see the same: names, tokens, tickets, and the preview's band.
PERSONAL = (
    r'<section class="band band-preview".*?</section>',
    r'name="csrfmiddlewaretoken" value="[^"]*"',
    r'data-live-ticket="[^"]*"',
    r'name="(?:felt-)?submission"[^>]*',
    r"<(button|p)[^>]*(menu-person|menu-title)[^>]*>.*?</\1>",
    r'class="refusal-number">.*?</p>',
    r"\?next=[^\"]*",
    r'"person": \{[^}]*\}',
)
EYES = ("saksbehandler", "leder", "arkivar")
READ_BY_ALL = [
    name
    for name, route in ROUTES.items()
    if "GET" in route.methods and route.who is not Who.ROLE and not name.startswith("api")
]


def look(client: Client, moment: str = NOW, who: str = "", unit: str = "") -> None:
    typed = {"moment": moment, "who": who, "unit": unit}
    assert client.post("/styring/forhandsvisning/", typed).status_code == 302


@pytest.fixture
def planner(world, client) -> Client:
    client.force_login(world.all_round)
    return client


def bare(page: HttpResponse) -> list[str]:
    html = page.content.decode(errors="replace")  # a picture is no text
    for pattern in PERSONAL:
        html = re.sub(pattern, "", html, flags=re.DOTALL)
    return [line.strip() for line in html.splitlines() if line.strip()]


def differences(world, theirs: Client, seen: Client, names: list[str]) -> list[str]:
    """Pages as somebody sees them and as the preview shows them."""
    found = []
    for name in names:
        address = world.address(name)
        one, other = theirs.get(address), seen.get(address)
        odd = [line for line in unified_diff(bare(one), bare(other), n=0) if line[0] in "+-"]
        if one.status_code != other.status_code or odd:
            found.append(f"  {name}: {one.status_code} {other.status_code} {odd[2:4]}")
    return found


def test_a_date_is_seen_and_left_again(planner) -> None:
    assert planner.get("/hjelp/ny/telefon/").status_code == 200

    look(planner, DAY_AFTER)
    page = planner.get("/innforing/").content.decode()
    assert "1. november 2026 kl. 10.00" in page
    assert "band-preview" in page
    assert "Etter: Innføring" in unescape(page)

    planner.post("/styring/forhandsvisning/slutt/")
    page = planner.get("/innforing/").content.decode()
    assert "band-preview" not in page


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("", "Du ser nettstedet som <strong>deg selv</strong>"),
        ("signed_out", "<strong>en som ikke har logget inn</strong>"),
        ("leder", "<strong>leder ved HR-avdelingen</strong>"),
    ],
)
def test_every_page_says_through_whose_eyes_it_is_seen(planner, who, words) -> None:
    look(planner, NOW, who, "HR")

    for address in ("/", "/sporretimer/", "/meldinger/", "/finnes-ikke/", "/styring/innforing/"):
        assert words in planner.get(address, follow=True).content.decode(), address


@pytest.mark.parametrize("turn", range(len(EYES)))
def test_a_role_sees_what_somebody_new_in_that_role_sees(world, planner, hr_department, turn):
    """Every page that all may read, through the eyes of one role or another."""
    fresh = signed_in(person("ny", "Ny", "Her", hr_department, EYES[turn]))
    look(planner, NOW, EYES[turn], "HR")

    found = differences(world, fresh, planner, READ_BY_ALL[turn :: len(EYES)])

    complain(found, "This is not what the role sees:")


def test_one_who_has_not_signed_in_sees_what_everyone_sees(world, planner) -> None:
    look(planner, NOW, "signed_out")

    found = differences(world, Client(), planner, READ_BY_ALL)

    complain(found, "This is not what everyone sees:")


@pytest.mark.parametrize("who", ["signed_out", "leder"])
def test_no_eyes_but_ones_own_see_back_stage(world, planner, undrawn, who) -> None:
    look(planner, NOW, who)

    broken = [
        f"  {name}: {answer.status_code}"
        for name, route in ROUTES.items()
        if route.who is Who.ROLE and "GET" in route.methods and name != "preview"
        for answer in [planner.get(world.address(name))]
        if answer.status_code not in {302, 403, 404}
    ]

    complain(broken, "These open for whom they are closed:")


def test_nothing_that_is_ones_own_is_shown_in_a_role(world, planner, personnel) -> None:
    assert "Hvordan gjør jeg" in planner.get("/mine/sporsmal/").content.decode()

    look(planner, NOW, "leder", "HR")

    assert "Hvordan gjør jeg" not in planner.get("/mine/sporsmal/").content.decode()
    page = planner.get(world.address("hour")).content.decode()
    assert not re.search(r'class="vote"[^>]*aria-pressed="true"', page)
    assert "Jo Allround" not in page


@pytest.mark.parametrize(("turn", "who"), [*enumerate(["", "signed_out", "leder"])])
def test_no_deed_is_done_while_looking(world, planner, undrawn, turn, who) -> None:
    look(planner, NOW, who)
    before = everything()

    broken = [
        f"  {name}: {answer.status_code}"
        for name in sorted(set(WRITES) - {"preview", "preview_end", "sign_out"})[turn::3]
        for answer in [send(planner, world, name)]
        if answer.status_code != 409
    ]

    complain(broken, "These are done on a day that is not today, by somebody else:")
    assert everything() == before


def test_a_deed_that_is_refused_says_why_and_keeps_the_text(world, planner) -> None:
    look(planner)
    text = "Dette har jeg brukt lang tid på å skrive."

    page = planner.post(world.address("ask"), {**world.form("ask"), "text": text})

    html = page.content.decode(errors="replace")  # a picture is no text
    assert text in html
    assert "Du ser på en forhåndsvisning" in html
    assert "band-preview" in html


def test_the_preview_can_be_changed_from_within(planner) -> None:
    look(planner, NOW, "leder", "HR")

    page = planner.get("/styring/forhandsvisning/")
    assert page.status_code == 200
    look(planner, DAY_AFTER, "signed_out")

    assert "Logg inn" in planner.get("/").content.decode()


def test_the_form_begins_with_what_a_link_proposes(planner) -> None:
    page = planner.get("/styring/forhandsvisning/?moment=2026-10-30T08:30&who=leder&unit=HR")

    html = page.content.decode(errors="replace")  # a picture is no text
    assert 'value="2026-10-30T08:30"' in html
    assert re.search(r'value="leder"[^>]* checked', html)
    assert '<option value="HR" selected>' in html


@pytest.mark.parametrize(
    "typed",
    [
        {"moment": ""},
        {"moment": "i morgen"},
        {"moment": "2026-13-45T99:99"},
        {"moment": "9" * 10_000},
        {"moment": "0001-01-01T00:00"},
        {"who": "administrator"},
        {"unit": "finnes-ikke"},
    ],
)
def test_a_preview_that_is_none_is_explained(planner, typed) -> None:
    page = planner.post("/styring/forhandsvisning/", {"moment": NOW, "who": "leder", **typed})

    assert page.status_code == 422
    assert "errors-title" in page.content.decode()
    assert "sufflor_preview" not in planner.cookies


def test_only_planners_look(client, kari, eva_editor) -> None:
    for someone in (kari, eva_editor):
        client.force_login(someone)
        page = client.post("/styring/forhandsvisning/", {"moment": NOW})
        assert page.status_code == 403
        assert "sufflor_preview" not in client.cookies


def test_a_right_that_is_lost_ends_the_preview(world, planner) -> None:
    look(planner, DAY_AFTER, "leder")
    assert "band-preview" in planner.get("/").content.decode()

    RoleGrant.objects.filter(person=world.all_round).delete()

    assert "band-preview" not in planner.get("/").content.decode()


def test_signing_out_ends_the_preview(planner) -> None:
    look(planner, DAY_AFTER)

    assert planner.post("/logg-ut/").status_code == 302
    planner.cookies["sufflor_preview"] = "1"

    assert "band-preview" not in planner.get("/").content.decode()


def test_a_preview_changes_nothing_by_get_or_without_a_token(world) -> None:
    strict = signed_in(world.all_round, enforce_csrf_checks=True)

    assert strict.post("/styring/forhandsvisning/", {"moment": NOW}).status_code == 403
    assert strict.get("/styring/forhandsvisning/slutt/").status_code == 405
    assert strict.post("/styring/forhandsvisning/slutt/").status_code == 403


def test_the_editors_room_is_never_in_a_preview(planner) -> None:
    look(planner, NOW, "leder")

    assert planner.get("/admin/cms/").status_code == 200
    assert Rollout.objects.exists()


def test_whoever_stands_in_for_a_role_is_nobody_in_the_house(world, planner, undrawn) -> None:
    look(planner, NOW, WorkRole.MANAGER)

    for name in READ_BY_ALL:
        planner.get(world.address(name))

    assert not User.objects.filter(first_name="Leder").exists()
