"""Everything that changes a known error. One function, one thing that somebody does with it."""

from sufflor.known_errors.actions.concerning import bring, join, leave, say_that_it_works
from sufflor.known_errors.actions.facts import Facts, InNoArea, SaysTooLittle, SaysTooMuch
from sufflor.known_errors.actions.forgetting import forget_concerned
from sufflor.known_errors.actions.keeping import (
    ChangedMeanwhile,
    HoldsNumber,
    NoNextUpdate,
    NotFromHere,
    NothingToTell,
    TakenIntoAnother,
)
from sufflor.known_errors.actions.merging import TheSameError, merge, undo_merge
from sufflor.known_errors.actions.stepping import (
    NotTested,
    NoVersion,
    close,
    confirm,
    describe,
    fix,
    leave_as_it_is,
    retell,
    retract,
    suggest,
    tell,
    verify,
)

__all__ = [
    "ChangedMeanwhile",
    "Facts",
    "HoldsNumber",
    "InNoArea",
    "NoNextUpdate",
    "NoVersion",
    "NotFromHere",
    "NotTested",
    "NothingToTell",
    "SaysTooLittle",
    "SaysTooMuch",
    "TakenIntoAnother",
    "TheSameError",
    "bring",
    "close",
    "confirm",
    "describe",
    "fix",
    "forget_concerned",
    "join",
    "leave",
    "leave_as_it_is",
    "merge",
    "retell",
    "retract",
    "say_that_it_works",
    "suggest",
    "tell",
    "undo_merge",
    "verify",
]
