"""Every deed that leaves a trace, and what it means. `events.actions.record` takes no other."""

from __future__ import annotations

VERBS: dict[str, str] = {
    "organization.loaded": "The organisation was loaded from files.",
    "appointment.made": "A person was appointed process adviser.",
    "appointment.ended": "An appointment as process adviser ended.",
    "absence.noted": "A helper is away for a time, with or without a deputy.",
    "role.granted": "A person was given a role.",
    "role.withdrawn": "A role was taken from a person.",
    "way_in.offered": "A new way in to help was offered.",
    "way_in.changed": "A way in to help was changed.",
    "rollout.planned": "A rollout was laid on a set of dates.",
    "rollout.changed": "A rollout got other words, dates or policies.",
    "door.opened": "A door was opened by hand, with a reason.",
    "door.closed": "A door was closed by hand, with a reason.",
    "door.override_undone": "A door that was opened or closed by hand follows the plan again.",
    "hours.planned": "Question hours were laid on the days of a rollout, or taken off them.",
    "hour.changed": "A question hour got another room or video link.",
    "question.asked": "Somebody asked a question in a question hour.",
    "question.voted": "Somebody stood behind a question.",
    "question.vote_withdrawn": "Somebody took their vote back.",
    "question.taken_up": "The host marked a question as being answered now.",
    "question.laid_aside": "The host took that mark away.",
    "question.answered": "A question got its written answer.",
    "answer.edited": "A written answer was changed; what it said before is kept.",
    "answer.drafted": "An answer was made a draft article.",
    "answer.published": "An answer was published as an article.",
    "notice.planned": "A notice was written, to be shown from a time that was still to come.",
    "notice.changed": "A planned notice was changed before anyone saw it.",
    "notice.called_off": "A planned notice was called off before anyone saw it.",
    "notice.posted": "A notice was posted in the message channel, or a planned one was shown.",
    "notice.translated": "A notice was given in one more language; nothing in it was wrong.",
    "notice.corrected": "A notice was corrected, with a reason; what it said before is kept.",
    "notice.pinned": "A notice was pinned on top of the channel.",
    "notice.unpinned": "A notice was let down among the others.",
    "notice.withdrawn": "A notice was withdrawn from readers.",
    "mail.tried_again": "An administrator had mail that was given up tried again.",
    "mail.let_go": "An administrator let something go that was given up.",
    "areas.followed": "A person said which case areas they work with.",
    "section.opened": "A department got its own section for what it writes.",
    "editor.admitted": "A person's rights in the editor were set by role and unit.",
    "article.drafted": "A draft article was written.",
    "article.imported": "A finished article was taken in and published.",
    "article.published": "An article was published, for the first time or changed.",
    "article.validated": "A department reviewed an article and stands behind it.",
    "article.outdated": "An article was marked as outdated.",
    "article.withdrawn": "An article was taken from its readers.",
    "article.moved": "An article was moved to another department's section.",
    "theme.changed": "A theme page was published, changed or taken down.",
    "link.changed": "A managed link was made, changed or removed.",
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
        "notice.posted",
    }
)
