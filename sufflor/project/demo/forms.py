"""The demo's forms: those that come along, and one that an administrator is half way through."""

from __future__ import annotations

from datetime import datetime

from sufflor.forms import actions, queries
from sufflor.forms.models import Form
from sufflor.forms.source import printed
from sufflor.organization.models import Role, User

UNFINISHED = "tilbakemelding"


def fill(*, at: datetime) -> None:
    loaded = actions.load_shipped(by=None, at=at)
    if loaded:
        _begin_on_a_version(at)


def _begin_on_a_version(at: datetime) -> None:
    """With a question that is written in one language only, so that something is missing."""
    form = Form.objects.get(slug=UNFINISHED)
    newest = queries.newest(form)
    editor = User.objects.filter(grants__role=Role.ADMINISTRATOR).order_by("pk")[0]
    written = printed(newest.definition).replace("Ein idé", "", 1)
    actions.draft_version(form=form, definition=written, seen=newest.number, by=editor, at=at)
