"""Letting an answer outlive its hour, as an article under its theme page."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sufflor.events import actions as events
from sufflor.events.http import ANSWERS
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge import prose
from sufflor.knowledge.models import Article
from sufflor.knowledge.rules import must_be_approved
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line, shortened
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions.states import locked_answer
from sufflor.questions.actions.wording import require_no_number
from sufflor.questions.models import Answer

TITLE_LENGTH = 120


class AlreadyDrafted(Refusal):
    reason = gettext_lazy("This answer already has a draft article.")


class NotDrafted(Refusal):
    reason = gettext_lazy("Make a draft article of the answer first.")


class AlreadyPublished(Refusal):
    reason = gettext_lazy("This answer is already published as an article.")


class NothingIsPublished(Refusal):
    reason = gettext_lazy("This is a rehearsal: what is answered here becomes no article.")


@transaction.atomic
def draft_article(*, answer: Answer, title: str, by: User, at: datetime) -> Article:
    """Make the answer a draft article: title, text, area, role and source are filled in."""
    require(rules.may_publish(by))
    answer = locked_answer(answer)
    if answer.article_id:
        raise AlreadyDrafted
    question = answer.question
    if question.hour.is_rehearsal:
        raise NothingIsPublished
    title = shortened(one_line(title) or question.text, TITLE_LENGTH)
    require_no_number(title=title, answer=answer.text)
    article = knowledge.draft_article(
        title=title,
        body=answer.text,
        area=question.area,
        role=question.role,
        language=question.language,
        help_kind=question.help_kind,
        work_system=question.work_system,
        source_label=_source(answer),
        source_url=answer.path,
        by=by,
        at=at,
    )
    # An article that was deleted leaves its answer unpublished when it gets another.
    answer.article, answer.published_at, answer.published_by = article, None, None
    answer.save(update_fields=["article", "published_at", "published_by"])
    events.record("answer.drafted", about=question, by=by, at=at, article=article.pk)
    return article


@transaction.atomic
def publish(*, answer: Answer, by: User, at: datetime) -> Article:
    """Publish the answer's article: from now on everyone finds it.

    Where the department has its texts approved first it is sent for approval instead, and becomes
    everyone's when it has been approved.
    """
    require(rules.may_publish(by))
    answer = locked_answer(answer)
    if answer.article is None:
        raise NotDrafted
    if answer.published_at:
        raise AlreadyPublished
    # An editor may have written more into the draft.
    draft: Article = answer.article.get_latest_revision_as_object()
    require_no_number(title=draft.title, article=prose.plain(draft.body))
    if must_be_approved(answer.article, by, at):
        knowledge.send_for_approval(article=answer.article, by=by, at=at)
        events.touch(answer.question.hour.topic, changed=[answer.question.pk])
        return draft
    article = knowledge.publish_article(article=answer.article, by=by, at=at)
    # Nothing was left to publish where an editor was first, before the answer had its draft.
    article_was_published(article=article, by=by, at=at)
    return article


@transaction.atomic
def article_was_published(*, article: Article, by: User | None, at: datetime) -> None:
    """The answer it was made of points to it from now on; where none waits for that, nothing."""
    found = Answer.objects.filter(article=article, published_at=None).first()
    if found is None:
        return
    answer = locked_answer(found)
    if answer.published_at:
        return
    # Nobody presses anything when a date comes that was chosen for it.
    answer.published_at, answer.published_by = at, by or answer.written_by
    answer.save(update_fields=["published_at", "published_by"])
    question = answer.question
    events.record("answer.published", about=question, by=by, at=at, article=article.pk)
    events.touch(question.hour.topic, changed=[question.pk])
    events.touch(ANSWERS, changed=[question.pk])


def _source(answer: Answer) -> str:
    """Where the answer was given, in the language of what it says."""
    hour = answer.question.hour
    with override(answer.question.language):
        return _("Answer from %(hour)s, %(date)s") % {
            "hour": hour.title,
            "date": date_format(hour.date, "DATE_FORMAT"),
        }
