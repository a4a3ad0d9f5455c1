"""The channel tells a unit who its new process advisers are, on the morning when they begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sufflor.announcements import actions as announcements
from sufflor.announcements.actions import Wording
from sufflor.announcements.models import Group, Language, Words
from sufflor.events.models import Event, reference
from sufflor.lib.clock import local_date
from sufflor.messaging.addresses import absolute
from sufflor.messaging.told import number_in
from sufflor.organization.models import Appointment, Unit

NEAREST_HELP = "/hjelp/"
DAY = timedelta(days=1)


@transaction.atomic
def welcome_advisers(*, planned_at: datetime, at: datetime) -> int:
    """How many units are told. What was loaded from files is no news, and nobody is told of it."""
    by_unit: dict[Unit, list[Appointment]] = defaultdict(list)
    for one in _new(planned_at):
        by_unit[one.unit].append(one)
    for unit, new in by_unit.items():
        announcements.post_once(
            key=f"advisers-{unit.pk}-{local_date(planned_at):%Y%m%d}",
            wording=_wording(unit, new),
            unit=unit,
            contact=unit.name,
            targets=[Group(unit=unit)],
            by=None,
            at=at,
        )
    return len(by_unit)


def _new(planned_at: datetime) -> list[Appointment]:
    """Those who begin today, and those who were appointed since yesterday and have begun. Whoever
    helped there with the same before is not new."""
    today = local_date(planned_at)
    made = Event.objects.filter(verb="appointment.made", at__lt=planned_at)
    held = Appointment.objects.valid_on(today)
    beginning = [reference(one) for one in held.filter(from_date=today)]
    told = made.filter(Q(about__in=beginning) | Q(at__gte=planned_at - DAY))
    keys = {number_in(about) for about in told.values_list("about", flat=True)}
    before = Appointment.objects.filter(
        person=OuterRef("person"),
        unit=OuterRef("unit"),
        area=OuterRef("area"),
        from_date__lt=OuterRef("from_date"),
    )
    found = held.filter(~Exists(before), pk__in=keys, person__is_active=True)
    return list(found.select_related("person", "unit", "area", "process"))


def _wording(unit: Unit, new: Sequence[Appointment]) -> Wording:
    said = []
    for language in Language:
        with override(language):
            said.append(_in_one_language(unit, new, language))
    first, *others = said
    return Wording(first.title, first.body, first.language, tuple(others))


def _in_one_language(unit: Unit, new: Sequence[Appointment], language: Language) -> Words:
    people = {one.person_id for one in new}
    title = ngettext(
        "New process adviser: %(unit)s", "New process advisers: %(unit)s", len(people)
    ) % {"unit": unit.local_name}
    opening = _("These help you with case handling from now on. Ask them first.")
    lines = "\n".join(f"- {one.person.full_name}: {_subject(one)}" for one in new)
    where = _("How you reach them: %(url)s") % {"url": absolute(NEAREST_HELP, language)}
    return Words(language, title, f"{opening}\n\n{lines}\n\n{where}")


def _subject(one: Appointment) -> str:
    return one.process.local_name if one.process else one.area.local_name
