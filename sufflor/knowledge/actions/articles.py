"""An article is drafted, published, reviewed, and withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.events.models import reference
from sufflor.knowledge import composing, prose, rules, soundness
from sufflor.knowledge.actions.approving import require_approved
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.actions.sections import open_section
from sufflor.knowledge.actions.standing import become, store, tell
from sufflor.knowledge.actions.verdicts import NumberInWords
from sufflor.knowledge.models import Article, Entrance, Outcome, Review, Section, State
from sufflor.knowledge.models.approving import SECTION_PATH
from sufflor.lib import personal_numbers
from sufflor.lib.refusals import require
from sufflor.lib.text import one_line, shortened
from sufflor.organization.models import CaseArea, User, WorkRole
from sufflor.search import actions as search

SEARCH_WORDS_LENGTH = 500


@transaction.atomic
def draft_article(
    *,
    title: str,
    body: str,
    area: CaseArea,
    role: str,
    language: str,
    by: User,
    at: datetime,
    source_label: str = "",
    source_url: str = "",
    help_kind: str = "",
    work_system: str = "",
    search_words: str = "",
) -> Article:
    """Begin an article from plain text, in the section of the department that owns the area. What
    it is about follows from the kind of help that was asked for, where somebody has said it."""
    section = open_section(unit=area.owner, by=by, at=at)
    article = Article(
        title=one_line(title),
        body=prose.paragraphs(body),
        area=area,
        role=role,
        language=language,
        entrance=Entrance.of(help_kind),
        work_system=one_line(work_system),
        source_label=one_line(source_label),
        source_url=source_url,
        search_words=search_words,
        owner_unit=section.unit,
        owner=by,
        live=False,
    )
    with Deed(by=by, at=at):
        section.add_child(instance=article)
        # The row has just been checked; what is missing shows when it is published.
        article.save_revision(user=by, clean=False)
    events.record("article.drafted", about=article, by=by, at=at)
    return article


@transaction.atomic
def begin_missing(
    *, title: str, words: Iterable[str], area: CaseArea, language: str, by: User, at: datetime
) -> Article:
    """Begin the article that people miss: empty, and to be found by the words that they used."""
    require(rules.may_edit_for(by, area.owner_id))
    said = ", ".join(dict.fromkeys(one_line(each).replace(",", " ") for each in words))
    if personal_numbers.found(f"{title} {said}"):
        raise NumberInWords
    return draft_article(
        title=title,
        body="",
        area=area,
        role=WorkRole.ANYONE,
        language=language,
        search_words=shortened(said, SEARCH_WORDS_LENGTH),
        by=by,
        at=at,
    )


@transaction.atomic
def import_article(
    *, article: Article, body: str, next_review: date | None, by: User, at: datetime
) -> Article:
    """Take in a text that was finished elsewhere: read by everyone at once, without a draft.

    With a date for the next review it counts as reviewed. The same rows as drafting, publishing
    and validating leave, in a third of the time: a department brings hundreds.
    """
    section = open_section(unit=article.area.owner, by=by, at=at)
    article.body = prose.paragraphs(body)
    article.owner = by
    article.first_published_at = article.last_published_at = at
    article.state = State.UNVALIDATED
    if next_review:
        article.state, article.review_date = State.VALIDATED, next_review
        article.reviewed_at, article.reviewed_by = at, by
    _make_readable(article, section, at)
    with Deed(by=by, at=at):
        section.add_child(instance=article)
    _keep_revision(article, by, at)
    if next_review:
        Review.objects.create(
            article=article, outcome=Outcome.HOLDS, next_date=next_review, by=by, at=at
        )
    tell(article, "article.imported", by, at)
    return article


@transaction.atomic
def publish_article(*, article: Article, by: User, at: datetime) -> Article:
    """Let everyone read the newest draft. Publishing what is published changes nothing."""
    article = Article.objects.get(pk=article.pk)
    if article.live and not article.has_unpublished_changes:
        return article
    require_approved(article, by, at)
    revision = article.get_latest_revision() or article.save_revision(user=by)
    soundness.require_sound(revision.as_object())
    with Deed(by=by, at=at):
        # `following` hears of it and calls `let_readers_have`, as when an editor publishes.
        revision.publish(user=by, skip_permission_checks=True)
    return Article.objects.select_related("area", "owner_unit").get(pk=article.pk)


@transaction.atomic
def withdraw_article(*, article: Article, by: User, at: datetime) -> Article:
    """Take an article from its readers; what is written stays as a draft."""
    article = Article.objects.get(pk=article.pk)
    require(rules.may_withdraw(by, article))
    with Deed(by=by, at=at):
        UnpublishPageAction(article, user=by).execute(skip_permission_checks=True)
    return Article.objects.get(pk=article.pk)


@transaction.atomic
def let_readers_have(*, article: Article, by: User | None, at: datetime) -> Article:
    """The rest of publishing, whichever way it was done: readable text, standing, index, trace.

    A text that is new, or rewritten because it was outdated, is not validated until its department
    says so; a validated text that is corrected stays validated.
    """
    section = Section.objects.select_related("unit").get(path=article.path[:SECTION_PATH])
    _make_readable(article, section, at)
    if article.state in {State.DRAFT, State.OUTDATED}:
        become(article, State.UNVALIDATED)
    article.replaced_by = None
    store(article, "owner_unit", "html", "summary", "published_at", "state", "replaced_by")
    tell(article, "article.published", by, at)
    return article


@transaction.atomic
def take_from_readers(*, article: Article, by: User | None, at: datetime) -> None:
    """The rest of withdrawing, and of deleting: out of the index, with a trace."""
    if article.state != State.DRAFT:
        become(article, State.DRAFT)
        store(article, "state")
    search.remove(reference(article))
    events.record("article.withdrawn", about=article, by=by, at=at)
    events.touch(KNOWLEDGE, changed=[article.pk])


def _make_readable(article: Article, section: Section, at: datetime) -> None:
    article.owner_unit = section.unit
    article.html = composing.readable(article)
    article.summary = article.summary or prose.summary(article.html)
    article.published_at = at


def _keep_revision(article: Article, by: User, at: datetime) -> None:
    """A published page as Wagtail leaves it: its first revision is both the newest and the live."""
    revision = Revision.objects.create(
        content_object=article,
        base_content_type=article.get_base_content_type(),
        user=by,
        created_at=at,
        content=article.serializable_data(),
        object_str=str(article),
    )
    Page.objects.filter(pk=article.pk).update(
        latest_revision=revision, live_revision=revision, latest_revision_created_at=at
    )
