"""Everything that changes the message channel. One function, one thing an editor does."""

from sufflor.announcements.actions.correcting import NoReason, correct
from sufflor.announcements.actions.keeping import Withdrawn
from sufflor.announcements.actions.posting import CriticalForHowLong, NobodyAnswers, post
from sufflor.announcements.actions.standing import pin, unpin, withdraw
from sufflor.announcements.actions.wording import HalfSaid, NothingSaid, TooLong, Wording

__all__ = [
    "CriticalForHowLong",
    "HalfSaid",
    "NoReason",
    "NobodyAnswers",
    "NothingSaid",
    "TooLong",
    "Withdrawn",
    "Wording",
    "correct",
    "pin",
    "post",
    "unpin",
    "withdraw",
]
