"""A notice that is written and not yet shown: changed freely, or called off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.announcements import rules
from sufflor.announcements.actions import keeping
from sufflor.announcements.actions.posting import when
from sufflor.announcements.actions.telling import Told
from sufflor.announcements.actions.wording import Wording
from sufflor.announcements.models import Group, Notice, Tag
from sufflor.events import actions as events
from sufflor.lib.refusals import require
from sufflor.organization.models import Unit, User


@transaction.atomic
def change_planned(
    *,
    notice: Notice,
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
    """Make a planned notice another, without a trail, since nobody has seen it.

    Without `show_at` it is posted at once.
    """
    require(rules.may_post(by))
    notice = keeping.still_planned(notice, at)
    shown_at = when(show_at, at)
    told = Told(wording, unit, contact, tags, targets, critical_until).checked(shown_at=shown_at)
    was_critical = notice.is_critical
    notice.published_at = shown_at
    told.fill(notice)
    notice.save()
    told.write_rows(notice)
    events.record("notice.changed", about=notice, by=by, at=at, show_at=shown_at.isoformat())
    if notice.is_planned(at):
        keeping.touch(notice, was_critical=was_critical)
    else:
        keeping.make_known(notice, at)
    return notice


@transaction.atomic
def call_off(*, notice: Notice, by: User, at: datetime) -> None:
    """Drop a planned notice; it stays in the records. Twice is the same as once."""
    require(rules.may_post(by))
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.is_called_off:
        return
    notice = keeping.still_planned(notice, at)
    notice.withdrawn_at, notice.withdrawn_by = at, by
    notice.save(update_fields=["withdrawn_at", "withdrawn_by"])
    events.record("notice.called_off", about=notice, by=by, at=at)
    keeping.touch(notice)
