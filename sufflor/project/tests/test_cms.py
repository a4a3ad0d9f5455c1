"""The editor's room: who is let in, what they may touch, and that readers follow what they do."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, PageViewRestriction

from sufflor.events.queries import history
from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, Section, State, ThemePage
from sufflor.organization.models import RoleGrant
from sufflor.search.models import Audience
from sufflor.search.queries import search
from tests.articles import published
from tests.cast import MORNING


@pytest.fixture
def hr_section(hr_department, anne_admin) -> Section:
    return actions.open_section(unit=hr_department, by=anne_admin, at=MORNING)


@pytest.fixture
def archive_article(archive, anne_admin) -> Article:
    return published(archive, anne_admin, title="Journalføring", body="Om å journalføre")


def fields(area, **changed) -> dict[str, object]:
    return {
        "title": "Ferie og fravær",
        "body": '{"blocks": [{"key": "a", "text": "Før ferien i skjemaet", "type": "unstyled",'
        ' "depth": 0, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
        "summary": "",
        "area": area.pk,
        "role": "alle",
        "language": "nb",
        "entrance": "begge",
        "kind": "tekst",
        "work_system": "",
        "review_date": "",
        **{
            f"{rows}-{which}_FORMS": 0
            for rows in ("comments", "steps", "shared_uses")
            for which in ("TOTAL", "INITIAL")
        },
        **changed,
    }


def found(text: str) -> list[str]:
    return [hit.title for hit in search(text, audience=Audience.PUBLIC, language="nb").hits]


def write(client, section, area, **changed) -> Article:
    address = f"/admin/cms/pages/add/knowledge/article/{section.pk}/"
    response = client.post(address, fields(area, **changed))
    assert response.status_code == 302, response.context["form"].errors
    return Article.objects.latest("pk")


def test_those_who_are_not_signed_in_are_led_to_our_sign_in(client, db):
    response = client.get("/admin/cms/")

    assert response.status_code == 302
    assert response["Location"].startswith("/logg-inn/?next=/admin/cms/")
    assert client.get("/admin/cms/login/")["Location"].startswith("/logg-inn/")


def test_a_case_handler_is_not_let_in(client, kari):
    client.force_login(kari)

    assert client.get("/admin/cms/").status_code == 403


def test_an_editor_is_let_in_and_leaves_when_the_role_is_withdrawn(client, eva_editor, hr_section):
    client.force_login(eva_editor)
    assert client.get("/admin/cms/").status_code == 200

    RoleGrant.objects.all().delete()

    assert client.get("/admin/cms/").status_code == 403
    assert not eva_editor.groups.exists()


def test_an_editor_whose_department_has_no_section_gets_one(client, eva_editor):
    client.force_login(eva_editor)

    assert client.get("/admin/cms/").status_code == 200
    assert Section.objects.get().unit == eva_editor.unit


def test_an_editor_writes_and_publishes_and_readers_follow(
    client, eva_editor, hr_section, personnel
):
    client.force_login(eva_editor)

    article = write(client, hr_section, personnel)
    assert found("ferie") == []
    address = f"/admin/cms/pages/{article.pk}/edit/"
    response = client.post(address, fields(personnel, **{"action-publish": "1"}))
    assert response.status_code == 302

    article = Article.objects.get(pk=article.pk)
    assert article.live
    assert article.state == State.UNVALIDATED
    assert article.owner_unit == hr_section.unit
    assert found("ferie") == ["Ferie og fravær"]
    assert (
        "Før ferien i skjemaet" in client.get("/tema/personal/ferie-og-fravaer/").content.decode()
    )
    event = history(article).last()
    assert event is not None
    assert (event.verb, event.by) == ("article.published", f"organization.user:{eva_editor.pk}")


def test_publishing_with_the_box_ticked_is_also_a_review(client, eva_editor, hr_section, personnel):
    client.force_login(eva_editor)

    write(
        client,
        hr_section,
        personnel,
        is_reviewed="on",
        review_date="2099-05-01",
        **{"action-publish": "1"},
    )

    article = Article.objects.get()
    assert article.state == State.VALIDATED
    assert article.reviewed_by == eva_editor
    assert f"{article.review_date}" == "2099-05-01"


def test_withdrawing_in_the_editor_takes_it_from_readers(client, eva_editor, hr_section, personnel):
    client.force_login(eva_editor)
    article = write(client, hr_section, personnel, **{"action-publish": "1"})
    assert found("ferie") == ["Ferie og fravær"]

    client.post(f"/admin/cms/pages/{article.pk}/unpublish/")

    assert found("ferie") == []
    assert client.get("/tema/personal/ferie-og-fravaer/").status_code == 404


def test_an_editor_cannot_touch_another_departments_pages(
    client, eva_editor, hr_section, archive_article, archive
):
    client.force_login(eva_editor)
    other = archive_article.get_parent()

    for address in (
        f"/admin/cms/pages/{archive_article.pk}/edit/",
        f"/admin/cms/pages/{archive_article.pk}/delete/",
        f"/admin/cms/pages/{archive_article.pk}/unpublish/",
        f"/admin/cms/pages/add/knowledge/article/{other.pk}/",
    ):
        response = client.post(address, fields(archive, **{"action-publish": "1"}))
        assert response.status_code == 302, address
        assert response["Location"] == "/admin/cms/", address
    assert Article.objects.get().title == "Journalføring"
    assert found("journalføre") == ["Journalføring"]


def test_an_administrator_edits_everywhere(client, anne_admin, archive_article):
    client.force_login(anne_admin)

    assert client.get(f"/admin/cms/pages/{archive_article.pk}/edit/").status_code == 200


def test_a_section_is_not_deleted(client, anne_admin, hr_section):
    client.force_login(anne_admin)

    client.post(f"/admin/cms/pages/{hr_section.pk}/delete/")

    assert Section.objects.filter(pk=hr_section.pk).exists()


def test_a_copy_is_a_draft_with_an_address_of_its_own(client, anne_admin, archive_article):
    client.force_login(anne_admin)

    response = client.post(
        f"/admin/cms/pages/{archive_article.pk}/copy/",
        {
            "new_title": "Kopi",
            "new_slug": "kopi",
            "new_parent_page": archive_article.get_parent().pk,
        },
    )

    assert response.status_code == 302
    copy = Article.objects.latest("pk")
    assert (copy.address, copy.state, copy.live) == ("kopi", State.DRAFT, False)


def test_an_article_that_moves_gets_its_new_sections_owner(
    client, anne_admin, archive_article, hr_section
):
    client.force_login(anne_admin)

    client.post(f"/admin/cms/pages/{archive_article.pk}/move/{hr_section.pk}/confirm/")

    article = Article.objects.get()
    assert Page.objects.get(pk=article.pk).get_parent().pk == hr_section.pk
    assert article.owner_unit == hr_section.unit


def test_the_preview_is_our_own_page_in_a_frame_of_the_editor(
    client, eva_editor, hr_section, personnel
):
    client.force_login(eva_editor)
    article = write(client, hr_section, personnel)
    address = f"/admin/cms/pages/{article.pk}/edit/preview/"
    client.post(address, fields(personnel, title="Forhåndsvist tittel"))

    response = client.get(f"{address}?mode=")

    page = response.content.decode()
    assert "Forhåndsvist tittel" in page
    assert 'class="prose"' in page
    assert "band-preview" not in page
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_page_that_is_not_saved_yet_can_be_previewed(client, eva_editor, hr_section, personnel):
    client.force_login(eva_editor)
    address = f"/admin/cms/pages/add/knowledge/article/{hr_section.pk}/preview/"
    client.post(address, fields(personnel, title="Helt ny"))

    page = client.get(f"{address}?mode=").content.decode()

    assert "Helt ny" in page
    assert not Article.objects.exists()


def test_a_theme_page_is_made_and_previewed_in_the_editor(client, eva_editor, hr_section):
    client.force_login(eva_editor)
    typed = {
        "title": "Ferie",
        "title_nn": "",
        "title_en": "",
        "intro": "Alt om ferie",
        "intro_nn": "",
        "intro_en": "",
        "lists-TOTAL_FORMS": 0,
        "lists-INITIAL_FORMS": 0,
        "lists-MIN_NUM_FORMS": 0,
        "lists-MAX_NUM_FORMS": 1000,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    address = f"/admin/cms/pages/add/knowledge/themepage/{hr_section.pk}/"
    client.post(f"{address}preview/", typed)
    assert "Alt om ferie" in client.get(f"{address}preview/?mode=").content.decode()

    assert client.post(address, {**typed, "action-publish": "1"}).status_code == 302

    assert "Alt om ferie" in client.get("/tema/ferie/").content.decode()


def test_a_theme_page_cannot_take_the_address_of_an_area(
    client, eva_editor, hr_section, personnel, anne_admin
):
    with pytest.raises(ValidationError):
        actions.open_theme(
            page=ThemePage(title="Personal"),
            owner=hr_section.unit,
            above=None,
            by=anne_admin,
            at=MORNING,
        )


def test_the_wider_policy_is_for_the_editor_alone(client, eva_editor):
    client.force_login(eva_editor)

    assert "unsafe-inline" in client.get("/admin/cms/")["Content-Security-Policy"]
    assert "unsafe" not in client.get("/tema/")["Content-Security-Policy"]
    assert client.get("/tema/")["X-Frame-Options"] == "DENY"


def test_the_address_to_view_leads_to_our_page(archive_article):
    assert archive_article.full_url == "http://127.0.0.1:8000/tema/arkiv/journalforing/"


def test_who_an_editor_is_and_where_mail_reaches_them_is_not_theirs_to_change(
    client, eva_editor, hr_section
):
    client.force_login(eva_editor)
    client.get("/admin/cms/account/")

    client.post(
        "/admin/cms/account/",
        {
            "name_email-first_name": "Rektor",
            "name_email-last_name": "Selv",
            "name_email-email": "rektor@nidelva.example",
            "locale-preferred_language": "nn",
            "theme-theme": "dark",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
        },
    )

    before = (eva_editor.full_name, eva_editor.email)
    eva_editor.refresh_from_db()
    assert (eva_editor.full_name, eva_editor.email) == before
    assert eva_editor.wagtail_userprofile.preferred_language == "nn"


def test_a_copy_that_is_published_is_read_and_follows_nothing(client, anne_admin, archive_article):
    client.force_login(anne_admin)
    address = f"/admin/cms/pages/{archive_article.pk}/copy/"
    assert set(client.get(address).context["form"].fields) == {
        *("new_title", "new_slug", "new_parent_page", "publish_copies"),
    }

    sent = {"new_title": "Kopi", "new_parent_page": archive_article.get_parent().pk}
    response = client.post(address, {**sent, "publish_copies": "on", "alias": "on"})

    assert response.status_code == 302
    copy = Article.objects.latest("pk")
    assert copy.alias_of is None
    assert "Om å journalføre" in client.get(copy.get_absolute_url()).content.decode()
    assert found("kopi") == ["Kopi"]


def test_nobody_is_led_to_think_that_a_page_is_kept_from_some(client, anne_admin, archive_article):
    """All that is published is for everyone."""
    client.force_login(anne_admin)

    client.post(
        f"/admin/cms/pages/{archive_article.pk}/privacy/",
        {"restriction_type": "password", "password": "hemmelig"},
    )

    assert not PageViewRestriction.objects.exists()
    page = client.get(f"/admin/cms/pages/{archive_article.pk}/edit/").content.decode()
    assert "set-privacy" not in page
