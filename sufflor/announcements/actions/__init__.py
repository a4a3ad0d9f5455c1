"""Everything that changes the message channel. One function, one thing an editor does."""

from sufflor.announcements.actions.correcting import NoReason, correct
from sufflor.announcements.actions.following import follow_areas
from sufflor.announcements.actions.forgetting import forget_notices
from sufflor.announcements.actions.keeping import AlreadyShown, NotShownYet, Withdrawn
from sufflor.announcements.actions.planning import call_off, change_planned
from sufflor.announcements.actions.posting import TimeHasPassed, post, post_once, release
from sufflor.announcements.actions.standing import NotCritical, keep_critical, pin, unpin, withdraw
from sufflor.announcements.actions.telling import CriticalForHowLong, NobodyAnswers
from sufflor.announcements.actions.wording import HalfSaid, NothingSaid, TooLong, Wording

__all__ = [
    "AlreadyShown",
    "CriticalForHowLong",
    "HalfSaid",
    "NoReason",
    "NobodyAnswers",
    "NotCritical",
    "NotShownYet",
    "NothingSaid",
    "TimeHasPassed",
    "TooLong",
    "Withdrawn",
    "Wording",
    "call_off",
    "change_planned",
    "correct",
    "follow_areas",
    "forget_notices",
    "keep_critical",
    "pin",
    "post",
    "post_once",
    "release",
    "unpin",
    "withdraw",
]
