"""A department is closed: all that it keeps goes to another, and readers notice nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image as Drawing
from wagtail.images.models import Image

from sufflor.events.queries import history
from sufflor.knowledge import actions, queries
from sufflor.knowledge.actions.pictures import keep_picture, pictures_of
from sufflor.knowledge.manuscripts import Picture
from sufflor.knowledge.models import Article, Fault, Link, Section, SharedText, ThemePage
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import CaseArea, Unit, User
from sufflor.search.models import Audience
from sufflor.search.queries import search
from tests.cast import MORNING


@pytest.fixture
def section(hr_department: Unit, anne_admin: User) -> Section:
    return actions.open_section(unit=hr_department, by=anne_admin, at=MORNING)


def write(title: str, area: CaseArea, by: User, *, is_read: bool = True) -> Article:
    draft = actions.draft_article(
        title=title, body="Om ferie.", area=area, role="alle", language="nb", by=by, at=MORNING
    )
    return actions.publish_article(article=draft, by=by, at=MORNING) if is_read else draft


@pytest.fixture
def closed(section, hr_department, records_department, personnel, archive, eva_editor, anne_admin):
    """The department of HR had an article, a draft, a theme page with one below it, a dead link, a
    shared text and a picture; the archive, where they go, has an article of the same name."""
    write("Ferie", archive, anne_admin)
    article = write("Ferie", personnel, eva_editor)
    actions.take_care_of(article=article, person=eva_editor, by=eva_editor, at=MORNING)
    write("Permisjon", personnel, eva_editor, is_read=False)
    theme = actions.open_theme(
        page=ThemePage(title="Folk"), owner=hr_department, above=None, by=anne_admin, at=MORNING
    )
    below = ThemePage(title="Nye folk")
    actions.open_theme(page=below, owner=hr_department, above=theme, by=anne_admin, at=MORNING)
    link = Link(title="Ferieloven", url="https://lov.example/ferie", owner=hr_department)
    actions.keep_link(link=link, by=eva_editor, at=MORNING)
    actions.note_visit(link=link, fault=Fault.GONE, at=MORNING)
    text = SharedText(title="Frist", body="<p>Fredag.</p>", owner=hr_department)
    actions.keep_shared(text=text, by=eva_editor, at=MORNING)
    drawn = BytesIO()
    Drawing.new("RGB", (8, 8)).save(drawn, "PNG")
    picture = Picture(content=drawn.getvalue(), alt="Skjemaet", ending="png")
    keep_picture(picture, pictures_of(section), eva_editor)
    return actions.hand_over_section(
        giver=hr_department, taker=records_department, by=anne_admin, at=MORNING
    )


def test_all_that_it_kept_is_the_other_departments(
    closed, hr_department, records_department, section
):
    taker = Section.objects.get(unit=records_department)
    assert {page.title for page in taker.get_descendants()} == {
        *("Ferie", "Permisjon", "Folk", "Nye folk"),
    }
    assert set(Article.objects.values_list("owner_unit__code", flat=True)) == {"DOKU"}
    assert Link.objects.get().owner == SharedText.objects.get().owner == records_department
    assert Image.objects.get().collection == pictures_of(taker)
    assert queries.estate(hr_department).is_empty
    assert "section.handed_over" in [event.verb for event in history(section)]


def test_readers_find_it_where_it_was(closed, client, records_department):
    page = client.get("/tema/personal/ferie-2/")
    assert page.status_code == 200
    assert "Dokumentasjonsforvaltningen" in page.content.decode()
    hits = search("ferie", audience=Audience.PUBLIC, language="nb").hits
    assert [hit.title for hit in hits].count("Ferie") == 2
    assert "Dokumentasjonsforvaltningen" in client.get("/tema/folk/").content.decode()
    # A link that was dead is not alive because another department keeps it.
    assert Link.objects.get().dead_since


def test_who_looked_after_it_does_so_no_more(closed):
    assert Article.objects.get(area__slug="personal", title="Ferie").caretaker is None


def test_one_of_the_same_name_can_be_changed_and_published_afterwards(closed, anne_admin):
    article = Article.objects.get(area__slug="personal", title="Ferie")
    # A draft from before pages had slugs of their own.
    article.slug = Article.objects.get(area__slug="arkiv").slug
    article.summary = "Kort sagt"
    article.save_revision(user=anne_admin)

    article = actions.publish_article(article=article, by=anne_admin, at=MORNING)

    assert article.summary == "Kort sagt"


@pytest.mark.parametrize(
    ("giver", "taker", "refusal"),
    [("HR", "HR", actions.SameDepartment), ("DOKU", "HR", actions.NothingToHandOver)],
)
def test_what_is_no_handover_is_refused(
    section, records_department, anne_admin, giver, taker, refusal
):
    units = {unit.code: unit for unit in Unit.objects.all()}

    with pytest.raises(refusal):
        actions.hand_over_section(giver=units[giver], taker=units[taker], by=anne_admin, at=MORNING)


def test_an_editor_closes_no_department(section, hr_department, records_department, eva_editor):
    with pytest.raises(NotAllowed):
        actions.hand_over_section(
            giver=hr_department, taker=records_department, by=eva_editor, at=MORNING
        )


def test_a_theme_page_that_is_moved_is_drawn_anew(client, section, hr_department, anne_admin):
    """Under another page it has another address and another way up."""
    above, page = (
        actions.open_theme(
            page=ThemePage(title=title), owner=hr_department, above=None, by=anne_admin, at=MORNING
        )
        for title in ("Folk", "Nye folk")
    )
    assert client.get("/tema/folk/").status_code == 200

    client.force_login(anne_admin)
    client.post(f"/admin/cms/pages/{page.pk}/move/{above.pk}/confirm/")

    assert "/tema/folk/nye-folk/" in client.get("/tema/folk/").content.decode()
    assert (
        client.get("/tema/nye-folk/", follow=True)
        .redirect_chain[-1][0]
        .endswith("/tema/folk/nye-folk/")
    )


def test_one_of_the_same_name_can_be_moved_there_by_itself(
    client, section, personnel, archive, anne_admin, eva_editor
):
    write("Ferie", archive, anne_admin)
    article = write("Ferie", personnel, eva_editor)
    taker = Section.objects.get(unit=archive.owner)
    client.force_login(anne_admin)

    client.post(f"/admin/cms/pages/{article.pk}/move/{taker.pk}/confirm/")

    article.refresh_from_db()
    assert article.owner_unit == archive.owner
