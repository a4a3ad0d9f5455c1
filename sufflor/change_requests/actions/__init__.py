"""Everything that changes a wish. One function, one thing that somebody does with it."""

from sufflor.change_requests.actions.backing import NotOpen, back, bring, leave, say_that_it_works
from sufflor.change_requests.actions.carrying import (
    NothingChosen,
    NotTested,
    NoVersion,
    decide,
    deliver,
    send,
    take_back,
    tell,
    verify,
)
from sufflor.change_requests.actions.facts import Facts, HoldsNumber, SaysTooLittle, SaysTooMuch
from sufflor.change_requests.actions.forgetting import forget_backers
from sufflor.change_requests.actions.keeping import (
    ChangedMeanwhile,
    NotFromHere,
    NothingToTell,
    TakenIntoAnother,
    TellsOfSomeone,
)
from sufflor.change_requests.actions.merging import NotShownYet, TheSameWish, merge, undo_merge
from sufflor.change_requests.actions.proposing import (
    TooMany,
    describe,
    propose,
    put_down,
    take_up,
)

__all__ = [
    "ChangedMeanwhile",
    "Facts",
    "HoldsNumber",
    "NoVersion",
    "NotFromHere",
    "NotOpen",
    "NotShownYet",
    "NotTested",
    "NothingChosen",
    "NothingToTell",
    "SaysTooLittle",
    "SaysTooMuch",
    "TakenIntoAnother",
    "TellsOfSomeone",
    "TheSameWish",
    "TooMany",
    "back",
    "bring",
    "decide",
    "deliver",
    "describe",
    "forget_backers",
    "leave",
    "merge",
    "propose",
    "put_down",
    "say_that_it_works",
    "send",
    "take_back",
    "take_up",
    "tell",
    "undo_merge",
    "verify",
]
