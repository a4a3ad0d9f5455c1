"""Who is doing something to a page and when, for what Wagtail calls while it is done."""

from __future__ import annotations

from datetime import datetime

from wagtail.log_actions import LogContext

from sufflor.organization.models import User


class Deed(LogContext):
    """Wagtail's own note of who acts, with the moment added.

    Publishing goes through Wagtail and comes back to us as a signal that carries neither person
    nor moment; `following` reads both from here.
    """

    def __init__(self, *, by: User | None, at: datetime) -> None:
        super().__init__(user=by)
        self.at = at
