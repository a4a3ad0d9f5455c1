"""Every deed that leaves a trace, and what it means. `events.actions.record` takes no other."""

from __future__ import annotations

from sufflor.events.verbs import helping, hours, house, texts, vendor

VERBS: dict[str, str] = {
    **house.VERBS,
    **hours.VERBS,
    **helping.VERBS,
    **vendor.VERBS,
    **texts.VERBS,
}

# What somebody outside the page must hear of: an `Outgoing` row goes with each of these.
TOLD_OUTSIDE: frozenset[str] = frozenset(
    {
        "question.answered",
        "answer.edited",
        # Into one that has its answer already: those who came along have not been told.
        "question.merged",
        "question.declined",
        "question.moved",
        "question.owed",
        "request.replied",
        "request.waiting",
        "request.resolved",
        "request.crossed",
        "request.mentioned",
        "request.consulted",
        "request.advised",
        # A process adviser has no work list open all day.
        # Whoever asked is told who has it now, where that is another line.
        "request.handed_over",
        "request.given",
        # Information gone astray, a deadline in the law: somebody begins now.
        "request.cannot_wait",
        "request.bounced",
        "request.written",
        "request.judged",
        "notice.posted",
        "notice.corrected",
        "error.confirmed",
        "error.reopened",
        "error.workaround_found",
        "error.fixed",
        "vendor_case.mailed",
        "vendor_case.heard",
        "vendor_case.released",
        "vendor_case.fix_taken_back",
        "change.taken_up",
        "change.decided",
        "change.delivered",
        "change.taken_back",
        "change.merged",
        # Who approves, and who wrote, is seldom in the editor.
        "text.sent_for_approval",
        "text.approved",
        "text.sent_back",
        "webhook.stopped",
        # Whoever is appointed, and those who manage what it is for.
        "appointment.made",
        # Whoever is brought into a group, or is out of it with what they had in hand there.
        "group.joined",
        "group.left",
        # Nor are those who keep a text, or who read it, on its page all day.
        "article.change_suggested",
        "article.suggestion_answered",
    }
)

# What other systems are told too, or alone; each has its row in `webhooks.subjects`.
TOLD_TO_SYSTEMS: frozenset[str] = frozenset(
    {
        "request.opened",
        "request.handed_over",
        "request.replied",
        "request.resolved",
        "question.answered",
        "error.confirmed",
        "error.told",
        # Also with a new workaround.
        "error.described",
        "error.fixed",
        "error.verified",
        "error.reopened",
        "error.left_as_it_is",
        "error.closed",
        "rollout_day.opened",
        "rollout_day.closed",
        "mode.normal",
        "mode.rollout",
        "mode.plan",
        "mode.change_undone",
        "rollout.called_off",
        "rollout.calling_off_undone",
        "door.opened",
        "door.closed",
        "door.override_undone",
        "notice.posted",
        "webhook.tried",
    }
)
