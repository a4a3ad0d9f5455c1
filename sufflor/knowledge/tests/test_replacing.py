"""Two departments have written the same: one text stays, and the other leads there."""

from __future__ import annotations

import pytest

from sufflor.knowledge import actions, queries
from sufflor.knowledge.models import Article, State, ThemeList, ThemePage
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import CaseArea, User
from sufflor.search.models import Audience
from sufflor.search.queries import search
from tests.cast import DAY, MORNING


def write(title: str, area: CaseArea, by: User) -> Article:
    draft = actions.draft_article(
        title=title, body="Om ferie.", area=area, role="alle", language="nb", by=by, at=MORNING
    )
    return actions.publish_article(article=draft, by=by, at=MORNING)


@pytest.fixture
def old(personnel, eva_editor) -> Article:
    return write("Ferie før", personnel, eva_editor)


@pytest.fixture
def new(archive, anne_admin) -> Article:
    return write("Ferie nå", archive, anne_admin)


def replace(old: Article, new: Article, by: User) -> None:
    address = f"https://sufflor.example/nn/tema/arkiv/{new.address}/"
    actions.replace_article(article=old, address=address, by=by, at=MORNING)


def test_whoever_looks_for_it_is_led_to_what_says_it_now(client, old, new, eva_editor, anne_admin):
    theme = actions.open_theme(
        page=ThemePage(title="Fri"),
        owner=old.owner_unit,
        above=None,
        by=anne_admin,
        at=MORNING,
    )
    shelf = ThemeList(title="Ferie")
    actions.curate(page=theme, shelves=[(shelf, [old])], by=anne_admin, at=MORNING)

    replace(old, new, eva_editor)

    answer = client.get("/nn/tema/personal/ferie-for/")
    assert (answer.status_code, answer["Location"]) == (302, "/nn/tema/arkiv/ferie-na/")
    hits = search("ferie", audience=Audience.PUBLIC, language="nb").hits
    assert [hit.title for hit in hits] == ["Ferie nå"]
    page = client.get("/tema/fri/").content.decode()
    assert "/tema/arkiv/ferie-na/" in page
    # It is no draft that anybody is to finish.
    assert queries.upkeep(old.owner_unit, DAY).drafts == ()


def test_what_replaces_may_be_replaced_itself(client, old, new, eva_editor, anne_admin, archive):
    replace(old, new, eva_editor)
    newest = write("Ferie til slutt", archive, anne_admin)

    replace(new, newest, anne_admin)

    for address in ("/tema/personal/ferie-for/", "/tema/arkiv/ferie-na/"):
        assert client.get(address)["Location"] == "/tema/arkiv/ferie-til-slutt/"


def test_a_text_that_is_published_anew_is_read_again(client, old, new, eva_editor):
    replace(old, new, eva_editor)

    actions.publish_article(article=old, by=eva_editor, at=MORNING)

    assert client.get("/tema/personal/ferie-for/").status_code == 200
    old.refresh_from_db()
    assert (old.replaced_by, old.state) == (None, State.UNVALIDATED)


def test_what_is_not_read_leads_to_nothing(client, old, new, eva_editor, anne_admin):
    replace(old, new, eva_editor)

    actions.withdraw_article(article=new, by=anne_admin, at=MORNING)

    assert client.get("/tema/personal/ferie-for/").status_code == 404


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("", actions.NoSuchText),
        ("/tema/personal/finnes-ikke/", actions.NoSuchText),
        ("/tema/personal/ferie-for/", actions.ReplacesItself),
    ],
)
def test_what_says_it_now_is_another_text_that_is_read(old, eva_editor, address, refusal):
    with pytest.raises(refusal):
        actions.replace_article(article=old, address=address, by=eva_editor, at=MORNING)

    assert Article.objects.get().live


def test_another_departments_text_is_left_alone(old, new, eva_editor):
    with pytest.raises(NotAllowed):
        replace(new, old, eva_editor)
