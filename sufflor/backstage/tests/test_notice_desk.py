"""Writing in the channel as pages: plan, change, call off, and who may."""

from datetime import timedelta

import pytest

from sufflor.announcements import actions
from sufflor.announcements.actions import Wording
from sufflor.announcements.models import Notice
from sufflor.organization.models import Unit, User
from tests.cast import MORNING

pytestmark = pytest.mark.once


NEW = "/styring/meldinger/ny/"
LATER = MORNING + timedelta(hours=4)


@pytest.fixture
def editor(client, eva_editor, nine_in_the_morning):
    client.force_login(eva_editor)
    return client


@pytest.fixture
def typed(hr_department: Unit) -> dict[str, object]:
    return {
        "title_nb": "Stengt",
        "body_nb": "I kveld",
        "unit": hr_department.pk,
        "contact": "HR",
        "show_at": "2026-10-29T12:35",
    }


@pytest.fixture
def planned(eva_editor: User, hr_department: Unit) -> Notice:
    return actions.post(
        wording=Wording("Stengt", "I kveld"),
        unit=hr_department,
        contact="HR",
        show_at=LATER,
        by=eva_editor,
        at=MORNING,
    )


def test_a_notice_is_planned_and_said_so(editor, typed) -> None:
    page = editor.post(NEW, typed, follow=True)

    html = page.content.decode()
    notice = Notice.objects.get()
    assert notice.published_at == LATER
    assert "Meldingen er planlagt. Den vises 29. oktober 2026 kl. 12.35" in html
    assert f"/styring/meldinger/{notice.pk}/endring/" in html
    assert editor.get(f"/meldinger/{notice.pk}/").status_code == 404


def test_it_is_changed_from_what_stands_there(editor, planned, typed) -> None:
    address = f"/styring/meldinger/{planned.pk}/endring/"
    html = editor.get(address).content.decode()
    assert 'value="2026-10-29T12:35"' in html
    assert 'value="Stengt"' in html

    editor.post(address, typed | {"body_nb": "I morgen", "title_nn": "Stengd", "body_nn": "I dag"})

    planned.refresh_from_db()
    assert planned.body == "I morgen"
    assert set(planned.said) == {"nb", "nn"}


def test_emptying_the_time_posts_it_at_once(editor, planned, typed) -> None:
    page = editor.post(f"/styring/meldinger/{planned.pk}/endring/", typed | {"show_at": ""})

    assert page["Location"] == f"/meldinger/{planned.pk}/"
    assert editor.get(page["Location"]).status_code == 200


def test_it_is_called_off_and_named_so(editor, planned) -> None:
    editor.post(f"/styring/meldinger/{planned.pk}/avlysning/")

    html = editor.get("/styring/meldinger/").content.decode()
    assert "Avlyst" in html
    assert "Planlagt" not in html


def test_who_comes_too_late_to_change_it_keeps_what_was_typed(
    editor, planned, typed, monkeypatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)

    page = editor.post(
        f"/styring/meldinger/{planned.pk}/endring/",
        typed | {"body_nb": "Lenge skrevet", "show_at": "2026-11-02T08:35"},
    )

    assert page.status_code == 422
    assert "Lenge skrevet" in page.content.decode()
    assert "Leserne ser allerede denne meldingen" in page.content.decode()


def test_each_notice_is_opened_where_it_can_be_mended(editor, planned, monkeypatch) -> None:
    base = f"/styring/meldinger/{planned.pk}/"
    assert editor.get(base)["Location"] == f"{base}endring/"

    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)

    assert editor.get(f"{base}endring/")["Location"] == base
    assert editor.post(f"{base}avlysning/").status_code == 409


def test_a_time_that_has_passed_is_said_beside_its_field(editor, typed) -> None:
    page = editor.post(NEW, typed | {"show_at": "2026-10-29T08:00"})

    html = page.content.decode()
    assert page.status_code == 422
    assert 'id="id_show_at_error"' in html
    assert not Notice.objects.exists()


def test_groups_are_chosen_kept_and_changed(editor, typed, institute, personnel) -> None:
    chosen = {
        "for_unit_1": institute.pk,
        "for_role_1": "leder",
        "for_area_1": "",
        "for_area_3": personnel.pk,
    }
    editor.post(NEW, typed | chosen)
    notice = Notice.objects.get()
    assert [str(target) for target in notice.targets.all()] == [
        "Ledere · Institutt for bygg og miljø",
        "Personal",
    ]

    address = f"/styring/meldinger/{notice.pk}/endring/"
    html = editor.get(address).content.decode()
    assert html.count(" selected>") >= 5
    editor.post(address, typed)

    assert not notice.targets.exists()


@pytest.mark.parametrize("faulty", [{"for_unit_1": "9" * 30}, {"for_role_2": "alle"}])
def test_a_group_that_there_is_not_is_refused(editor, typed, faulty) -> None:
    page = editor.post(NEW, typed | faulty)

    assert page.status_code == 422
    assert not Notice.objects.exists()


def test_what_is_critical_is_given_another_time(editor, eva_editor, hr_department) -> None:
    notice = actions.post(
        wording=Wording("Nede", "Vi leter."),
        unit=hr_department,
        contact="HR",
        critical_until=LATER,
        by=eva_editor,
        at=MORNING,
    )
    address = f"/styring/meldinger/{notice.pk}/kritisk/"
    assert address in editor.get("/styring/meldinger/").content.decode()
    assert 'value="2026-10-29T12:35"' in editor.get(address).content.decode()
    assert editor.post(address, {"until": "2026-10-29T08:00"}).status_code == 422

    editor.post(address, {"until": "2026-10-29T16:00"})

    notice.refresh_from_db()
    assert notice.expires_at == LATER.replace(hour=15, minute=0)


def test_the_list_has_a_query_ceiling(editor, planned, django_assert_max_num_queries) -> None:
    editor.get("/styring/meldinger/")

    with django_assert_max_num_queries(13):
        editor.get("/styring/meldinger/")
