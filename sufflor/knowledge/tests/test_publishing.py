"""Drafting, publishing, reviewing and withdrawing an article."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from wagtail.models import Page, Revision

from sufflor.events.models import Event
from sufflor.events.queries import history, revisions
from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, Section, State
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import CaseArea, User
from sufflor.search.models import Audience
from sufflor.search.queries import search
from tests.articles import drafted
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def draft(personnel: CaseArea, hilde_host: User) -> Article:
    return drafted(
        personnel,
        hilde_host,
        body="Ferie føres i skjemaet.\n\n- Velg dato\n- Send inn",
        source_label="Spørretimen 29. oktober",
        source_url="/svar/1-ferie/",
    )


def found(text: str) -> list[str]:
    hits = search(text, audience=Audience.PUBLIC, language="nb").hits
    return [hit.title for hit in hits]


def verbs(article: Article) -> list[str]:
    return [event.verb for event in history(article)]


def test_a_draft_stands_in_the_section_of_the_areas_owner_and_is_read_by_nobody(draft, personnel):
    assert Section.objects.get(unit=personnel.owner) == draft.get_parent().specific
    assert not draft.live
    assert found("ferie") == []
    assert verbs(draft) == ["article.drafted"]


def test_plain_text_becomes_paragraphs_and_lists(draft):
    assert draft.body == (
        "<p>Ferie føres i skjemaet.</p>\n<ul><li>Velg dato</li><li>Send inn</li></ul>"
    )


def test_a_published_article_is_found_and_moves_the_revision(draft, hilde_host):
    before = revisions(["knowledge"])["knowledge"]

    article = actions.publish_article(article=draft, by=hilde_host, at=LATER)

    assert article.live
    assert article.state == State.UNVALIDATED
    assert article.summary == "Ferie føres i skjemaet. Velg dato Send inn"
    assert article.published_at == LATER
    assert found("ferie") == ["Registrere ferie"]
    assert revisions(["knowledge"])["knowledge"] > before
    event = Event.objects.get(verb="article.published")
    assert (event.at, event.by) == (LATER, f"organization.user:{hilde_host.pk}")


def test_publishing_twice_is_the_same_as_publishing_once(draft, hilde_host):
    for _ in range(2):
        actions.publish_article(article=draft, by=hilde_host, at=LATER)

    assert verbs(draft).count("article.published") == 1
    assert Revision.objects.for_instance(draft).count() == 1


def test_a_withdrawn_article_is_not_found(draft, hilde_host):
    article = actions.publish_article(article=draft, by=hilde_host, at=LATER)

    article = actions.withdraw_article(article=article, by=hilde_host, at=LATER)

    assert not article.live
    assert article.state == State.DRAFT
    assert found("ferie") == []
    assert verbs(article)[-1] == "article.withdrawn"


def test_others_do_not_withdraw_it(draft, hilde_host, kari):
    article = actions.publish_article(article=draft, by=hilde_host, at=LATER)

    with pytest.raises(NotAllowed):
        actions.withdraw_article(article=article, by=kari, at=LATER)


def test_a_deleted_article_leaves_the_index_and_keeps_its_history(draft, hilde_host):
    article = actions.publish_article(article=draft, by=hilde_host, at=LATER)

    Page.objects.get(pk=article.pk).specific.delete()

    assert found("ferie") == []
    assert Event.objects.filter(about=f"knowledge.article:{draft.pk}").exists()


def test_deleting_a_whole_section_takes_its_articles_out_of_the_index(draft, hilde_host):
    actions.publish_article(article=draft, by=hilde_host, at=LATER)

    draft.get_parent().specific.delete()

    assert found("ferie") == []


def test_its_own_department_validates_an_article(draft, hilde_host, eva_editor):
    article = actions.publish_article(article=draft, by=hilde_host, at=LATER)

    article = actions.validate_article(
        article=article, next_review=date(2027, 5, 1), by=eva_editor, at=LATER
    )

    assert (article.state, article.reviewed_by) == (State.VALIDATED, eva_editor)
    hit = search("ferie", audience=Audience.PUBLIC, language="nb").hits[0]
    assert hit.validated


def test_others_do_not_validate_it(draft, hilde_host, kari):
    article = actions.publish_article(article=draft, by=hilde_host, at=LATER)

    with pytest.raises(NotAllowed):
        actions.validate_article(article=article, next_review=None, by=kari, at=LATER)


def test_a_draft_cannot_be_validated(draft, eva_editor):
    with pytest.raises(actions.NotFromHere):
        actions.validate_article(article=draft, next_review=None, by=eva_editor, at=LATER)


def test_an_outdated_article_that_is_rewritten_must_be_validated_again(
    draft, hilde_host, eva_editor
):
    article = actions.publish_article(article=draft, by=hilde_host, at=LATER)
    actions.validate_article(article=article, next_review=None, by=eva_editor, at=LATER)
    article = actions.mark_outdated(article=article, by=eva_editor, at=LATER)
    article.body = "<p>Nytt</p>"
    article.save_revision(user=eva_editor)

    article = actions.publish_article(article=article, by=eva_editor, at=LATER)

    assert article.state == State.UNVALIDATED
    assert article.html == "<p>Nytt</p>"


def test_an_older_revision_does_not_bring_an_older_standing_back(draft, hilde_host, eva_editor):
    article = actions.publish_article(article=draft, by=hilde_host, at=LATER)
    actions.validate_article(article=article, next_review=None, by=eva_editor, at=LATER)

    Revision.objects.for_instance(article).earliest("pk").publish(
        user=eva_editor, skip_permission_checks=True
    )

    article = Article.objects.get(pk=article.pk)
    assert article.state == State.VALIDATED
    assert article.address == "registrere-ferie"


def test_two_articles_with_one_title_get_two_addresses(draft, personnel, hilde_host):
    other = drafted(personnel, hilde_host, body="Annet", language="nn")

    assert (draft.address, other.address) == ("registrere-ferie", "registrere-ferie-2")


def test_a_publication_that_is_put_off_waits(draft, hilde_host):
    draft.go_live_at = MORNING + timedelta(days=5000)
    draft.save_revision(user=hilde_host)

    article = actions.publish_article(article=draft, by=hilde_host, at=LATER)

    assert not article.live
    assert found("ferie") == []


def test_two_articles_that_lead_to_each_other_are_read_as_any_other(
    client, draft, personnel, hilde_host
):
    other = drafted(personnel, hilde_host, title="Søke permisjon", body="")
    for one, to in ((draft, other), (other, draft)):
        one.body = f'<p>Les også <a linktype="page" id="{to.pk}">om dette</a>.</p>'
        one.save_revision(user=hilde_host)
        actions.publish_article(article=one, by=hilde_host, at=LATER)

    for one, to in ((draft, other), (other, draft)):
        page = client.get(one.get_absolute_url()).content.decode()
        assert f'href="{to.get_absolute_url()}"' in page.replace("http://testserver", "")


def test_an_article_of_two_hundred_kilobytes_is_published_and_found(client, personnel, hilde_host):
    words = " ".join(f"ord{number % 900}" for number in range(30_000))
    article = actions.import_article(
        article=Article(title="Hele regelverket", area=personnel),
        body=f"{words}\n\nTil slutt om permisjonssøknader.",
        next_review=None,
        by=hilde_host,
        at=MORNING,
    )

    assert len(article.html) > 200_000
    assert client.get(article.get_absolute_url()).status_code == 200
    assert found("permisjonssøknader") == ["Hele regelverket"]
