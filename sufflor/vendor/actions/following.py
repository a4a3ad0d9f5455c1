"""What a case means for the known errors, requests and questions behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.desk import actions as desk
from sufflor.known_errors import actions as errors
from sufflor.known_errors.models import KnownError
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
    """The errors that wait for nothing else are fixed, and were tried here; each person is told
    once. Requests that are tied to the case alone are given word of it."""
    for error in queries.solved_with(case):
        desk.solve_error(error=error, sentence=sentence, by=by, at=at)
        with override(error.language):
            tried = _("The fix was tried here, and it holds.")
        errors.verify(error=error, sentence=tried, tested=case.tested, by=by, at=at)
    with override("nb"):
        said = _("The vendor's fix of %(number)s is in use: %(title)s") % _named(case)
    for request in queries.requests_without_error(case):
        desk.report_back(request=request, text=said, by=by, at=at)


def break_again(case: VendorCase, news: News, *, by: User, at: datetime) -> None:
    """The fix was none: what was called fixed is an error again, and everyone can read it."""
    for error in queries.errors_of(case):
        if error.is_solved:
            _confirm(error, news, by=by, at=at)


def _confirm(error: KnownError, news: News, *, by: User, at: datetime) -> None:
    errors.confirm(
        error=error, sentence=news.sentence, next_update_at=news.next_update_at, by=by, at=at
    )


def _named(case: VendorCase) -> dict[str, str]:
    return {"number": case.number, "title": case.title}
