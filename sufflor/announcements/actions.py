"""Everything that changes the message channel. One function, one thing an editor does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.announcements import rules
from sufflor.announcements.models import (
    LONGEST_BODY,
    Correction,
    Language,
    Notice,
    NoticeTag,
    Tag,
)
from sufflor.events import actions as events
from sufflor.events.http import CHROME, NOTICES
from sufflor.events.models import reference
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import Unit, User
from sufflor.search import actions as search
from sufflor.search.models import Audience


class NothingSaid(Refusal):
    reason = _("Give the notice a title and a text.")


class TooLong(Refusal):
    reason = _("The text is too long for the message channel. Shorten it, or link to an article.")


class NobodyAnswers(Refusal):
    reason = _("Say how people reach the unit that answers for the notice.")


class CriticalForHowLong(Refusal):
    reason = _("Say when a critical notice stops being critical: a time that is still to come.")


class NoReason(Refusal):
    reason = _("Say in one sentence what was wrong.")


class Withdrawn(Refusal):
    reason = _("This notice is withdrawn and cannot be changed.")


@dataclass(frozen=True)
class Wording:
    """What a notice says and in which language."""

    title: str
    body: str
    language: Language = Language.BOKMAAL

    def cleaned(self) -> Wording:
        wording = Wording(one_line(self.title), clean(self.body), Language(self.language))
        if not wording.title or not wording.body:
            raise NothingSaid
        if len(wording.title) > 160 or len(wording.body) > LONGEST_BODY:
            raise TooLong
        return wording


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
    _index(notice, at)
    events.record("notice.posted", about=notice, by=by, at=at, critical=notice.is_critical)
    _touch(notice)
    return notice


@transaction.atomic
def correct(*, notice: Notice, wording: Wording, reason: str, by: User, at: datetime) -> Notice:
    """Change what a notice says, in the open: what stood there before is kept, with the reason."""
    require(rules.may_post(by))
    notice = _locked(notice)
    wording, reason = wording.cleaned(), one_line(reason)[:300]
    if (wording.title, wording.body) == (notice.title, notice.body):
        return notice
    if not reason:
        raise NoReason
    Correction.objects.create(
        notice=notice,
        title_before=notice.title,
        title_after=wording.title,
        body_before=notice.body,
        body_after=wording.body,
        reason=reason,
        by=by,
        at=at,
    )
    notice.title, notice.body = wording.title, wording.body
    notice.save(update_fields=["title", "body"])
    _index(notice, at)
    events.record("notice.corrected", about=notice, by=by, at=at, reason=reason)
    _touch(notice)
    return notice


@transaction.atomic
def pin(*, notice: Notice, by: User, at: datetime) -> None:
    """Keep a notice on top. Pinning twice is the same as pinning once."""
    require(rules.may_post(by))
    notice = _locked(notice)
    if notice.is_pinned:
        return
    notice.pinned_at, notice.pinned_by = at, by
    notice.save(update_fields=["pinned_at", "pinned_by"])
    events.record("notice.pinned", about=notice, by=by, at=at)
    _touch(notice)


@transaction.atomic
def unpin(*, notice: Notice, by: User, at: datetime) -> None:
    """Let a notice take its place among the others again."""
    require(rules.may_post(by))
    notice = _locked(notice)
    if not notice.is_pinned:
        return
    notice.pinned_at = notice.pinned_by = None
    notice.save(update_fields=["pinned_at", "pinned_by"])
    events.record("notice.unpinned", about=notice, by=by, at=at)
    _touch(notice)


@transaction.atomic
def withdraw(*, notice: Notice, by: User, at: datetime) -> None:
    """Take a notice away from readers; it stays in the records. Twice is the same as once."""
    require(rules.may_post(by))
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.is_withdrawn:
        return
    notice.withdrawn_at, notice.withdrawn_by = at, by
    notice.save(update_fields=["withdrawn_at", "withdrawn_by"])
    search.remove(reference(notice))
    events.record("notice.withdrawn", about=notice, by=by, at=at)
    _touch(notice)


def _locked(notice: Notice) -> Notice:
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.is_withdrawn:
        raise Withdrawn
    return notice


def _twin(wording: Wording, by: User, at: datetime) -> Notice | None:
    """A form that was sent twice, or a request that was tried again."""
    return Notice.objects.filter(
        title=wording.title,
        body=wording.body,
        published_by=by,
        published_at__gt=at - timedelta(minutes=1),
        published_at__lte=at,
    ).first()


def _index(notice: Notice, at: datetime) -> None:
    entry = search.Entry(
        ref=reference(notice),
        kind="notice",
        url=f"/meldinger/{notice.pk}/",
        title=notice.title,
        summary=notice.body[:200],
        body=notice.body,
        language=notice.language,
        audience=Audience.PUBLIC,
    )
    search.index(entry, at=at)


def _touch(notice: Notice) -> None:
    """Critical notices are shown on every page, so every page has to hear of them."""
    events.touch(NOTICES, changed=[notice.pk])
    if notice.is_critical:
        events.touch(CHROME)
