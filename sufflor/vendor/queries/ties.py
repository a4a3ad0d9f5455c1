"""What a case is tied to, and which cases something is tied to."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from sufflor.change_requests.models import WANTED, ChangeRequest
from sufflor.change_requests.queries import family
from sufflor.change_requests.queries import standing as standing_wish
from sufflor.desk.models import Request
from sufflor.known_errors.models import UNDER_WAY as ERROR_UNDER_WAY
from sufflor.known_errors.models import KnownError
from sufflor.known_errors.queries import family as error_family
from sufflor.organization.models import Line, User
from sufflor.questions.models import Question
from sufflor.vendor.models import Entry, Outcome, RequestTie, VendorCase
from sufflor.vendor.queries.versions import standing


def thread(case: VendorCase) -> QuerySet[Entry]:
    return Entry.objects.filter(case=case).select_related("by")


def requests_of(case: VendorCase, person: User, at: datetime) -> list[tuple[RequestTie, bool]]:
    """Each with whether this person may read it. Two queries."""
    rows = case.request_ties.select_related("request__unit")
    mine = Request.objects.worked_by(person, at).filter(pk__in=rows.values("request"))
    seen = set(mine.values_list("pk", flat=True))
    return [(tie, tie.request_id in seen) for tie in rows]


def errors_of(case: VendorCase) -> list[KnownError]:
    return standing(case.errors.select_related("merged_into").order_by("pk"))


def errors_under_way(case: VendorCase) -> list[KnownError]:
    """Those of which everyone is told how it goes."""
    return [error for error in errors_of(case) if error.state in ERROR_UNDER_WAY]


def errors_told_of(case: VendorCase) -> list[KnownError]:
    """Those that everyone must hear of when the fix was none."""
    if case.outcome == Outcome.RELEASED:
        return [error for error in errors_of(case) if error.is_solved]
    return errors_under_way(case)


def contacts(case: VendorCase) -> QuerySet[User]:
    """Those who can have it: the vendor contacts, and whoever has it now."""
    group = User.objects.filter(support_groups__line=Line.VENDOR, is_active=True)
    mine = User.objects.filter(vendor_cases=case)
    return (group | mine).distinct().order_by("first_name", "last_name")


def solved_with(case: VendorCase) -> list[KnownError]:
    """Those that are over when the fix of this case is in use: no other case of theirs is open."""
    return [error for error in errors_under_way(case) if not waited_for_too(case, error).exists()]


def waited_for_too(case: VendorCase, error: KnownError) -> QuerySet[VendorCase]:
    """Other cases under way that the error hangs on, or what was taken into it."""
    return cases_of_error(error).filter(pk__in=VendorCase.objects.under_way()).exclude(pk=case.pk)


def questions_of(case: VendorCase) -> QuerySet[Question]:
    return case.questions.select_related("hour", "area").order_by("pk")


def wishes_of(case: VendorCase) -> list[ChangeRequest]:
    """Each as it stands now, once: one may have been taken into another meanwhile."""
    rows = case.changes.select_related("merged_into").order_by("pk")
    return sorted({standing_wish(wish) for wish in rows}, key=lambda wish: wish.pk)


def wishes_under_way(case: VendorCase) -> list[ChangeRequest]:
    return [wish for wish in wishes_of(case) if wish.state in WANTED]


def wishes_delivered_with(case: VendorCase) -> list[ChangeRequest]:
    """Those that people have when this case is in use: no other case of theirs is open."""
    others = VendorCase.objects.under_way().exclude(pk=case.pk)
    return [
        wish
        for wish in wishes_under_way(case)
        if not others.filter(changes__in=family(wish)).exists()
    ]


def cases_of_change(change: ChangeRequest) -> QuerySet[VendorCase]:
    """Also those of what was taken into it."""
    return VendorCase.objects.filter(changes__in=family(change)).distinct()


def cases_of_request(request: Request) -> QuerySet[VendorCase]:
    return VendorCase.objects.filter(requests=request)


def cases_of_error(error: KnownError) -> QuerySet[VendorCase]:
    """Also those of what was taken into it."""
    return VendorCase.objects.filter(errors__in=error_family(error)).distinct()
