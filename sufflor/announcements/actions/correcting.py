"""Correcting a notice in the open: what stood there before is kept, with what was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.announcements import rules
from sufflor.announcements.actions import keeping
from sufflor.announcements.actions.wording import Wording
from sufflor.announcements.models import Correction, Notice, Words
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User

LONGEST_REASON = 300


class NoReason(Refusal):
    reason = _("Say in one sentence what was wrong.")


@transaction.atomic
def correct(*, notice: Notice, wording: Wording, reason: str, by: User, at: datetime) -> Notice:
    """Change what a notice says. A language that is only added leaves no trail: nothing was wrong.

    Correcting into what stands there is nothing.
    """
    require(rules.may_post(by))
    notice = keeping.shown(notice, at)
    wording, reason = wording.cleaned(), one_line(reason)[:LONGEST_REASON]
    before, after = notice.said, wording.said
    if before == after:
        return notice
    wrong = {language for language, words in before.items() if after.get(language) != words}
    if wrong and not reason:
        raise NoReason
    Correction.objects.bulk_create(
        _correction(notice, before, after.get(language), language, reason, by, at)
        for language in sorted(wrong, key=list(before).index)
    )
    notice.title, notice.body, notice.language = wording.title, wording.body, wording.language
    notice.save(update_fields=["title", "body", "language"])
    keeping.write_translations(notice, wording.others)
    keeping.index(notice, at)
    verb = "notice.corrected" if wrong else "notice.translated"
    events.record(verb, about=notice, by=by, at=at, reason=reason)
    keeping.touch(notice)
    return notice


def _correction(
    notice: Notice,
    before: Mapping[str, Words],
    after: Words | None,
    language: str,
    reason: str,
    by: User,
    at: datetime,
) -> Correction:
    return Correction(
        notice=notice,
        language=language,
        title_before=before[language].title,
        title_after=after.title if after else "",
        body_before=before[language].body,
        body_after=after.body if after else "",
        reason=reason,
        by=by,
        at=at,
    )
