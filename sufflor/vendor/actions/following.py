"""What a case means for the known errors, requests and questions behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.desk import actions as desk
from sufflor.known_errors import actions as errors
from sufflor.known_errors.models import State as ErrorState
from sufflor.organization.models import User
from sufflor.vendor import queries
from sufflor.vendor.models import VendorCase


@dataclass(frozen=True)
class News:
    """What everyone is told of the errors, and when they hear of them again."""

    sentence: str
    next_update_at: datetime | None = None


def follow(
    case: VendorCase,
    to: ErrorState,
    news: News | None,
    *,
    by: User,
    at: datetime,
    version: str = "",
) -> None:
    """The errors that are under way go along; candidates are not known to anybody yet."""
    for error in queries.errors_under_way(case) if news else ():
        errors.tell(
            error=error,
            state=to,
            sentence=news.sentence if news else "",
            next_update_at=news.next_update_at if news else None,
            version=version,
            by=by,
            at=at,
        )


def solve(case: VendorCase, sentence: str, *, by: User, at: datetime) -> None:
    """The errors that wait for nothing else are fixed, and were tried here. Requests that are tied
    to the case alone end with it, or get a note where they ask for more."""
    solved = queries.solved_with(case)
    for error in solved:
        desk.solve_error(error=error, sentence=sentence, along=solved, by=by, at=at)
        with override(error.language):
            tried = _("The fix was tried here, and it holds.")
        errors.verify(error=error, sentence=tried, tested=case.tested, by=by, at=at)
    resolved, left_open = queries.requests_alone(case, at)
    for tie in resolved:
        desk.resolve_with_fix(request=tie.request, sentence=sentence, by=by, at=at)
    case.request_ties.filter(pk__in=[tie.pk for tie in resolved]).update(resolved_at=at)
    with override("nb"):
        said = _("The vendor's fix of %(number)s is in use: %(title)s") % _named(case)
    for tie in left_open:
        desk.report_back(request=tie.request, text=said, by=by, at=at)


def break_again(case: VendorCase, news: News | None, *, by: User, at: datetime) -> None:
    """The fix was none: what was called fixed is an error again, and everyone can read it. The
    requests that ended with it, and that nobody has closed, are open."""
    for error in queries.errors_of(case) if news else ():
        if news and error.is_solved:
            desk.withdraw_fix(
                error=error,
                sentence=news.sentence,
                next_update_at=news.next_update_at,
                by=by,
                at=at,
            )
    for tie in queries.ended_with_release(case):
        desk.open_after_fix(request=tie.request, by=by, at=at)
    case.request_ties.update(resolved_at=None)


def _named(case: VendorCase) -> dict[str, str]:
    return {"number": case.number, "title": case.title}
