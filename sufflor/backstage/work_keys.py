"""The keys of the work list and of a request: one letter for each thing that is often done."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# As they are told in the list of keys. In the pages they stand as `data-key` on what they press.
LIST_KEYS = (
    (("J",), _("Open the first request")),
    (("M",), _("My requests")),
    (("F",), _("The first line")),
    (("S",), _("The second line")),
    (("?",), _("This list")),
)
KEYS = (
    (("J", "K"), _("Next and previous request")),
    (("R",), _("Write the reply")),
    (("I",), _("Write an internal note")),
    (("Ctrl ↵",), _("Send what you have written")),
    (("E",), _("Send the reply, and say that it is resolved")),
    (("A",), _("Take it, or let it lie")),
    (("O",), _("Hand it up")),
    (("N",), _("Hand it down")),
    (("L",), _("Hand it to the vendor contacts")),
    (("Z",), _("Let it wait until a time")),
    (("1", "2", "3"), _("Put a suggestion into the reply")),
    (("U",), _("Undo: hold the reply back, or take the handover back")),
    (("M", "F", "S"), _("My requests, the first line, the second line")),
    (("Esc",), _("Leave the field, or go back to the list")),
    (("?",), _("This list")),
)
