"""Whether a person can be handed something now: they still help there, and are not away."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.lib.clock import local_date
from sufflor.lib.refusals import Refusal
from sufflor.organization.models import Line, SupportGroup, User
from sufflor.organization.queries import away_on


class HelpsNoLonger(Refusal):
    """An appointment has ended, or somebody has left the group, since the page was shown."""

    reason = gettext_lazy("This person does not help there any more.")
    way_out = gettext_lazy("Choose somebody else, or a group.")


class AwayNow(Refusal):
    reason = gettext_lazy("This person is away.")
    way_out = gettext_lazy("Choose their deputy or a colleague, or hand it to the group.")


def require_there(person: User, line: Line, group: SupportGroup | None, at: datetime) -> None:
    if not _helps(person, line, group, at):
        raise HelpsNoLonger
    if until := away_on(local_date(at), [person.pk]).get(person.pk):
        said = _("%(person)s is away until %(day)s.")
        day = date_format(until, "DATE_FORMAT")
        raise AwayNow(said % {"person": person.full_name, "day": day})


def is_away(person: User, at: datetime) -> bool:
    return bool(away_on(local_date(at), [person.pk]))


def is_there(person: User, line: Line, group: SupportGroup | None, at: datetime) -> bool:
    try:
        require_there(person, line, group, at)
    except (HelpsNoLonger, AwayNow):
        return False
    return True


def _helps(person: User, line: Line, group: SupportGroup | None, at: datetime) -> bool:
    if not person.is_active:
        return False
    if group is not None:
        return group.members.filter(pk=person.pk).exists()
    # Process advisers have no group: they help as long as they are appointed.
    return line != Line.ADVISER or person.appointments.valid_on(local_date(at)).exists()
