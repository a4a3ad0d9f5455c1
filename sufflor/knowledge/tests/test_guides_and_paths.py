"""Numbered steps, texts that articles share, and learning paths."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from sufflor.events.queries import history
from sufflor.events.queries import revisions as read_revisions
from sufflor.knowledge import actions, soundness
from sufflor.knowledge.models import (
    Article,
    Check,
    GuideStep,
    LearningPath,
    Link,
    Place,
    SharedText,
    SharedUse,
)
from sufflor.knowledge.queries import holding
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import CaseArea, User
from sufflor.search.models import Audience, Document
from sufflor.search.queries import search
from tests.articles import drafted
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=2)


def found(text: str) -> list[str]:
    hits = search(text, audience=Audience.PUBLIC, language="nb").hits
    return [hit.title for hit in hits]


@pytest.fixture
def shared(hr_department, eva_editor) -> SharedText:
    actions.open_section(unit=hr_department, by=eva_editor, at=MORNING)
    text = SharedText(title="Frist", body="<p>Fristen er fredag.</p>", owner=hr_department)
    return actions.keep_shared(text=text, by=eva_editor, at=MORNING)


@pytest.fixture
def guide(personnel: CaseArea, eva_editor: User, shared: SharedText) -> Article:
    draft = drafted(personnel, eva_editor, body="Slik gjør du det.")
    draft.steps = [
        GuideStep(title="Åpne <skjemaet>", body="<p>Det ligger i menyen.</p>"),
        GuideStep(title="Send inn", shared=shared),
    ]
    draft.shared_uses = [SharedUse(text=shared, place=Place.ABOVE)]
    draft.save_revision(user=eva_editor)
    return actions.publish_article(article=draft, by=eva_editor, at=MORNING)


@pytest.fixture
def path(guide: Article, personnel: CaseArea, hr_department, eva_editor) -> LearningPath:
    link = Link(title="E-kurs", url="https://kurs.example/", owner=hr_department)
    link = actions.keep_link(link=link, by=eva_editor, at=MORNING)
    page = LearningPath(title="Ny i personalsaker", area=personnel, intro="Det første du trenger.")
    return actions.open_path(page=page, things=[guide, link], by=eva_editor, at=MORNING)


def test_steps_are_a_numbered_list_in_the_text_that_everyone_reads(guide):
    assert guide.html == (
        "<p>Fristen er fredag.</p>\n<p>Slik gjør du det.</p>\n"
        '<ol class="steps">'
        "<li><h2>Åpne &lt;skjemaet&gt;</h2><p>Det ligger i menyen.</p></li>"
        "<li><h2>Send inn</h2><p>Fristen er fredag.</p></li></ol>"
    )
    assert found("menyen") == ["Registrere ferie"]


def test_a_step_without_words_for_its_picture_is_for_some_alone():
    steps = [GuideStep(title="Se her", picture_id=1), GuideStep(title="Og her", body="<p></p>")]

    (fault,) = soundness.of_steps(steps)
    assert "“Se her”" in fault or "«Se her»" in fault


def test_a_shared_text_that_changes_reaches_readers_and_search_at_once(guide, shared, eva_editor):
    before = read_revisions(["knowledge"])["knowledge"]

    shared.body = "<p>Fristen er mandagsmorgenen.</p>"
    actions.keep_shared(text=shared, by=eva_editor, at=LATER)

    guide.refresh_from_db()
    assert guide.html.count("Fristen er mandagsmorgenen.") == 2
    assert guide.published_at == LATER
    assert found("mandagsmorgenen") == ["Registrere ferie"]
    assert read_revisions(["knowledge"])["knowledge"] > before
    assert [event.verb for event in history(guide)][-1] == "article.shared_text_changed"


def test_a_shared_text_is_kept_by_its_department_and_stays_while_it_is_read(
    guide, shared, hilde_host
):
    with pytest.raises(NotAllowed):
        actions.keep_shared(text=shared, by=hilde_host, at=LATER)
    assert list(holding(shared)) == [guide]


def test_a_shared_text_that_shuts_some_out_is_not_kept(shared, eva_editor):
    shared.body = '<p><a href="https://nav.no">her</a></p>'

    with pytest.raises(ValidationError):
        actions.keep_shared(text=shared, by=eva_editor, at=LATER)


def test_a_path_is_found_and_so_is_what_it_leads_to(path):
    assert "Ny i personalsaker" in found("ny i personalsaker")
    assert "E-kurs" in found("e-kurs")


def test_what_leads_to_nothing_is_no_hit_until_it_leads_somewhere_again(path):
    link = Link.objects.get()

    actions.note_visit(link=link, fault="borte", at=LATER)

    assert "E-kurs" not in found("e-kurs")
    actions.note_visit(link=link, fault=None, at=LATER)
    assert "E-kurs" in found("e-kurs")


def test_a_withdrawn_path_is_found_by_nobody(path):
    path.unpublish()

    assert not Document.objects.filter(kind="path").exists()


def test_checking_off_twice_is_once_and_can_be_taken_back(path, guide, kari):
    for _ in range(2):
        actions.check_off(thing=guide, by=kari, at=LATER)

    assert Check.objects.get().key == f"article-{guide.pk}"
    actions.take_back_check(thing=guide, by=kari, at=LATER)
    assert not Check.objects.exists()


def test_a_page_elsewhere_stands_in_its_area_for_its_role_and_function(
    client, guide, personnel, hr_department, eva_editor
):
    link = Link(
        title="Kurs i godkjenning",
        url="https://kurs.example/godkjenne",
        owner=hr_department,
        area=personnel,
        role="leder",
        function="godkjenne",
        kind="kurs",
        minutes=45,
    )
    actions.keep_link(link=link, by=eva_editor, at=MORNING)

    page = client.get("/tema/personal/?rolle=leder&funksjon=godkjenne").content.decode()

    assert "https://kurs.example/godkjenne" in page
    assert "45 minutter" in page
    narrowed = search("godkjenning", audience=Audience.PUBLIC, language="nb", area="personal")
    assert narrowed.hits[0].title == "Kurs i godkjenning"
    # It is no text of ours to count.
    assert client.get("/tema/personal/").context["area"].count == 1
