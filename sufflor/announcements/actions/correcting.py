"""Correcting a notice in the open: what stood there before is kept, with what was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
def correct(
    *,
    notice: Notice,
    wording: Wording,
    reason: str,
    reasons: Mapping[str, str] | None = None,
    by: User | None,
    at: datetime,
) -> Notice:
    """Change what a notice says. A language that is only added leaves no trail: nothing was wrong.

    Correcting into what stands there is nothing. `reasons` say the reason in other languages; `by`
    is nobody when the clock does it.
    """
    require(by is None or rules.may_post(by))
    notice = keeping.shown(notice, at)
    wording, reason = wording.cleaned(), one_line(reason)[:LONGEST_REASON]
    before, after = notice.said, wording.said
    if before == after:
        return notice
    wrong = {language for language, words in before.items() if after.get(language) != words}
    if wrong and not reason:
        raise NoReason
    _keep_before(
        notice, sorted(wrong, key=list(before).index), after, reason, reasons or {}, by, at
    )
    notice.title, notice.body, notice.language = wording.title, wording.body, wording.language
    notice.save(update_fields=["title", "body", "language"])
    keeping.write_translations(notice, wording.others)
    keeping.index(notice, at)
    verb = "notice.corrected" if wrong else "notice.translated"
    events.record(verb, about=notice, by=by, at=at, reason=reason)
    keeping.touch(notice)
    return notice


def _keep_before(
    notice: Notice,
    wrong: Iterable[str],
    after: Mapping[str, Words],
    reason: str,
    reasons: Mapping[str, str],
    by: User | None,
    at: datetime,
) -> None:
    before = notice.said
    for language in wrong:
        Correction.objects.create(
            notice=notice,
            language=language,
            title_before=before[language].title,
            title_after=after[language].title if language in after else "",
            body_before=before[language].body,
            body_after=after[language].body if language in after else "",
            reason=reasons.get(language, reason),
            by=by,
            at=at,
        )
