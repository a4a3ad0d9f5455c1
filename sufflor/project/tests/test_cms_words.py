"""The editor speaks Norwegian: no word of Wagtail's meets an editor in English."""

from __future__ import annotations

from pathlib import Path

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.users.models import UserProfile

from sufflor.knowledge import actions
from sufflor.knowledge.models import Link
from sufflor.project.tests.test_cms import write
from tests.cast import MORNING

pytestmark = pytest.mark.once

WAGTAIL = Path(wagtail.__file__).parent
ROOM = "/admin/cms"
# Written alike in both.
ALIKE = frozenset(
    {"Alias", "Layout", "Locale", "Status", "Status: ", "Type", "URL", "Video", "slug", "status"}
)

# No menu leads there, but administrators may: what is under way, and what was done to each page.
LOOKED_THROUGH = (
    "/workflows/task_chooser/",
    "/reports/workflow/",
    "/reports/workflow/results/",
    "/reports/workflow_tasks/",
    "/reports/workflow_tasks/results/",
    "/reports/site-history/",
    "/reports/aging-pages/",
    "/reports/page-types-usage/",
    "/reports/locked/",
)


@pytest.fixture
def untranslated(monkeypatch) -> set[str]:
    """What is said as it stands in the code, while the test runs."""
    found: set[str] = set()
    one, many = DjangoTranslation.gettext, DjangoTranslation.ngettext

    def gettext(self, message: str) -> str:
        said = one(self, message)
        if said == message:
            found.add(message)
        return said

    def ngettext(self, message: str, plural: str, number: int) -> str:
        said = many(self, message, plural, number)
        if said in {message, plural}:
            found.add(message)
        return said

    monkeypatch.setattr(DjangoTranslation, "gettext", gettext)
    monkeypatch.setattr(DjangoTranslation, "ngettext", ngettext)
    return found


def words_of_wagtail() -> set[str]:
    catalogs = WAGTAIL.glob("**/locale/en/LC_MESSAGES/django.po")
    ids = (one.id for path in catalogs for one in read_po(path.open("rb")) if one.id)
    return {one if isinstance(one, str) else one[0] for one in ids}


def asked_of(article: int, section: int, link: int) -> list[str]:
    """Where somebody who writes comes by."""
    page, many = f"/pages/{article}", f"/bulk/wagtailcore/page/{{}}/?id={article}"
    own = ("edit", "history", "usage", "copy", "move", "delete", "unpublish", "privacy")
    snippets = "/snippets/knowledge/link"
    return [
        *("/", "/account/", "/images/", "/images/chooser/", "/pages/search/?q=ferie"),
        *("/choose-page/", "/choose-external-link/", "/choose-email-link/"),
        *(f"/pages/{section}/", f"/pages/{section}/add_subpage/"),
        *(f"{page}/{one}/" for one in own),
        *(many.format(one) for one in ("publish", "unpublish", "move")),
        *(f"{snippets}/", f"{snippets}/add/", f"{snippets}/edit/{link}/"),
        *(f"{snippets}/history/{link}/", f"{snippets}/delete/{link}/"),
    ]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_word_of_the_pages_that_an_editor_meets_is_english(
    client, eva_editor, hr_department, anne_admin, personnel, untranslated, language
):
    section = actions.open_section(unit=hr_department, by=anne_admin, at=MORNING)
    UserProfile.objects.create(user=eva_editor, preferred_language=language)
    client.force_login(eva_editor)
    article = write(client, section, personnel, **{"action-publish": "1"})
    link = Link(title="Arkivplan", url="https://arkiv.example/plan", owner=hr_department)
    link = actions.keep_link(link=link, by=eva_editor, at=MORNING)
    untranslated.clear()

    statuses = {
        address: client.get(ROOM + address).status_code
        for address in asked_of(article.pk, section.pk, link.pk)
    }

    assert set(statuses.values()) <= {200, 302, 403}, statuses
    assert untranslated & words_of_wagtail() <= ALIKE


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_word_of_what_an_administrator_looks_through_is_english(
    client, eva_editor, hr_department, anne_admin, personnel, untranslated, language
):
    section = actions.open_section(unit=hr_department, by=anne_admin, at=MORNING)
    client.force_login(eva_editor)
    write(client, section, personnel, **{"action-publish": "1"})
    UserProfile.objects.create(user=anne_admin, preferred_language=language)
    client.force_login(anne_admin)
    untranslated.clear()

    statuses = {address: client.get(ROOM + address).status_code for address in LOOKED_THROUGH}

    assert set(statuses.values()) == {200}, statuses
    assert untranslated & words_of_wagtail() <= ALIKE


@pytest.mark.parametrize(
    ("browser", "chosen", "language"),
    [
        ("nn-NO,nn;q=0.9,nb;q=0.8", "", "nn"),
        ("nb-NO,nb;q=0.9", "", "nb"),
        ("en-US,en;q=0.9", "", "nb"),
        ("nn-NO,nn;q=0.9", "nb", "nb"),
        ("nb-NO,nb;q=0.9", "nn", "nn"),
    ],
)
def test_nynorsk_is_spoken_to_those_who_ask_for_it(client, eva_editor, browser, chosen, language):
    UserProfile.objects.create(user=eva_editor, preferred_language=chosen)
    client.force_login(eva_editor)

    page = client.get(f"{ROOM}/", headers={"accept-language": browser})

    assert f'lang="{language}"' in page.content.decode()
