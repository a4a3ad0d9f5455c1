"""What Wagtail's editor does beside writing: putting off, locking, commenting, comparing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from babel.messages.pofile import read_po
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Comment, Revision

from sufflor.knowledge import actions, queries
from sufflor.knowledge.models import Article, GuideStep
from sufflor.messaging.schedule import SCHEDULE, entry_of
from sufflor.organization.models import CaseProcess, Role, RoleGrant
from sufflor.project.tests.test_cms import fields, found, write
from tests.cast import MORNING, person

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

HOUR = timedelta(hours=1)
ROOMS = Path(__file__).parents[2]


@pytest.fixture
def section(hr_department, anne_admin):
    return actions.open_section(unit=hr_department, by=anne_admin, at=MORNING)


@pytest.fixture
def eva(client, eva_editor, section):
    client.force_login(eva_editor)
    return client


def pass_time(monkeypatch, hours: int) -> None:
    """And let the worker do what has come due meanwhile."""
    now = MORNING + hours * HOUR
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    entry = entry_of("page")
    assert entry in SCHEDULE
    for due in list(entry.due(now)):
        entry.do(due, now)


def local(hours: int) -> str:
    return timezone.localtime(MORNING + hours * HOUR).strftime("%Y-%m-%d %H:%M")


def edit_address(article: Article) -> str:
    return f"/admin/cms/pages/{article.pk}/edit/"


def test_what_is_put_off_comes_to_readers_in_time_and_goes_again(
    eva, section, personnel, monkeypatch
):
    put_off = {"go_live_at": local(1), "expire_at": local(3), "action-publish": "1"}
    article = write(eva, section, personnel, **put_off)
    assert not article.live
    assert found("ferie") == []

    pass_time(monkeypatch, 2)

    assert found("ferie") == ["Ferie og fravær"]
    assert eva.get(article.get_absolute_url()).status_code == 200
    pass_time(monkeypatch, 4)
    assert found("ferie") == []
    assert eva.get(article.get_absolute_url()).status_code == 404
    assert queries.scheduled(MORNING + 5 * HOUR) == []


def test_a_locked_page_is_changed_by_whoever_locked_it_alone(
    eva, section, personnel, hr_department, client
):
    article = write(eva, section, personnel)
    eva.post(f"/admin/cms/pages/{article.pk}/lock/")
    siri = person("siri", "Siri", "Editor", hr_department)
    RoleGrant.objects.create(person=siri, role=Role.EDITOR, granted_at=MORNING)
    client.force_login(siri)
    assert client.get("/admin/cms/").status_code == 200

    client.post(edit_address(article), fields(personnel, title="Kapret"))

    assert Revision.objects.for_instance(article).count() == 1


def test_a_comment_stands_beside_the_text_and_no_reader_sees_it(eva, section, personnel):
    article = write(eva, section, personnel, **{"action-publish": "1"})
    comment = {
        "comments-TOTAL_FORMS": 1,
        "comments-0-text": "Stemmer satsen?",
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-resolved": "",
        "comments-0-id": "",
        "comments-0-replies-TOTAL_FORMS": 0,
        "comments-0-replies-INITIAL_FORMS": 0,
    }

    answer = eva.post(edit_address(article), fields(personnel, **comment))

    assert answer.status_code == 302
    assert Comment.objects.get(page=article).text == "Stemmer satsen?"
    assert "Stemmer satsen" not in eva.get(article.get_absolute_url()).content.decode()


def test_a_draft_is_compared_with_what_readers_have(eva, section, personnel):
    article = write(eva, section, personnel, **{"action-publish": "1"})
    eva.post(edit_address(article), fields(personnel, title="Ferie og permisjon"))

    page = eva.get(f"/admin/cms/pages/{article.pk}/revisions/compare/live...latest/")

    assert page.status_code == 200
    assert "permisjon" in page.content.decode()


def test_of_two_who_write_at_once_neither_loses_a_word(eva, section, personnel):
    article = write(eva, section, personnel)
    seen = {
        "loaded_revision_id": article.latest_revision_id,
        "loaded_revision_created_at": article.latest_revision.created_at.isoformat(),
    }
    eva.post(edit_address(article), fields(personnel, title="Den enes", **seen))

    saved = eva.post(
        edit_address(article),
        fields(personnel, title="Den andres", **seen),
        headers={"accept": "application/json"},
    )

    assert (saved.status_code, saved.json()["error_code"]) == (400, "invalid_revision")
    eva.post(edit_address(article), fields(personnel, title="Den andres", **seen))
    kept = Revision.objects.for_instance(article).order_by("pk")
    assert [one.content["title"] for one in kept] == ["Ferie og fravær", "Den enes", "Den andres"]


def test_steps_are_written_in_the_editor_and_make_it_a_guide(eva, section, personnel):
    steps = {
        "steps-TOTAL_FORMS": 1,
        "steps-0-title": "Åpne skjemaet",
        "steps-0-body": "null",
        "steps-0-picture": "",
        "steps-0-picture_text": "",
        "steps-0-shared": "",
        "steps-0-ORDER": 1,
        "steps-0-id": "",
    }

    article = write(eva, section, personnel, **steps, **{"action-publish": "1"})

    assert GuideStep.objects.get().page == article
    assert article.kind == "veiledning"
    assert "<h2>Åpne skjemaet</h2>" in article.html


def test_what_cannot_be_seen_and_comes_along_when_pasting_is_left_out(eva, section, personnel):
    pasted = {"title": "Ferie\x0bog fravær", "summary": "Kort\x01 sagt", "action-publish": "1"}

    article = write(eva, section, personnel, **pasted)

    assert (article.title, article.summary) == ("Ferieog fravær", "Kort sagt")
    feed = ElementTree.fromstring(eva.get(f"/tema/{personnel.slug}.atom").content)
    assert "Ferieog fravær" in "".join(feed.itertext())


def test_a_department_that_closes_hands_its_texts_on_first(
    client, anne_admin, section, hr_department, personnel, records_department, eva
):
    article = write(eva, section, personnel, **{"action-publish": "1"})
    with pytest.raises(ProtectedError):
        hr_department.delete()
    other = actions.open_section(unit=records_department, by=anne_admin, at=MORNING)
    client.force_login(anne_admin)

    client.post(f"/admin/cms/pages/{article.pk}/move/{other.pk}/confirm/")

    article.refresh_from_db()
    assert article.owner_unit == records_department
    assert client.get(article.get_absolute_url()).status_code == 200


def test_an_editor_who_has_left_is_let_in_no_more(client, eva_editor, section):
    eva_editor.is_active = False
    eva_editor.save()
    client.force_login(eva_editor)

    assert client.get("/admin/cms/").status_code in {302, 403}


def test_the_editor_speaks_norwegian_and_takes_no_word_from_the_rooms(eva):
    said = eva.get("/admin/cms/jsi18n/").content.decode()
    assert "Fold sammen alt" in said

    room_by_room = ROOMS.glob("*/locale/nb/LC_MESSAGES/django.po")
    ours = {one.id for path in room_by_room for one in read_po(path.open("rb")) if one.id}
    theirs = ROOMS / "project" / "editor_words" / "nb" / "LC_MESSAGES" / "django.po"
    assert not ours & {one.id for one in read_po(theirs.open("rb")) if one.id}


def test_a_text_says_which_process_it_is_about_and_where_it_comes_from(
    eva, section, personnel, hiring, archive
):
    other = CaseProcess.objects.create(code="A.a", name="Journalføring", area=archive)
    typed = {"process": other.pk, "source_url": "ferieloven"}
    address = f"/admin/cms/pages/add/knowledge/article/{section.pk}/"

    refused = eva.post(address, fields(personnel, **typed)).context["form"]

    assert set(refused.errors) == {"process", "source_url"}
    assert f"{hiring.code} {hiring.name}" in str(refused["process"])
    typed = {
        "process": hiring.pk,
        "source_label": "Ferieloven",
        "source_url": "https://lov.example/",
    }
    article = write(eva, section, personnel, **typed, **{"action-publish": "1"})
    page = eva.get(article.get_absolute_url()).content.decode()
    assert hiring.name in page
    assert '<a href="https://lov.example/" rel="noopener">Ferieloven</a>' in page
    assert "spørretime" not in page.partition("<article")[2].partition("</article")[0]
    area = eva.get(f"/tema/{personnel.slug}/").content.decode()
    assert article.title in area.partition('id="processes"')[2]


def test_the_first_page_says_how_it_is_done_and_leads_out_again(eva, section):
    page = eva.get("/admin/cms/").content.decode()

    assert "Slik gjør du det" in page
    assert "/styring/innhold/" in page
    assert "Wagtail" not in page.partition("<title>")[2].partition("</title>")[0]
    assert "guide.wagtail.org" not in page


def test_what_is_above_all_sections_has_a_name_of_our_own(client, anne_admin, section):
    client.force_login(anne_admin)

    for address in (
        "/admin/cms/pages/",
        f"/admin/cms/pages/{section.pk}/",
        "/admin/cms/choose-page/",
    ):
        page = client.get(address).content.decode()
        assert "Kunnskap" in page
        assert "Root" not in page
