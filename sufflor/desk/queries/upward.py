"""Who is next on the way up, where nobody has said which area a request is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from sufflor.desk import clearance
from sufflor.desk.models import Movement, Request
from sufflor.desk.queries.around import HELPING_KINDS
from sufflor.organization.models import CaseArea, Line, SupportGroup
from sufflor.search.models import Audience
from sufflor.search.queries import areas_of, similar

MOST_ALIKE = 5


@dataclass(frozen=True)
class Guess:
    group: SupportGroup
    because: str


def likely_above(request: Request) -> Guess | None:
    """The specialists of the area that answers and articles about the same are about; else those
    who have got most from here. Seven queries at most."""
    return _by_what_is_alike(request) or _by_habit(request)


def _by_what_is_alike(request: Request) -> Guess | None:
    text = f"{request.title} {request.text}"[:500]
    found = similar(text, audience=Audience.PUBLIC, kinds=HELPING_KINDS)[:MOST_ALIKE]
    areas = areas_of([one.ref for one in found])
    for slug, _times in Counter(areas).most_common():
        area = CaseArea.objects.filter(slug=slug).first()
        groups = SupportGroup.objects.filter(line=Line.SECOND, area=area, members__is_active=True)
        group = groups.order_by("name").distinct().first() if area else None
        if area and group and clearance.may_be_given(request, group, None):
            said = _("What is written about the same is mostly about {area}. {group} knows that.")
            return Guess(group, said.format(area=area.local_name, group=group.local_name))
    return None


def _by_habit(request: Request) -> Guess | None:
    up = Movement.objects.filter(
        from_line=request.line, to_line__gt=request.line, to_group__isnull=False, undone_at=None
    )
    counted = up.order_by().values_list("to_group").annotate(times=Count("pk"))
    most = counted.order_by("-times", "to_group").first()
    group = SupportGroup.objects.filter(pk=most[0]).first() if most else None
    if group is None or not clearance.may_be_given(request, group, None):
        return None
    said = _("{group} has taken most of what has been sent on from here.")
    return Guess(group, said.format(group=group.local_name))
