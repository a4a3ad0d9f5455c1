"""Pages where editors teach the search."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article
from sufflor.organization.models import CaseArea, Unit, User
from sufflor.search import actions as search
from sufflor.search import log
from sufflor.search.log import Note, What
from sufflor.search.models import Audience, Promotion, SynonymGroup, Translation
from tests.cast import MORNING


@pytest.fixture
def editor(client: Client, eva_editor: User) -> Client:
    client.force_login(eva_editor)
    return client


@pytest.fixture
def page(db: None) -> search.Entry:
    entry = search.Entry(
        ref="knowledge.article:1",
        kind="article",
        url="/personal/skjerme/",
        title="Skjerme et navn",
        language="nb",
        audience=Audience.PUBLIC,
    )
    search.index(entry, at=MORNING)
    return entry


def test_a_group_works_from_the_next_search_and_is_taken_away(
    editor: Client, page: search.Entry
) -> None:
    answer = editor.post(reverse("synonyms_new"), {"expressions": "gulrotpresse\nskjerme"})

    assert answer.status_code == 303
    assert page.title in editor.get("/sok/?q=gulrotpresse").content.decode()
    assert "gulrotpresse, skjerme" in editor.get(answer.url).content.decode()
    editor.post(reverse("synonyms_drop", args=[SynonymGroup.objects.get().pk]))
    assert page.title not in editor.get("/sok/?q=gulrotpresse").content.decode()


def test_a_refused_group_keeps_what_was_typed(editor: Client) -> None:
    answer = editor.post(reverse("synonyms_new"), {"expressions": "bare dette"})

    assert answer.status_code == 422
    assert "bare dette" in answer.content.decode()


def test_an_english_word_is_kept_and_taken_away(editor: Client) -> None:
    editor.post(reverse("translation_new"), {"english": "Leave", "norwegian": "permisjon"})

    kept = Translation.objects.get()
    assert str(kept) == "leave – permisjon"
    editor.post(reverse("translation_drop", args=[kept.pk]))
    assert not Translation.objects.exists()


def test_a_page_is_chosen_among_the_hits_and_marked_for_readers(
    editor: Client, page: search.Entry
) -> None:
    address = f"{reverse('promote_hit')}?sok=gulrotpresse&finn=skjerme"
    assert page.title in editor.get(address).content.decode()

    answer = editor.post(address, {"query": "gulrotpresse", "ref": page.ref})

    assert answer.status_code == 303
    shown = editor.get("/sok/?q=gulrotpressa").content.decode()
    assert page.title in shown
    assert "Valgt av oss" in shown
    editor.post(reverse("demote_hit", args=[Promotion.objects.get().pk]))
    assert page.title not in editor.get("/sok/?q=gulrotpresse").content.decode()


def test_what_is_no_hit_is_not_chosen(editor: Client, page: search.Entry) -> None:
    address = f"{reverse('promote_hit')}?sok=skjerme"

    answer = editor.post(address, {"query": "skjerme", "ref": "knowledge.article:99"})

    assert answer.status_code == 422
    assert not Promotion.objects.exists()


def test_the_list_costs_the_same_however_long(
    editor: Client, page: search.Entry, django_assert_max_num_queries
) -> None:
    for number in range(5):
        words = {"english": f"word{number}a", "norwegian": "skjerme"}
        editor.post(reverse("translation_new"), words)

    with django_assert_max_num_queries(15):
        editor.get(reverse("search_words"))


def test_the_log_shows_what_five_searched_for_and_gives_it_as_csv(editor: Client) -> None:
    for visit, text in [*((str(number), "=parkere bil") for number in range(5)), ("9", "kari")]:
        log.note(Note(What.ASKED, visit, timezone.now(), text=text))
    log.write()

    page = editor.get(reverse("search_log")).content.decode()
    file = editor.get(reverse("search_log_file"), {"dager": "7"}).content.decode("utf-8-sig")

    assert "parkere bil" in page
    assert "Fant ingenting" in page
    assert "kari" not in page + file
    assert file.splitlines()[1] == "parkere bil;5;5;0;0"


def test_what_is_published_of_how_it_is_counted_follows_how_long_a_visit_lasts(
    editor: Client, settings: LazySettings
) -> None:
    settings.SESSION_COOKIE_AGE = 7200

    for address in (reverse("search_log"), reverse("privacy")):
        assert "senest etter 2 timer" in editor.get(address).content.decode()


def test_what_is_missing_becomes_a_draft_with_the_words_on_it(
    editor: Client, personnel: CaseArea, hr_department: Unit, eva_editor: User
) -> None:
    knowledge.open_section(unit=hr_department, by=eva_editor, at=MORNING)
    for number in range(5):
        log.note(Note(What.ASKED, str(number), timezone.now(), text="parkere bil"))
    log.write()
    page = editor.get(reverse("search_gaps")).content.decode()
    address = f"{reverse('begin_article')}?tittel=Parkere+bil&amp;ord=parkere+bil"
    assert address in page

    answer = editor.post(
        address,
        {"title": "Parkere", "area": personnel.pk, "language": "nb", "words": "parkere bil\nbås"},
    )

    assert answer.status_code == 303
    article = Article.objects.get()
    assert (article.title, article.search_words, article.live) == (
        "Parkere",
        "parkere bil, bås",
        False,
    )


def test_nobody_begins_an_article_for_another_department(editor: Client, archive: CaseArea) -> None:
    answer = editor.post(
        reverse("begin_article"), {"title": "Arkiv", "area": archive.pk, "language": "nb"}
    )

    assert answer.status_code == 422
    assert not Article.objects.exists()
