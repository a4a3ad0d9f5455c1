"""Saying no aloud: every refusal carries the sentence that the reader sees and a way out."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class Refusal(Exception):
    """Something that the rules of the house do not allow just now.

    Subclasses live beside the action that raises them. `reason` says why, `way_out` what to do
    instead, `way_out_url` is the path that leads there (without a language prefix).
    """

    reason: Sentence = _("This cannot be done now.")
    way_out: Sentence = ""
    way_out_url: str = ""
    status: int = 409
    # What goes with the answer beside its words, such as when one may ask again.
    headers: Mapping[str, str] = {}

    def __init__(self, reason: Sentence = "", *, way_out: Sentence = "", way_out_url: str = ""):
        super().__init__(reason or self.reason)
        self.reason = reason or self.reason
        self.way_out = way_out or self.way_out
        self.way_out_url = way_out_url or self.way_out_url

    def __str__(self) -> str:
        return str(self.reason)


class NotAllowed(Refusal):
    reason = _("You do not have the right to do this.")
    way_out = _("Ask the person who runs the support at your unit.")
    status = 403


def require(condition: bool) -> None:
    """Go on only when a rule says yes."""
    if not condition:
        raise NotAllowed
