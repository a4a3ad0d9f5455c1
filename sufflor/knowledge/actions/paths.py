"""Learning paths: opened, changed, and gone through one thing at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.events.models import reference
from sufflor.knowledge import rules
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.actions.sections import open_section
from sufflor.knowledge.models import Article, Check, LearningPath, Link, PathItem
from sufflor.lib.refusals import require
from sufflor.organization.models import User, WorkRole
from sufflor.search import actions as search
from sufflor.search.models import Audience


@transaction.atomic
def open_path(
    *, page: LearningPath, things: Sequence[Article | Link], by: User, at: datetime
) -> LearningPath:
    """Put a new path in the section of the department that owns its area, and publish it."""
    require(rules.may_edit_for(by, page.area.owner_id))
    page.items = [
        PathItem(article=thing) if isinstance(thing, Article) else PathItem(link=thing)
        for thing in things
    ]
    page.live = False
    with Deed(by=by, at=at):
        open_section(unit=page.area.owner, by=by, at=at).add_child(instance=page)
        page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    return LearningPath.objects.get(pk=page.pk)


@transaction.atomic
def path_was_published(*, path: LearningPath, by: User | None, at: datetime) -> None:
    """The rest of publishing it, whichever way it was done."""
    with translation.override("nb"):
        url = path.get_absolute_url()
    others = (path.title_nn, path.title_en, path.intro_nn, path.intro_en)
    entry = search.Entry(
        ref=reference(path),
        kind="path",
        url=url,
        title=path.title,
        summary=path.intro,
        words="\n".join(filter(None, others)),
        language="nb",
        area=path.area.slug,
        role="" if path.role == WorkRole.ANYONE else path.role,
        audience=Audience.PUBLIC,
    )
    search.index(entry, at=at)
    events.record("path.changed", about=path, by=by, at=at)
    events.touch(KNOWLEDGE)


@transaction.atomic
def path_was_withdrawn(*, path: LearningPath, by: User | None, at: datetime) -> None:
    search.remove(reference(path))
    events.record("path.withdrawn", about=path, by=by, at=at)
    events.touch(KNOWLEDGE)


@transaction.atomic
def check_off(*, thing: Article | Link, by: User, at: datetime) -> Check:
    """One has gone through it, in every path that has it. Twice is once."""
    check, is_new = Check.objects.get_or_create(person=by, **_of(thing), defaults={"at": at})
    if is_new:
        events.record("learning.checked_off", about=thing, by=None, at=at)
    return check


@transaction.atomic
def take_back_check(*, thing: Article | Link, by: User, at: datetime) -> None:
    """What was not checked off is no fault."""
    count, _of_each = Check.objects.filter(person=by, **_of(thing)).delete()
    if count:
        events.record("learning.check_taken_back", about=thing, by=None, at=at)


def _of(thing: Article | Link) -> dict[str, Article | Link]:
    return {"article" if isinstance(thing, Article) else "link": thing}
