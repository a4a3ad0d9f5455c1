"""The keys of the desk and the screen: one letter for each thing that a host often does."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# As they are told in the list of keys. In the pages they stand as `data-key` on what they press.
KEYS = (
    (("J", "K"), _("Next and previous question")),
    (("S",), _("Write the answer")),
    (("Ctrl ↵",), _("Send what you have written")),
    (("B",), _("Answered aloud: say who writes it down")),
    (("N",), _("Being answered now")),
    (("U",), _("Take it later")),
    (("M",), _("Take it into another question")),
    (("V",), _("Show it to everyone, when it is held back")),
    (("F",), _("Keep it on top, or let it down")),
    (("E",), _("Change the question")),
    (("A",), _("Decline it")),
    (("H",), _("Hide it, or show it again")),
    (("P",), _("The screen for the hall")),
    (("Esc",), _("Leave the field, or go back")),
    (("?",), _("This list")),
)
