"""What a request is about, as whoever helps sees it: people need not know the area."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.actions.states import NotInThisState, changed, locked
from sufflor.desk.models import Request, State
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import (
    WORK_SYSTEM_LENGTH,
    CaseArea,
    CaseProcess,
    HelpKind,
    User,
)

OVER = (State.CLOSED, State.MERGED)


class ProcessOfAnotherArea(Refusal):
    reason = gettext_lazy("That process belongs to another case area.")
    way_out = gettext_lazy("Choose a process of the area, or leave one of them empty.")
    status = 422


@transaction.atomic
def sort_request(
    *,
    request: Request,
    area: CaseArea | None,
    process: CaseProcess | None,
    help_kind: HelpKind,
    work_system: str = "",
    proposed: CaseArea | None,
    by: User,
    at: datetime,
) -> Request:
    """It stays with those who have it: where it goes from here is another deed. `proposed` is the
    area that the page proposed, so that it can be told how often that was right."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    if request.state in OVER:
        raise NotInThisState.but(State(request.state))
    area = area or (process.area if process else None)
    if process and process.area != area:
        raise ProcessOfAnotherArea
    wanted = (area, process, help_kind, one_line(work_system)[:WORK_SYSTEM_LENGTH])
    if wanted == (request.area, request.process, request.help_kind, request.work_system):
        return request
    request.area, request.process, request.help_kind, request.work_system = wanted
    changed(request, at)
    events.record(
        "request.sorted",
        about=request,
        by=by,
        at=at,
        area=area.pk if area else None,
        proposed=proposed.pk if proposed else None,
    )
    return request
