"""Another department's texts, at every address of the editor's room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from django.urls import URLPattern, URLResolver
from wagtail.admin import urls as editors_urls
from wagtail.models import Page, PageViewRestriction, Revision

from sufflor.events.models import Event
from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, Link, Section, SharedText
from tests.articles import published
from tests.cast import MORNING
from tests.listening import SOME_WORD, heard

SECRET = "Ennå hemmelig overskrift"
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# One signs out, the other fails on purpose.
UNTRIED = ("logout/", "failwhale/")
GROUPS = re.compile(r"\((?:\\d\+|live[^)]*)\)")


def addresses(patterns: object, before: str = "/admin/cms/") -> Iterator[str]:
    for one in patterns:
        here = before + str(one.pattern).removeprefix("^").removesuffix("$")
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, here)
        elif isinstance(one, URLPattern) and ".*" not in here and not here.endswith(UNTRIED):
            yield here


pytestmark = pytest.mark.once


@pytest.fixture
def theirs(archive, anne_admin) -> Article:
    article = published(archive, anne_admin, title="Journalføring", body="Om å journalføre")
    article.title = article.draft_title = SECRET
    article.save_revision(user=anne_admin)
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def their_link(records_department, anne_admin) -> Link:
    link = Link(title="Arkivlova", url="https://example.org/", owner=records_department)
    kept = actions.keep_link(link=link, by=anne_admin, at=MORNING)
    # Under the same number, so that one address reaches either.
    shared = SharedText(pk=kept.pk, title="Frist", body="<p>Fredag.</p>", owner=records_department)
    actions.keep_shared(text=shared, by=anne_admin, at=MORNING)
    return kept


@pytest.fixture
def own_section(hr_department, anne_admin) -> Section:
    return actions.open_section(unit=hr_department, by=anne_admin, at=MORNING)


def everything() -> list[object]:
    return [
        list(Page.objects.order_by("pk").values()),
        list(Article.objects.order_by("pk").values()),
        list(Revision.objects.order_by("pk").values_list("pk", "approved_go_live_at")),
        list(Link.objects.order_by("pk").values()),
        list(SharedText.objects.order_by("pk").values()),
        PageViewRestriction.objects.count(),
    ]


def filled(address: str, article: Article, link: Link, own: Section) -> str:
    """The address about what belongs to others, moved or copied to what is one's own."""
    numbers = {
        "destination_id": own.pk,
        "parent_page_id": article.get_parent().pk,
        "revision_id": article.latest_revision_id,
        "content_type_app_name": "knowledge",
        "content_type_model_name": "article",
        "app_label": "knowledge",
        "model_name": "article",
        "action": "delete",
        "action_name": "publish",
        "object_id": article.pk,
    }
    is_kept = "/knowledge/link/" in address or "/knowledge/sharedtext/" in address
    about = link.pk if is_kept else article.pk
    address = ARGUMENT.sub(lambda found: str(numbers.get(found[1], about)), address)
    address = address.replace(r"(\d+)", str(article.pk), 1).replace(r"\.\.\.", "...")
    return GROUPS.sub("live", address).replace("^", "").replace("$", "")


def test_no_address_of_the_editor_changes_what_another_department_has(
    client, eva_editor, theirs, their_link, own_section
):
    client.force_login(eva_editor)
    # Wagtail has addresses of its own that cannot take whatever is sent.
    client.raise_request_exception = False
    assert client.get("/admin/cms/").status_code == 200
    before, typed = everything(), Event.objects.count()
    sent = {
        "title": "Kapret",
        "url": "https://example.com/",
        "body": "<p>Kapret</p>",
        "language": "nb",
        "owner": their_link.owner_id,
        "new_title": "Kapret",
        "new_slug": "kapret",
        "new_parent_page": own_section.pk,
        "name": "publish",
        "action-publish": "1",
    }

    tried = 0
    for address in addresses(editors_urls.urlpatterns):
        place = filled(address, theirs, their_link, own_section)
        client.post(f"{place}?id={theirs.pk}", sent)
        tried += 1

    assert tried > 100
    assert everything() == before
    assert Event.objects.count() == typed


def test_no_address_of_the_editor_shows_what_another_department_is_writing(
    client, eva_editor, theirs, their_link, own_section
):
    client.force_login(eva_editor)
    client.raise_request_exception = False
    asked_of_some = {"id": str(theirs.pk), "q": "hemmelig", "page_type": "knowledge.article"}

    def assert_nothing_is_shown(place: str, asked: Mapping[str, str]) -> None:
        page = client.get(place, asked)
        shown = b"".join(page) if page.streaming else page.content
        assert SECRET.encode() not in shown, (place, asked)

    for address in addresses(editors_urls.urlpatterns):
        place = filled(address, theirs, their_link, own_section)
        with heard() as words:
            assert_nothing_is_shown(place, SOME_WORD)
        for word in words & asked_of_some.keys():
            assert_nothing_is_shown(place, {word: asked_of_some[word]})


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
def test_not_many_at_once_either(client, eva_editor, theirs, own_section, action):
    client.force_login(eva_editor)
    before = everything()

    for model in ("article", "page"):
        app = "knowledge" if model == "article" else "wagtailcore"
        address = f"/admin/cms/bulk/{app}/{model}/{action}/?id={theirs.pk}"
        client.post(address, {"include_descendants": "on", "chooser": own_section.pk})

    assert everything() == before


def test_an_editor_keeps_the_links_of_the_own_department_and_gives_none_away(
    client, eva_editor, their_link, own_section
):
    client.force_login(eva_editor)
    sent = {"title": "Ferieloven", "url": "https://example.org/", "language": "nb"}
    sent |= {"role": "alle", "kind": "tekst"}
    address = "/admin/cms/snippets/knowledge/link/add/"

    client.post(address, {**sent, "owner": their_link.owner_id})
    assert Link.objects.count() == 1
    client.post(address, {**sent, "owner": own_section.unit_id})
    own = Link.objects.get(title="Ferieloven")
    change = f"/admin/cms/snippets/knowledge/link/edit/{own.pk}/"
    client.post(change, {**sent, "owner": their_link.owner_id})
    client.post(f"/admin/cms/bulk/knowledge/link/delete/?id={their_link.pk}")

    own.refresh_from_db()
    assert own.owner_id == own_section.unit_id
    assert Link.objects.filter(pk=their_link.pk).exists()


@pytest.mark.parametrize("kind", ["link", "sharedtext"])
def test_an_editor_is_offered_the_own_department_alone(
    client, eva_editor, anne_admin, their_link, own_section, kind
):
    address = f"/admin/cms/snippets/knowledge/{kind}/add/"

    def offered(person) -> list[str]:
        client.force_login(person)
        owner = client.get(address).context["form"].fields["owner"]
        return [str(unit) for unit in owner.queryset]

    assert offered(eva_editor) == [own_section.unit.name]
    assert their_link.owner.name in offered(anne_admin)
