"""Every kind of mail: what it is of, who writes its letter, and who wants it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sufflor.messaging import (
    appointment_letters,
    approval_letters,
    automatic_letters,
    change_letters,
    due_letters,
    error_letters,
    fix_letters,
    group_letters,
    helper_letters,
    moved_letters,
    notice_letters,
    owing_letters,
    pausing_letters,
    question_letters,
    request_letters,
    suggestion_letters,
    upkeep_letters,
    vendor_letters,
    webhook_letters,
)
from sufflor.messaging.letters import Letter, Verbatim
from sufflor.messaging.models import Delivery, Notices, Preference, Topic


@dataclass(frozen=True)
class Kind:
    """`write` runs in the recipient's language when the mail is sent, and may raise `Dropped`.
    Automatic answers are of no topic: there is one a day at most, and nothing to say no to."""

    name: Promise
    topic: Topic | None
    write: Callable[[Delivery], Letter | Verbatim]
    is_wanted: Callable[[Preference], bool]


def _always(preference: Preference) -> bool:
    return True


def _wants_answers(preference: Preference) -> bool:
    return preference.answers


def _wants_each_notice(preference: Preference) -> bool:
    return preference.notices == Notices.AT_ONCE


def _wants_any_notices(preference: Preference) -> bool:
    return preference.notices != Notices.NEVER


def _wants_a_digest(preference: Preference) -> bool:
    return preference.notices == Notices.DAILY


def _wants_errors(preference: Preference) -> bool:
    return preference.wants(Topic.ERRORS)


_ANSWERS, _NOTICES = Topic.ANSWERS, Topic.NOTICES

KINDS: Mapping[str, Kind] = {
    "answered": Kind(_("An answer"), _ANSWERS, question_letters.answered, _wants_answers),
    "edited": Kind(_("A changed answer"), _ANSWERS, question_letters.edited, _wants_answers),
    "declined": Kind(
        _("A question not answered"), _ANSWERS, question_letters.declined, _wants_answers
    ),
    "moved": Kind(_("A question made private"), _ANSWERS, question_letters.moved, _wants_answers),
    "owed": Kind(_("An answer to write"), _ANSWERS, owing_letters.owed, _wants_answers),
    "owed_late": Kind(_("An answer that is late"), _ANSWERS, owing_letters.late, _wants_answers),
    "replied": Kind(_("An answer to a request"), _ANSWERS, request_letters.news, _wants_answers),
    "waiting": Kind(
        _("A request that waits for the user"), _ANSWERS, request_letters.news, _wants_answers
    ),
    "resolved": Kind(_("A solved request"), _ANSWERS, request_letters.news, _wants_answers),
    "paused": Kind(
        _("Requests that wait during a rollout"), _ANSWERS, pausing_letters.paused, _wants_answers
    ),
    "due": Kind(_("Requests that are due soon"), _ANSWERS, due_letters.due_soon, _wants_answers),
    "review": Kind(_("Texts to review"), _ANSWERS, upkeep_letters.reviews, _always),
    "dead_links": Kind(_("Dead links"), _ANSWERS, upkeep_letters.dead_links, _always),
    "to_approve": Kind(_("Texts to approve"), _ANSWERS, approval_letters.to_approve, _always),
    "text_decided": Kind(
        _("What came of a text sent for approval"), _ANSWERS, approval_letters.decided, _always
    ),
    "appointed": Kind(
        _("An appointment as process adviser"), _ANSWERS, appointment_letters.appointed, _always
    ),
    "appointments": Kind(
        _("New process advisers"), _ANSWERS, appointment_letters.to_managers, _wants_answers
    ),
    "group_joined": Kind(
        _("Brought into a support group"), _ANSWERS, group_letters.joined, _always
    ),
    "group_left": Kind(_("Taken out of a support group"), _ANSWERS, group_letters.left, _always),
    "suggested": Kind(
        _("Suggested changes in texts"), _ANSWERS, suggestion_letters.suggested, _wants_answers
    ),
    "suggestion_answered": Kind(
        _("An answer to a suggested change"),
        _ANSWERS,
        suggestion_letters.answered,
        _wants_answers,
    ),
    "crossed": Kind(_("A request sent on to a system"), None, request_letters.crossed, _always),
    "handed_over": Kind(
        _("A request that others have got"), _ANSWERS, moved_letters.handed_over, _wants_answers
    ),
    "given": Kind(_("A request to help with"), _ANSWERS, helper_letters.given, _wants_answers),
    "called": Kind(_("A request that cannot wait"), _ANSWERS, helper_letters.called, _always),
    "bounced": Kind(
        _("A request that has bounced"), _ANSWERS, helper_letters.bounced, _wants_answers
    ),
    helper_letters.HEARD: Kind(
        _("More from whoever asked"), _ANSWERS, helper_letters.heard, _wants_answers
    ),
    "mentioned": Kind(
        _("A mention in a request"), _ANSWERS, helper_letters.mentioned, _wants_answers
    ),
    "consulted": Kind(
        _("A question to a specialist"), _ANSWERS, helper_letters.consulted, _wants_answers
    ),
    "advised": Kind(
        _("Advice from a specialist"), _ANSWERS, helper_letters.advised, _wants_answers
    ),
    "error_workaround": Kind(
        _("A way around an error"), _ANSWERS, error_letters.workaround, _wants_answers
    ),
    "error_fixed": Kind(_("A fixed error"), _ANSWERS, error_letters.fixed, _wants_answers),
    "vendor_case": Kind(_("To a vendor"), None, vendor_letters.sent, _always),
    "vendor_answer": Kind(
        _("An answer from a vendor"), _ANSWERS, vendor_letters.answered, _wants_answers
    ),
    "fix_released": Kind(_("A fix that is in use"), _ANSWERS, fix_letters.released, _wants_answers),
    "fix_taken_back": Kind(
        _("A fix that was none"), _ANSWERS, fix_letters.taken_back, _wants_answers
    ),
    "vendor_due": Kind(
        _("A vendor case that is due"), _ANSWERS, vendor_letters.due, _wants_answers
    ),
    "change_to_decide": Kind(
        _("A wish to decide on"), _ANSWERS, change_letters.to_decide, _wants_answers
    ),
    "change_news": Kind(_("News of a wish"), _ANSWERS, change_letters.news, _wants_answers),
    "webhook_stopped": Kind(
        _("An address of another system that was stopped"), None, webhook_letters.stopped, _always
    ),
    "error_reopened": Kind(
        _("A fix that was none"), _ANSWERS, error_letters.reopened, _wants_answers
    ),
    "error_followed": Kind(
        _("News of a known error"), Topic.ERRORS, error_letters.followed, _wants_errors
    ),
    "notice": Kind(_("A notice"), _NOTICES, notice_letters.notice, _wants_each_notice),
    "critical": Kind(_("A critical notice"), _NOTICES, notice_letters.critical, _wants_any_notices),
    "corrected": Kind(
        _("A corrected notice"), _NOTICES, notice_letters.corrected, _wants_any_notices
    ),
    "closed": Kind(_("An automatic answer: closed"), None, automatic_letters.closed, _always),
    "let_through": Kind(
        _("An automatic answer: let through"), None, automatic_letters.let_through, _always
    ),
    "received": Kind(_("An automatic receipt"), None, automatic_letters.received, _always),
    "too_large": Kind(
        _("An automatic answer: too large"), None, automatic_letters.too_large, _always
    ),
    "digest": Kind(_("The notices of a day"), _NOTICES, notice_letters.digest, _wants_a_digest),
}
