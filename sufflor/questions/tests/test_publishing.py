"""An answer outlives its hour."""

from __future__ import annotations

import pytest

from sufflor.events.models import Event, Topic
from sufflor.knowledge import actions as knowledge
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import Answer
from sufflor.search.models import Document
from tests.cast import MORNING


@pytest.fixture
def answer(question, per_second_line):
    return actions.answer(question=question, text="Bruk Skjerm.", by=per_second_line, at=MORNING)


def draft(answer, by, title="Skjerme et navn"):
    return actions.draft_article(answer=answer, title=title, by=by, at=MORNING)


def test_one_click_makes_a_draft_with_everything_filled_in(answer, question, hilde_host):
    article = draft(answer, hilde_host)

    assert (article.title, article.area, article.role) == (
        "Skjerme et navn",
        question.area,
        question.role,
    )
    assert "Bruk Skjerm." in article.body
    assert article.source_url == f"/svar/{question.pk}-hvordan-skjermer-jeg-et-navn/"
    assert not article.live


def test_a_draft_without_a_title_takes_the_question_for_one(answer, question, hilde_host):
    assert draft(answer, hilde_host, title="  ").title == question.text


def test_another_click_publishes_and_both_are_found(answer, question, hilde_host):
    draft(answer, hilde_host)

    article = actions.publish(answer=answer, by=hilde_host, at=MORNING)

    assert article.live
    assert set(Document.objects.values_list("kind", flat=True)) == {"answer", "article"}
    card = queries.newest_answers()[0]
    assert (card.article_title, card.article_url) == (article.title, article.get_absolute_url())


def test_a_draft_is_on_no_page_and_in_no_search(answer, hilde_host):
    draft(answer, hilde_host)

    assert queries.newest_answers()[0].article_url == ""
    assert not Document.objects.filter(kind="article").exists()


def test_an_answer_is_drafted_once(answer, hilde_host):
    draft(answer, hilde_host)

    with pytest.raises(actions.AlreadyDrafted):
        draft(answer, hilde_host)


def test_what_has_no_draft_is_not_published(answer, hilde_host):
    with pytest.raises(actions.NotDrafted):
        actions.publish(answer=answer, by=hilde_host, at=MORNING)


def test_an_answer_is_published_once(answer, hilde_host):
    draft(answer, hilde_host)
    actions.publish(answer=answer, by=hilde_host, at=MORNING)

    with pytest.raises(actions.AlreadyPublished):
        actions.publish(answer=answer, by=hilde_host, at=MORNING)

    assert Event.objects.filter(verb="answer.published").count() == 1


def test_editors_publish_too_and_those_who_only_answer_do_not(answer, eva_editor, per_second_line):
    with pytest.raises(NotAllowed):
        draft(answer, per_second_line)

    assert draft(answer, eva_editor)


def test_publishing_moves_the_hour_and_the_list_of_answers_on(answer, morning, hilde_host):
    draft(answer, hilde_host)
    before = dict(Topic.objects.values_list("name", "revision"))

    actions.publish(answer=answer, by=hilde_host, at=MORNING)

    after = dict(Topic.objects.values_list("name", "revision"))
    assert after[morning.topic] == before[morning.topic] + 1
    assert after["answers"] == before["answers"] + 1


def test_an_article_that_is_withdrawn_is_no_longer_pointed_to(answer, hilde_host):
    from sufflor.knowledge import actions as knowledge

    article = draft(answer, hilde_host)
    actions.publish(answer=answer, by=hilde_host, at=MORNING)

    knowledge.withdraw_article(article=article, by=hilde_host, at=MORNING)

    assert queries.newest_answers()[0].article_url == ""


def test_the_states_of_a_question_follow_from_its_rows(answer, question, hilde_host):
    def state():
        return rules.state_of(type(question).objects.get(pk=question.pk))

    assert state() == rules.State.ANSWERED
    draft(answer, hilde_host)
    assert state() == rules.State.DRAFTED
    actions.publish(answer=answer, by=hilde_host, at=MORNING)
    assert state() == rules.State.PUBLISHED
    Answer.objects.get().article.delete()
    assert state() == rules.State.ANSWERED


def test_an_identity_number_in_the_answer_the_title_or_the_draft_is_not_published(
    answer, hilde_host
):
    number = "158376 00186"
    with pytest.raises(actions.NumberInPublic, match="Tittelen"):
        draft(answer, hilde_host, title=f"Om {number}")
    Answer.objects.update(text=f"Søk på {number}.")
    with pytest.raises(actions.NumberInPublic, match="Svaret"):
        draft(answer, hilde_host)
    Answer.objects.update(text="Søk på navnet.")
    article = draft(answer, hilde_host)
    article.body = "<p>Søk på <b>158376</b> 00186.</p>"
    article.save_revision()

    with pytest.raises(actions.NumberInPublic, match="Artikkelen"):
        actions.publish(answer=answer, by=hilde_host, at=MORNING)

    article.refresh_from_db()
    assert not article.live


@pytest.fixture
def asks_approval(hr_department, anne_admin):
    """The department that keeps the area's texts has them approved first."""
    section = knowledge.open_section(unit=hr_department, by=anne_admin, at=MORNING)
    knowledge.ask_for_approval(section=section, by=anne_admin, at=MORNING)


def test_where_texts_are_approved_it_is_sent_and_published_by_whoever_approves(
    asks_approval, answer, hilde_host, anne_admin
):
    article = draft(answer, hilde_host)

    for _press in range(2):
        assert not actions.publish(answer=answer, by=hilde_host, at=MORNING).live
    assert Event.objects.filter(verb="text.sent_for_approval").count() == 1
    assert Answer.objects.get().published_at is None
    article.refresh_from_db()
    with knowledge.Deed(by=anne_admin, at=MORNING):
        article.current_workflow_task_state.approve(user=anne_admin)

    assert queries.newest_answers()[0].article_title == article.title
    assert Answer.objects.get().published_by == anne_admin


def test_whoever_approves_such_texts_publishes_them(asks_approval, answer, anne_admin):
    draft(answer, anne_admin)

    assert actions.publish(answer=answer, by=anne_admin, at=MORNING).live


def test_the_answer_is_published_also_where_an_editor_publishes_its_draft(
    answer, hilde_host, eva_editor
):
    article = draft(answer, hilde_host)

    article.get_latest_revision().publish(user=eva_editor, skip_permission_checks=True)

    assert queries.newest_answers()[0].article_title == article.title
    assert Event.objects.filter(verb="answer.published").count() == 1
