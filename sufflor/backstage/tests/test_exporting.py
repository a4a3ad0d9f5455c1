"""Everything that is written, as files: whole, readable elsewhere, and only for those who write."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from PIL import Image

from sufflor.knowledge import actions
from sufflor.knowledge.manuscripts import Manuscript, Picture
from sufflor.knowledge.models import Article, LearningPath, SharedText
from sufflor.organization.models import CaseArea, Role, RoleGrant, Unit, User
from tests.cast import MORNING, person

BODY = '<p>Velg <a href="/tema/">Skjerm</a>.</p><p><img src="picture:0"></p>'


@pytest.fixture
def editor(hr_department: Unit) -> User:
    siri = person("siri", "Siri", "Editor", hr_department)
    RoleGrant.objects.create(person=siri, role=Role.EDITOR, granted_at=MORNING)
    return siri


@pytest.fixture
def article(editor: User, personnel: CaseArea) -> Article:
    drawing = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(drawing, "PNG")
    picture = Picture(drawing.getvalue(), "png", "Knappen")
    text = Manuscript("Skjerme et navn", BODY, personnel, pictures=(picture,))
    (draft,) = actions.take_in(manuscripts=[text], by=editor, at=MORNING)
    return actions.publish_article(article=draft, by=editor, at=MORNING)


def signed_in(whom: User) -> Client:
    client = Client()
    client.force_login(whom, backend="sufflor.project.accounts.Accounts")
    return client


def fetched(client: Client, unit: str = "") -> zipfile.ZipFile:
    answer = client.get(reverse("content_export_file"), {"enhet": unit} if unit else {})
    return zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_a_text_comes_out_with_its_picture_its_facts_and_links_that_lead_to_us(
    article: Article, editor: User
) -> None:
    found = fetched(signed_in(editor), "HR")

    page = found.read("sider/skjerme-et-navn.html").decode()
    facts = json.loads(found.read("sider/skjerme-et-navn.json"))
    pictures = [name for name in found.namelist() if name.startswith("bilder/")]
    assert len(pictures) == 1
    assert f'src="../{pictures[0]}"' in page
    assert 'href="http://127.0.0.1:8000/tema/"' in page
    assert (facts["area"], facts["owner"], facts["state"]) == ("personal", "HR", "ikke_validert")
    assert found.testzip() is None


def test_what_is_said_in_a_video_and_what_it_is_translated_from_come_out(
    article: Article, editor: User
) -> None:
    nynorsk = Article(
        title="Skjerme eit namn",
        area=article.area,
        language="nn",
        original=article,
        transcript="Her viser vi det.",
    )
    actions.import_article(
        article=nynorsk, body="Vel Skjerm.", next_review=None, by=editor, at=MORNING
    )

    found = fetched(signed_in(editor), "HR")

    facts = json.loads(found.read("sider/skjerme-eit-namn.json"))
    assert facts["translation_of"] == "skjerme-et-navn"
    assert facts["transcript"] == "Her viser vi det."


def test_a_path_and_a_shared_text_come_out_as_facts(article: Article, editor: User) -> None:
    owner = article.owner_unit
    shared = SharedText(title="Frist", body="<p>Fredag.</p>", owner=owner)
    actions.keep_shared(text=shared, by=editor, at=MORNING)
    page = LearningPath(title="Ny her", area=article.area)
    actions.open_path(page=page, things=[article], by=editor, at=MORNING)

    found = fetched(signed_in(editor), "HR")

    (text,) = json.loads(found.read("felles.json"))
    assert (text["title"], text["html"], text["owner"]) == ("Frist", "<p>Fredag.</p>", "HR")
    path = json.loads(found.read("laeringsstier/ny-her.json"))
    assert path["items"] == [{"article": "skjerme-et-navn"}]


def test_a_draft_comes_out_beside_the_page_that_it_will_replace(
    article: Article, editor: User
) -> None:
    newest = article.get_latest_revision_as_object()
    newest.body = "<p>Bruk den nye knappen.</p>"
    newest.save_revision(user=editor)

    found = fetched(signed_in(editor), "HR")

    assert "nye knappen" in found.read("utkast/skjerme-et-navn.html").decode()
    assert "nye knappen" not in found.read("sider/skjerme-et-navn.html").decode()


def test_what_comes_out_can_be_brought_in_again(article: Article, editor: User) -> None:
    client = signed_in(editor)
    packed = b"".join(client.get(f"{reverse('content_export_file')}?enhet=HR").streaming_content)
    sent = BytesIO(packed)
    sent.name = "innhold.zip"

    page = client.post(reverse("content_import"), {"file": sent})
    chosen = {"area": article.area_id, "role": "alle", "language": "nb"}
    client.post(page.url, chosen)

    assert Article.objects.filter(title="Skjerme et navn").count() == 2


def test_an_editor_gets_what_the_department_keeps_and_an_administrator_all(
    article: Article, records_department: Unit, admin_account: User
) -> None:
    other = person("olga", "Olga", "Other", records_department)
    RoleGrant.objects.create(person=other, role=Role.EDITOR, granted_at=MORNING)
    address = reverse("content_export_file")

    assert signed_in(other).get(f"{address}?enhet=HR").status_code == 404
    assert signed_in(other).get(address).status_code == 403
    assert "sider/skjerme-et-navn.html" in fetched(signed_in(admin_account)).namelist()


@pytest.fixture
def admin_account(university: Unit) -> User:
    ada = person("ada", "Ada", "Admin", university)
    RoleGrant.objects.create(person=ada, role=Role.ADMINISTRATOR, granted_at=MORNING)
    return ada


def test_the_command_writes_the_whole_file_or_none(article: Article, tmp_path: Path) -> None:
    goal = tmp_path / "alt.zip"

    call_command("export_texts", goal, unit="HR")

    assert "sider/skjerme-et-navn.html" in zipfile.ZipFile(goal).namelist()
    assert [path.name for path in tmp_path.iterdir()] == ["alt.zip"]
    with pytest.raises(CommandError, match="finnes-ikke"):
        call_command("export_texts", goal, unit="finnes-ikke")


def test_a_list_of_departments_costs_the_same_however_many_texts(
    article: Article, editor: User, django_assert_max_num_queries
) -> None:
    client = signed_in(editor)
    client.get(reverse("content_export"))

    with django_assert_max_num_queries(12):
        page = client.get(reverse("content_export"))

    assert "1 tekst" in page.content.decode()
