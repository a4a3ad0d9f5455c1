"""Telling everyone: a notice is posted in the channel."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.announcements import rules
from sufflor.announcements.actions import keeping
from sufflor.announcements.actions.wording import Wording
from sufflor.announcements.models import Notice, NoticeTag, Tag
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import Unit, User


class NobodyAnswers(Refusal):
    reason = _("Say how people reach the unit that answers for the notice.")


class CriticalForHowLong(Refusal):
    reason = _("Say when a critical notice stops being critical: a time that is still to come.")


@transaction.atomic
def post(
    *,
    wording: Wording,
    unit: Unit,
    contact: str,
    tags: Collection[Tag] = (),
    critical_until: datetime | None = None,
    by: User,
    at: datetime,
) -> Notice:
    """Tell everyone. The same notice posted again within a minute is the one already posted."""
    require(rules.may_post(by))
    wording, contact = wording.cleaned(), one_line(contact)
    if not contact:
        raise NobodyAnswers
    if critical_until is not None and critical_until <= at:
        raise CriticalForHowLong
    # Two clicks at once wait for each other, so that the second one sees what the first one posted.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if twin := _twin(wording, by, at):
        return twin
    notice = Notice.objects.create(
        title=wording.title,
        body=wording.body,
        language=wording.language,
        unit=unit,
        contact=contact,
        is_critical=critical_until is not None,
        expires_at=critical_until,
        published_at=at,
        published_by=by,
    )
    NoticeTag.objects.bulk_create([NoticeTag(notice=notice, tag=tag) for tag in sorted(set(tags))])
    keeping.write_translations(notice, wording.others)
    keeping.index(notice, wording, at)
    events.record("notice.posted", about=notice, by=by, at=at, critical=notice.is_critical)
    keeping.touch(notice)
    return notice


def _twin(wording: Wording, by: User, at: datetime) -> Notice | None:
    """A form that was sent twice, or a request that was tried again."""
    return (
        Notice.objects.public()
        .filter(
            title=wording.title,
            body=wording.body,
            published_by=by,
            published_at__gt=at - timedelta(minutes=1),
            published_at__lte=at,
        )
        .first()
    )
