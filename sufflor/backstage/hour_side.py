"""Beside the queue: what the hour goes through, how the rollout stands, and who is late."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sufflor.design.fields import Prose
from sufflor.events.http import revisions
from sufflor.organization.http import SignedInRequest
from sufflor.questions import queries
from sufflor.questions.models import STATUS_LENGTH
from sufflor.questions.queries import Agenda, DeskHour


class StatusForm(forms.Form):
    """What is said first in the hour: how the rollout stands. It may be empty."""

    text = Prose(
        limit=STATUS_LENGTH,
        empty="",
        too_long=_("This has %(show_value)d characters. At most %(limit_value)d fit."),
        rows=5,
    )

    prefix = "status"
    text.label = _("Status of the rollout")
    text.help_text = _("Everyone reads it on the page of the hour, and the hall on the screen.")


def side(
    request: SignedInRequest, found: DeskHour, form: StatusForm | None = None
) -> dict[str, object]:
    """One query for who is late."""
    return {
        "agenda": agenda(request, found),
        "overdue": [owed for owed in queries.owed(request.at) if owed.is_overdue],
        "status_form": form or StatusForm(initial={"text": found.hour.status_text}),
    }


def agenda(request: SignedInRequest, found: DeskHour) -> Agenda:
    """The one that everybody sees. No query as long as no question has become another."""
    revision = queries.agenda_revision(found.content, revisions(request))
    return queries.agenda(found.hour, request.at, revision)
