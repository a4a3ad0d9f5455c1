"""Telling everyone, now or from a time that is still to come."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.announcements import queries, rules
from sufflor.announcements.actions import keeping
from sufflor.announcements.actions.telling import Told
from sufflor.announcements.actions.wording import Wording
from sufflor.announcements.models import Group, Notice, Tag
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.rows import insert_unless_there
from sufflor.organization.models import Unit, User


class TimeHasPassed(Refusal):
    reason = _("This time has passed. Choose a later one, or leave it empty to post at once.")


@transaction.atomic
def post(
    *,
    wording: Wording,
    unit: Unit,
    contact: str,
    tags: Collection[Tag] = (),
    targets: Collection[Group] = (),
    critical_until: datetime | None = None,
    show_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Notice:
    """Tell everyone, or plan to from `show_at`.

    The same notice posted again within a minute is the one already posted.
    """
    require(rules.may_post(by))
    shown_at = when(show_at, at)
    told = Told(wording, unit, contact, tags, targets, critical_until).checked(shown_at=shown_at)
    # Two clicks at once wait for each other, so that the second one sees what the first one posted.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if twin := _twin(told.wording, by, at, shown_at):
        return twin
    notice = Notice(published_at=shown_at, published_by=by)
    told.fill(notice)
    notice.save()
    told.write_rows(notice)
    if notice.is_planned(at):
        events.record("notice.planned", about=notice, by=by, at=at, show_at=shown_at.isoformat())
        keeping.touch(notice)
    else:
        keeping.make_known(notice, at)
    return notice


@transaction.atomic
def post_once(
    *,
    key: str,
    wording: Wording,
    unit: Unit,
    contact: str,
    tags: Collection[Tag] = (),
    targets: Collection[Group] = (),
    critical_until: datetime | None = None,
    by: User | None,
    at: datetime,
) -> Notice:
    """Tell everyone, once for a key: whoever asks again gets the notice that there is.

    So the clock may ask too often, from two processes at once, or again after it died.
    """
    require(by is None or rules.may_post(by))
    told = Told(wording, unit, contact, tags, targets, critical_until).checked(shown_at=at)
    notice = Notice(key=key, published_at=at, published_by=by)
    told.fill(notice)
    is_new = insert_unless_there(notice)
    notice = Notice.objects.get(key=key)
    if is_new:
        told.write_rows(notice)
        keeping.make_known(notice, at)
    return notice


@transaction.atomic
def release(*, notice: Notice, by: User | None, at: datetime) -> bool:
    """Let search and those who follow the channel know of a planned notice whose time has come.

    Readers see it by the clock, with or without this. However often it is done, and by how many at
    once, a notice is released once; that it was is told.
    """
    require(by is None or rules.may_post(by))
    due = queries.to_release(at).select_for_update(of=("self",), no_key=True)
    found = due.filter(pk=notice.pk).first()
    if found is None:
        return False
    keeping.make_known(found, at)
    return True


def when(show_at: datetime | None, at: datetime) -> datetime:
    """When readers see what is posted now."""
    if show_at is not None and show_at <= at:
        raise TimeHasPassed
    return show_at or at


def _twin(wording: Wording, by: User, at: datetime, shown_at: datetime) -> Notice | None:
    """A form that was sent twice, or a request that was tried again."""
    just_now = Q(published_at__gt=at - timedelta(minutes=1), published_at__lte=at)
    same = Notice.objects.public().filter(title=wording.title, body=wording.body, published_by=by)
    return same.filter(Q(published_at=shown_at) | just_now).first()
