"""The channel as other sites and machines get it: feed, JSON and the list to embed."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import html5lib
import pytest
from django.conf import settings as configured
from django.utils import timezone

from sufflor.announcements import actions
from sufflor.announcements.actions import Wording
from sufflor.announcements.models import Group, Language, Notice, Tag, Words
from sufflor.organization.models import WorkRole
from sufflor.project.environment import env_origins
from tests.markup import SCRIPTS, executable

pytestmark = pytest.mark.once


ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OUTLETS = ("/meldinger/feed.atom", "/meldinger.json", "/meldinger/innbygd/")


@pytest.fixture
def post(eva_editor, hr_department):
    def posted(title: str = "Stengt", **more) -> Notice:
        said = {
            "wording": Wording(title, "I kveld."),
            "unit": hr_department,
            "contact": "hr@nidelva.example",
            "by": eva_editor,
            "at": timezone.now(),
            **more,
        }
        return actions.post(**said)

    return posted


def first_entry(client, address: str = "/meldinger/feed.atom") -> ElementTree.Element:
    return ElementTree.fromstring(client.get(address).content).find(f"{ATOM}entry")


def notices(client, address: str = "/meldinger.json") -> list[dict[str, object]]:
    return json.loads(client.get(address).content)["notices"]


def test_json_says_all_that_is_public_and_nothing_else(
    client, post, eva_editor, personnel, settings
) -> None:
    settings.PUBLIC_URL = "https://hjelp.nidelva.example"
    notice = post(
        wording=Wording("Stengt", "I kveld.", others=(Words(Language.ENGLISH, "Closed", "Now."),)),
        tags=[Tag.DISRUPTION],
        targets=[Group(None, WorkRole.MANAGER, personnel)],
        critical_until=timezone.now() + timedelta(hours=1),
    )
    actions.correct(
        notice=notice,
        wording=Wording("Stengt", "I dag.", others=(Words(Language.ENGLISH, "Closed", "Now."),)),
        reason="Feil dag",
        by=eva_editor,
        at=timezone.now() + timedelta(minutes=1),
    )

    told = notices(client, "/en/meldinger.json")[0]

    assert set(told) == {
        *("id", "url", "published_at", "updated_at", "language", "title", "text", "html"),
        *("languages", "tags", "concerns", "unit", "contact", "is_pinned", "critical_until"),
        "corrections",
    }
    assert told["url"] == f"https://hjelp.nidelva.example/en/meldinger/{notice.pk}/"
    assert (told["language"], told["title"]) == ("en", "Closed")
    assert told["languages"]["nb"] == {"title": "Stengt", "text": "I dag."}
    assert told["concerns"] == [
        {"name": "Managers · Personnel", "unit": None, "role": "leder", "area": "personal"}
    ]
    assert told["corrections"][0]["reason"] == "Feil dag"
    assert told["updated_at"] > told["published_at"]
    assert eva_editor.full_name not in json.dumps(told)


def test_the_feed_names_languages_groups_tags_and_corrections(
    client, post, eva_editor, institute
) -> None:
    notice = post(tags=[Tag.ROUTINE], targets=[Group(unit=institute)])
    actions.correct(
        notice=notice,
        wording=Wording("Åpent", "Likevel."),
        reason="Vi tok feil",
        by=eva_editor,
        at=timezone.now() + timedelta(minutes=1),
    )

    page = ElementTree.fromstring(client.get("/nn/meldinger/feed.atom").content)
    entry = page.find(f"{ATOM}entry")
    categories = {each.get("term"): each.get("label") for each in entry.iter(f"{ATOM}category")}
    elsewhere = [each.get("hreflang") for each in page.findall(f"{ATOM}link[@hreflang]")]

    assert page.get(LANG) == "nn"
    assert entry.get(LANG) == "nb"
    assert categories == {"rutine": "Rutine", "IV-BM": "Institutt for bygg og miljø"}
    assert entry.findtext(f"{ATOM}updated") > entry.findtext(f"{ATOM}published")
    assert "Vi tok feil" in entry.findtext(f"{ATOM}summary")
    assert "hr@nidelva.example" in entry.findtext(f"{ATOM}summary")
    assert elsewhere == ["nb", "en"]


@pytest.mark.parametrize("address", OUTLETS)
def test_a_tag_narrows_what_is_given_out(client, post, address) -> None:
    post("Rutinen", tags=[Tag.ROUTINE])
    post("Stansen", tags=[Tag.DISRUPTION])

    told = client.get(f"{address}?tag=rutine").content.decode()

    assert "Rutinen" in told
    assert "Stansen" not in told
    assert "Stansen" in client.get(f"{address}?tag=x' OR 1=1").content.decode()


@pytest.mark.parametrize("address", OUTLETS)
def test_it_is_the_same_for_everyone_and_touches_no_cookie(client, post, kari, address) -> None:
    post()
    anonymous = client.get(address)
    client.force_login(kari)

    signed_in = client.get(address)

    assert signed_in.content == anonymous.content
    assert not signed_in.wsgi_request.session.accessed
    for answer in (anonymous, signed_in):
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
    assert "Kari" not in signed_in.content.decode()


@pytest.mark.parametrize("address", OUTLETS)
def test_what_has_not_changed_is_not_sent_again(
    client, post, address, django_assert_max_num_queries
) -> None:
    notice = post()
    etag = client.get(address)["ETag"]

    with django_assert_max_num_queries(1):
        again = client.get(address, headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again["ETag"] == etag

    actions.withdraw(notice=notice, by=notice.published_by, at=timezone.now())
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("address", OUTLETS)
def test_the_clock_alone_shows_what_was_planned(client, post, address, monkeypatch) -> None:
    now = timezone.now()
    post("Ny film", show_at=now + timedelta(hours=1))
    before = client.get(address)

    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(hours=1))
    after = client.get(address, headers={"If-None-Match": before["ETag"]})

    assert "Ny film" not in before.content.decode()
    assert "Ny film" in after.content.decode()


def test_the_clock_alone_ends_what_was_critical(client, post, monkeypatch) -> None:
    now = timezone.now()
    post(critical_until=now + timedelta(hours=1))
    before = client.get("/meldinger/innbygd/")

    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(hours=1))
    after = client.get("/meldinger/innbygd/", headers={"If-None-Match": before["ETag"]})

    assert "Kritisk" in before.content.decode()
    assert after.status_code == 200
    assert "Kritisk" not in after.content.decode()


def test_any_site_may_read_the_json(client, post) -> None:
    post()

    assert client.get("/meldinger.json")["Access-Control-Allow-Origin"] == "*"


def test_only_the_sites_that_are_listed_may_embed_the_list(client, post, settings) -> None:
    post()
    alone = client.get("/meldinger/innbygd/")["Content-Security-Policy"]
    settings.EMBED_ALLOWED_ORIGINS = ["https://innsida.nidelva.example"]

    listed = client.get("/meldinger/innbygd/")["Content-Security-Policy"]

    assert "frame-ancestors 'self';" in f"{alone};"
    assert "frame-ancestors 'self' https://innsida.nidelva.example" in listed
    assert "script-src 'none'" in listed
    assert "frame-ancestors 'none'" in client.get("/meldinger/")["Content-Security-Policy"]


def test_the_embedded_list_leads_out_of_its_frame_and_runs_nothing(client, post) -> None:
    for number in range(7):
        post(f"Melding {number}")

    tree = html5lib.parse(
        client.get("/nn/meldinger/innbygd/?farger=mork").content, namespaceHTMLElements=False
    )
    links = tree.findall(".//a")

    assert tree.get("lang") == "nn"
    assert tree.get("data-color-scheme") == "dark"
    assert len(tree.findall(".//li")) == 5
    assert all(link.get("target") == "_top" for link in links)
    assert tree.findall(".//script") == []
    assert len(tree.findall(".//h1")) == 1


@pytest.mark.parametrize("value", ["x" * 5_000, "' OR 1", "\x00", "light"])
def test_colors_that_there_are_not_are_those_of_the_reader(client, db, value) -> None:
    page = client.get("/meldinger/innbygd/", query_params={"farger": value})

    assert 'data-color-scheme="auto"' in page.content.decode()


@pytest.mark.parametrize("script", SCRIPTS)
def test_nothing_that_was_typed_runs_anywhere(client, post, eva_editor, script) -> None:
    notice = post(f"A {script}"[:160], wording=Wording(f"A {script}"[:160], script), contact=script)
    actions.correct(
        notice=notice,
        wording=Wording("Rettet", script),
        reason=script,
        by=eva_editor,
        at=timezone.now(),
    )

    as_json = client.get("/meldinger.json").content.decode()
    summary = first_entry(client).findtext(f"{ATOM}summary")

    assert executable(client.get("/meldinger/innbygd/").content.decode()) == []
    assert executable(summary) == []
    assert executable(json.loads(as_json)["notices"][0]["html"]) == []
    assert "<" not in as_json


def test_a_fault_in_the_list_of_sites_stops_the_start(monkeypatch) -> None:
    assert configured.EMBED_ALLOWED_ORIGINS == []

    monkeypatch.setattr("sufflor.project.environment.SETTINGS", [])
    monkeypatch.setenv("SITES", "https://a.example, http://b.example:8080 ,")
    assert env_origins("SITES", "", "") == ["https://a.example", "http://b.example:8080"]
    for faulty in ("a.example", "https://a.example/side", "*", "https://a.example; script-src *"):
        monkeypatch.setenv("SITES", faulty)
        with pytest.raises(SystemExit):
            env_origins("SITES", "", "")
