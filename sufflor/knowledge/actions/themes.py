"""Theme pages: opened, given their lists, changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.actions.sections import open_section
from sufflor.knowledge.models import Article, LearningPath, Link, ThemeItem, ThemeList, ThemePage
from sufflor.organization.models import Unit, User


@transaction.atomic
def open_theme(
    *, page: ThemePage, owner: Unit, above: ThemePage | None, by: User, at: datetime
) -> ThemePage:
    """Put a new theme page in its owner's section, or under another theme page, and publish it."""
    parent = above or open_section(unit=owner, by=by, at=at)
    page.live = False
    with Deed(by=by, at=at):
        parent.add_child(instance=page)
        page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    return ThemePage.objects.get(pk=page.pk)


@transaction.atomic
def curate(
    *,
    page: ThemePage,
    shelves: Sequence[tuple[ThemeList, Sequence[Article | LearningPath | Link]]],
    by: User,
    at: datetime,
) -> ThemePage:
    """Give a theme page these lists, in this order, and publish it."""
    page.lists = [_filled(shelf, things) for shelf, things in shelves]
    with Deed(by=by, at=at):
        page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    return ThemePage.objects.get(pk=page.pk)


@transaction.atomic
def announce_change(*, verb: str, about: models.Model, by: User | None, at: datetime) -> None:
    """Tell history and readers that a theme page is another than before."""
    events.record(verb, about=about, by=by, at=at)
    events.touch(KNOWLEDGE)


def _filled(shelf: ThemeList, things: Sequence[Article | LearningPath | Link]) -> ThemeList:
    shelf.items = [_item(thing) for thing in things]
    return shelf


def _item(thing: Article | LearningPath | Link) -> ThemeItem:
    if isinstance(thing, Article):
        return ThemeItem(article=thing)
    return ThemeItem(path=thing) if isinstance(thing, LearningPath) else ThemeItem(link=thing)
