"""Where a notice stands: on top, among the others, on every page, or taken from its readers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.announcements import rules
from sufflor.announcements.actions import keeping
from sufflor.announcements.actions.telling import CriticalForHowLong
from sufflor.announcements.models import Notice
from sufflor.events import actions as events
from sufflor.events.models import reference
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User
from sufflor.search import actions as search


class NotCritical(Refusal):
    reason = _("This notice is not critical any more. Post a new one.")


@transaction.atomic
def pin(*, notice: Notice, by: User, at: datetime) -> None:
    """Keep a notice on top. Pinning twice is the same as pinning once."""
    require(rules.may_post(by))
    notice = keeping.shown(notice, at)
    if notice.is_pinned:
        return
    notice.pinned_at, notice.pinned_by = at, by
    notice.save(update_fields=["pinned_at", "pinned_by"])
    events.record("notice.pinned", about=notice, by=by, at=at)
    keeping.touch(notice)


@transaction.atomic
def unpin(*, notice: Notice, by: User, at: datetime) -> None:
    """Let a notice take its place among the others again."""
    require(rules.may_post(by))
    notice = keeping.shown(notice, at)
    if not notice.is_pinned:
        return
    notice.pinned_at = notice.pinned_by = None
    notice.save(update_fields=["pinned_at", "pinned_by"])
    events.record("notice.unpinned", about=notice, by=by, at=at)
    keeping.touch(notice)


@transaction.atomic
def keep_critical(*, notice: Notice, until: datetime | None, by: User, at: datetime) -> Notice:
    """What is critical stays on every page until another time than was said, or ends now."""
    require(rules.may_post(by))
    notice = keeping.shown(notice, at)
    if not notice.is_critical_at(at):
        raise NotCritical
    if until is not None and until <= at:
        raise CriticalForHowLong
    notice.expires_at = until or at
    notice.save(update_fields=["expires_at"])
    told = notice.expires_at.isoformat()
    events.record("notice.critical_until", about=notice, by=by, at=at, until=told)
    keeping.touch(notice)
    return notice


@transaction.atomic
def withdraw(*, notice: Notice, by: User, at: datetime) -> None:
    """Take a notice away from readers; it stays in the records. Twice is the same as once."""
    require(rules.may_post(by))
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.is_withdrawn:
        return
    notice = keeping.shown(notice, at)
    notice.withdrawn_at, notice.withdrawn_by = at, by
    notice.save(update_fields=["withdrawn_at", "withdrawn_by"])
    search.remove(reference(notice))
    events.record("notice.withdrawn", about=notice, by=by, at=at)
    keeping.touch(notice)
