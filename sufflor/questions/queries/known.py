"""The known errors that an hour speaks of: what is worked on, and what was fixed since the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from sufflor.known_errors.models import SOLVED, KnownError, Step
from sufflor.known_errors.models import State as ErrorState
from sufflor.questions.models import FromError, QuestionHour, Section

# As many as an hour can speak of.
MOST_KNOWN = 20
SPOKEN_OF = (Section.SOLUTIONS, Section.KNOWN_ERRORS)


def known_in(section: Section, hour: QuestionHour, since: datetime) -> list[KnownError]:
    """Two queries, or one where there is none."""
    if section == Section.KNOWN_ERRORS:
        rows = KnownError.objects.under_way()
    elif section == Section.SOLUTIONS:
        fixes = Step.objects.filter(error=OuterRef("pk"), state=ErrorState.FIXED)
        new = fixes.filter(at__gte=since, at__lt=hour.closes_at)
        rows = KnownError.objects.public().filter(Exists(new), state__in=SOLVED)
    else:
        return []
    return list(rows.prefetch_related("areas")[:MOST_KNOWN])


def come_from(known: Sequence[KnownError]) -> frozenset[int]:
    """The questions that come from one of these, or from a candidate that was taken into one."""
    if not known:
        return frozenset()
    from_them = Q(error__in=known) | Q(error__merged_into__in=known)
    return frozenset(FromError.objects.filter(from_them).values_list("question", flat=True))
