"""Whoever publishes the article of an answer publishes the answer: at the desk, in the editor, or
by approving what was sent there (ADR 5)."""

from __future__ import annotations

from wagtail.signals import page_published

from sufflor.knowledge.following import deed_of_now
from sufflor.knowledge.models import Article
from sufflor.questions import actions


def connect() -> None:
    page_published.connect(article_published, sender=Article)


def article_published(instance: Article, **kwargs: object) -> None:
    # A publication that is put off until later is announced as well, before anyone may read it.
    if instance.live:
        by, at = deed_of_now()
        actions.article_was_published(article=instance, by=by, at=at)
