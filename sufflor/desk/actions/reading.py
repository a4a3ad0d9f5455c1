"""Reading what is confidential, and taking a request out for the archive, leave a line each."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.models import Request
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User


class NotForTheArchive(Refusal):
    reason = gettext_lazy("This request does not belong in the archive, or not yet.")
    way_out = gettext_lazy("What came by some forms is kept when the request is resolved.")


def read(*, request: Request, by: User, at: datetime) -> None:
    """Every page that shows a request says so here. Of what is not confidential nothing is kept."""
    if request.is_confidential:
        events.record("request.read", about=request, by=by, at=at)


def export(*, request: Request, by: User, at: datetime, digest: str = "") -> None:
    """Its package is made and fetched: as often as somebody wants, and each time it is known, as
    which class, and what exactly it was."""
    require(rules.may_work(by, request, at))
    if not rules.belongs_in_archive(request):
        raise NotForTheArchive
    events.record(
        "request.exported",
        about=request,
        by=by,
        at=at,
        record_class=rules.kept_as(request).value,
        form=request.form.form.slug if request.form else "",
        sha256=digest,
    )
