"""Whatever Wagtail does to a page, our readers, index and history follow: the one place of signals.

Wagtail publishes from its editor, from a schedule, from a bulk action and from our own deeds; its
signals are the only thing that all of these have in common (ADR 5). A signal is a gate: what it
says is translated, one deed is called.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, TaskState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    task_approved,
    task_rejected,
    task_submitted,
)

from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, LearningPath, Link, SharedText, ThemePage
from sufflor.organization.models import User


def connect() -> None:
    page_published.connect(article_published, sender=Article)
    page_unpublished.connect(article_withdrawn, sender=Article)
    pre_delete.connect(article_withdrawn, sender=Article)
    post_page_move.connect(article_moved, sender=Article)
    post_page_move.connect(theme_moved, sender=ThemePage)
    page_published.connect(theme_changed, sender=ThemePage)
    page_unpublished.connect(theme_changed, sender=ThemePage)
    post_delete.connect(theme_changed, sender=ThemePage)
    page_published.connect(path_published, sender=LearningPath)
    page_unpublished.connect(path_withdrawn, sender=LearningPath)
    pre_delete.connect(path_withdrawn, sender=LearningPath)
    post_save.connect(link_kept, sender=Link)
    pre_delete.connect(link_removed, sender=Link)
    post_save.connect(shared_kept, sender=SharedText)
    task_submitted.connect(text_sent, sender=TaskState)
    task_approved.connect(text_approved, sender=TaskState)
    task_rejected.connect(text_sent_back, sender=TaskState)


def article_published(instance: Article, **kwargs: object) -> None:
    # A publication that is put off until later is announced as well, before anyone may read it.
    if instance.live:
        by, at = deed_of_now()
        actions.let_readers_have(article=instance, by=by, at=at)


def article_withdrawn(instance: Article, **kwargs: object) -> None:
    by, at = deed_of_now()
    actions.take_from_readers(article=instance, by=by, at=at)


def article_moved(instance: Article, **kwargs: object) -> None:
    by, at = deed_of_now()
    actions.follow_move(article=instance, by=by, at=at)


def theme_changed(instance: ThemePage, **kwargs: object) -> None:
    by, at = deed_of_now()
    actions.announce_change(verb="theme.changed", about=instance, by=by, at=at)


def theme_moved(instance: Page, **kwargs: object) -> None:
    """It may have another keeper, and another page above it."""
    theme_changed(instance.specific)


def link_kept(instance: Link, **kwargs: object) -> None:
    by, at = deed_of_now()
    actions.link_was_kept(link=instance, by=by, at=at)


def link_removed(instance: Link, **kwargs: object) -> None:
    by, at = deed_of_now()
    actions.link_was_removed(link=instance, by=by, at=at)


def path_published(instance: LearningPath, **kwargs: object) -> None:
    if instance.live:
        by, at = deed_of_now()
        actions.path_was_published(path=instance, by=by, at=at)


def path_withdrawn(instance: LearningPath, **kwargs: object) -> None:
    by, at = deed_of_now()
    actions.path_was_withdrawn(path=instance, by=by, at=at)


def shared_kept(instance: SharedText, **kwargs: object) -> None:
    by, at = deed_of_now()
    actions.shared_was_kept(text=instance, by=by, at=at)


def text_sent(instance: TaskState, **kwargs: object) -> None:
    by, at = deed_of_now()
    actions.text_was_sent(page=instance.workflow_state.content_object, by=by, at=at)


def text_approved(instance: TaskState, **kwargs: object) -> None:
    _decided(instance, is_approved=True)


def text_sent_back(instance: TaskState, **kwargs: object) -> None:
    _decided(instance, is_approved=False)


def _decided(state: TaskState, *, is_approved: bool) -> None:
    by, at = deed_of_now()
    page = state.workflow_state.content_object
    actions.text_was_decided_on(page=page, state=state.pk, is_approved=is_approved, by=by, at=at)


def deed_of_now() -> tuple[User | None, datetime]:
    """Who and when: from our own deed, or from the editor's request and the clock."""
    context = get_active_log_context()
    at = context.at if isinstance(context, actions.Deed) else timezone.now()
    return (context.user if isinstance(context.user, User) else None), at
