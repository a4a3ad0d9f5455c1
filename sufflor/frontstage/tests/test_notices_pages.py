"""The message channel as people and feed readers meet it."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from sufflor.announcements import actions
from sufflor.announcements.actions import Wording
from sufflor.announcements.models import Group, Language, Notice, Tag, Words
from sufflor.organization.models import Unit, User

pytestmark = pytest.mark.once


EVIL = "<script>alert(1)</script>"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def notice(eva_editor: User, hr_department: Unit) -> Notice:
    return actions.post(
        wording=Wording(f"Stengt {EVIL}", f"I kveld {EVIL}\n\n- https://nidelva.example/a"),
        unit=hr_department,
        contact=f"hr@nidelva.example {EVIL}",
        tags=[Tag.DISRUPTION],
        critical_until=timezone.now() + timedelta(hours=1),
        by=eva_editor,
        at=timezone.now(),
    )


def correct(notice: Notice, by: User) -> None:
    actions.correct(
        notice=notice,
        wording=Wording("Åpent likevel", "Vi tok feil."),
        reason=f"Feil {EVIL}",
        by=by,
        at=timezone.now(),
    )


def test_everyone_reads_the_channel(client, notice, django_assert_max_num_queries) -> None:
    client.get("/meldinger/")

    with django_assert_max_num_queries(7):
        html = client.get("/meldinger/").content.decode()

    assert "Stengt &lt;script&gt;" in html
    assert EVIL not in html


def test_a_notice_with_its_trail(client, notice, eva_editor) -> None:
    correct(notice, eva_editor)

    html = client.get(f"/meldinger/{notice.pk}/").content.decode()

    assert "Åpent likevel" in html
    assert "Stengt &lt;script&gt;" in html
    assert "HR-avdelingen" in html
    assert EVIL not in html


def test_a_reader_may_see_only_what_concerns_them(
    client, eva_editor, hr_department, institute, kari
) -> None:
    for title, group in (("Til HR", Group(unit=hr_department)), ("Til oss", Group(unit=institute))):
        actions.post(
            wording=Wording(title, "Les den."),
            unit=hr_department,
            contact="HR",
            targets=[group],
            tags=[Tag.ROUTINE],
            by=eva_editor,
            at=timezone.now(),
        )
    everyone = client.get("/meldinger/?for=meg").content.decode()
    client.force_login(kari)

    own = client.get("/meldinger/?for=meg&tag=rutine").content.decode()

    assert "Til HR" in everyone
    assert "For meg" not in everyone
    assert "Til oss" in own
    assert "For: Institutt for bygg og miljø" in own
    assert "Til HR" not in own
    assert 'href="/meldinger/?tag=rutine"' in own
    assert 'href="/meldinger/?tag=driftsstans&amp;for=meg"' in own


def test_the_page_says_which_language_each_text_is_in(client, eva_editor, hr_department) -> None:
    english = Words(Language.ENGLISH, "Closed", "Tonight.")
    notice = actions.post(
        wording=Wording("Stengt", "I kveld.", others=(english,)),
        unit=hr_department,
        contact="HR",
        critical_until=timezone.now() + timedelta(hours=1),
        by=eva_editor,
        at=timezone.now(),
    )

    in_english = client.get(f"/en/meldinger/{notice.pk}/").content.decode()
    in_nynorsk = client.get(f"/nn/meldinger/{notice.pk}/").content.decode()

    assert '<h1 lang="en">Closed</h1>' in in_english
    assert '<strong lang="en">Closed</strong>' in in_english
    assert "Stengt" not in in_english
    assert '<h1 lang="nb">Stengt</h1>' in in_nynorsk
    assert "Berre på bokmål" in in_nynorsk
    assert "Berre på" not in in_english


def test_a_critical_notice_is_a_band_on_every_page(client, notice) -> None:
    assert "band-critical" in client.get("/").content.decode()
    assert "band-critical" in client.get("/finnes-ikke/").content.decode()


def test_a_withdrawn_notice_is_not_found(client, notice, eva_editor) -> None:
    actions.withdraw(notice=notice, by=eva_editor, at=timezone.now())

    assert client.get(f"/meldinger/{notice.pk}/").status_code == 404
    assert "band-critical" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "tag=driftsstans",
        "tag=' OR 1=1 --",
        "tag=" + "x" * 10_000,
        "page=99999999999999999999",
        "page=-1",
        "page=(a+)+$",
        "notice__published_by__password=x",
    ],
)
def test_odd_queries_are_plain_lists(client, notice, query) -> None:
    assert client.get(f"/meldinger/?{query}").status_code == 200


def test_the_feed_is_atom_and_knows_its_own_address(client, notice, eva_editor, settings) -> None:
    settings.PUBLIC_URL = "https://hjelp.nidelva.example"
    correct(notice, eva_editor)

    page = client.get("/meldinger/feed.atom", headers={"X-Forwarded-Host": "evil.example"})
    feed = ElementTree.fromstring(page.content)
    entry = feed.find(f"{ATOM}entry")

    assert page["Content-Type"].startswith("application/atom+xml")
    assert b"evil.example" not in page.content
    assert b"testserver" not in page.content
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Åpent likevel"
    assert entry.findtext(f"{ATOM}updated") > entry.findtext(f"{ATOM}published")
    assert f"https://hjelp.nidelva.example/meldinger/{notice.pk}/" in page.content.decode()
    assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "updated", "summary"))


def test_an_unchanged_feed_costs_one_query(
    client, notice, eva_editor, django_assert_max_num_queries
) -> None:
    etag = client.get("/meldinger/feed.atom")["ETag"]

    with django_assert_max_num_queries(1):
        page = client.get("/meldinger/feed.atom", headers={"If-None-Match": etag})
    assert page.status_code == 304

    correct(notice, eva_editor)
    page = client.get("/meldinger/feed.atom", headers={"If-None-Match": etag})
    assert page.status_code == 200


def test_what_was_planned_shows_itself_everywhere_when_its_time_comes(
    client, eva_editor, hr_department, monkeypatch
) -> None:
    now = timezone.now()
    notice = actions.post(
        wording=Wording("Ny film", "Se den."),
        unit=hr_department,
        contact="HR",
        critical_until=now + timedelta(hours=2),
        show_at=now + timedelta(hours=1),
        by=eva_editor,
        at=now,
    )
    places = ("/", "/meldinger/", "/meldinger/feed.atom", "/finnes-ikke/")
    before = [client.get(place).content.decode() for place in places]
    etag = client.get("/meldinger/feed.atom")["ETag"]

    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(hours=1))
    after = [client.get(place).content.decode() for place in places]
    feed = client.get("/meldinger/feed.atom", headers={"If-None-Match": etag})
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(hours=2))
    in_the_end = client.get("/finnes-ikke/").content.decode()

    assert not any("Ny film" in html for html in before)
    assert all("Ny film" in html for html in after)
    assert feed.status_code == 200
    assert "Ny film" not in in_the_end
    assert client.get(f"/meldinger/{notice.pk}/").status_code == 200


def test_a_forged_host_is_a_plain_refusal(client, notice) -> None:
    assert client.get("/meldinger/", headers={"Host": "evil.example"}).status_code == 400


def test_an_empty_channel_says_what_comes(client, db) -> None:
    assert client.get("/meldinger/").status_code == 200
    assert ElementTree.fromstring(client.get("/meldinger/feed.atom").content) is not None
