"""The keys of the work list and of a request: one letter for each thing that is often done."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sufflor.lib.refusals import Sentence


@dataclass(frozen=True, eq=False)
class Keys:
    """What each key does. The lists are made once and known by which they are, so that a page that
    asks whether one is drawn already need not read its words."""

    rows: tuple[tuple[tuple[str, ...], Sentence], ...]


# As they are told in the list of keys. In the pages they stand as `data-key` on what they press.
QUEUE_KEYS = (
    (("G", "M"), _("My requests")),
    (("G", "O"), _("With us")),
    (("G", "U"), _("What nobody has taken")),
    (("G", "K"), _("Help from colleagues")),
    (("G", "F"), _("The first line")),
    (("G", "S"), _("The second line")),
    (("G", "L"), _("The vendor contacts")),
)
LIST_KEYS = Keys(
    (
        (("Ctrl K",), _("Write what you want to do")),
        (("J", "K"), _("To the next and the previous row")),
        (("↵",), _("Open the row")),
        (("X",), _("Choose the row, or not")),
        (("/",), _("Search")),
        *QUEUE_KEYS,
        (("?",), _("This list")),
    )
)
KEYS = Keys(
    (
        (("Ctrl K",), _("Write what you want to do")),
        (("J", "K"), _("Next and previous request")),
        (("R",), _("Write the reply")),
        (("I",), _("Write an internal note")),
        (("Ctrl ↵",), _("Send what you have written")),
        (("E",), _("Send the reply, and say that it is resolved")),
        (("A",), _("Take it, or let it lie")),
        (("O",), _("Hand it up")),
        (("N",), _("Hand it down")),
        (("H",), _("Hand it to others")),
        (("L",), _("Hand it to the vendor contacts")),
        (("F",), _("Tie it to a known error")),
        (("Z",), _("Let it wait until a time")),
        (("/",), _("Put an answer that is ready into the reply")),
        (("1", "2", "3"), _("Put a suggestion into the reply")),
        (("U",), _("Undo: hold the reply back, or take the handover back")),
        *QUEUE_KEYS,
        (("Esc",), _("Leave the field, or go back to the list")),
        (("?",), _("This list")),
    )
)
