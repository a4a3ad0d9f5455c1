"""Letters about process advisers: to whoever is appointed, and to those who manage the process."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sufflor.events.models import Event
from sufflor.lib.clock import local_date
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.told import number_in
from sufflor.messaging.turns import beginning_of
from sufflor.organization.models import Appointment
from sufflor.organization.queries import managing

MOST_NAMED = 30
OWN_WORK = "/mine/fravar/"
REGISTER = "/styring/radgivere/"


def appointed(delivery: Delivery) -> Letter:
    """To the adviser, or to the deputy."""
    one = _appointment(number_in(delivery.about))
    if one is None or delivery.person.pk not in {one.person_id, one.deputy_id}:
        raise Dropped(Reason.GONE)
    words = {
        "subject": _subject(one),
        "unit": one.unit.local_name,
        "person": one.person.full_name,
        "day": date_format(one.from_date, "DATE_FORMAT"),
    }
    if delivery.person.pk == one.person_id:
        title = _("You are process adviser for %(subject)s")
        said = _(
            "From %(day)s you are the nearest help for %(unit)s with %(subject)s. What they need"
            " help with comes to you first, by e-mail with a link to where you answer. What you"
            " cannot answer, you send on with one press."
        )
    else:
        title = _("You are deputy for %(person)s")
        said = _(
            "%(person)s is process adviser for %(subject)s at %(unit)s from %(day)s. You answer"
            " when %(person)s is away."
        )
    last = date_format(one.to_date, "DATE_FORMAT") if one.to_date else ""
    until = Passage(_("It lasts until %(day)s.") % {"day": last}) if last else None
    passages = (
        Passage(said % words),
        until,
        Passage(
            _(
                "Say how many requests you can have at once, what you know well, and when you are"
                " away."
            ),
            url=absolute(OWN_WORK, delivery.language),
            link=_("My work as a helper"),
        ),
    )
    return Letter(
        subject=title % words,
        passages=tuple(each for each in passages if each),
        because=_("You get this because your unit has appointed you."),
    )


def to_managers(delivery: Delivery) -> Letter:
    """Those who were appointed in the same ten minutes for what this person manages."""
    turn = int(delivery.key.split(":")[1])
    events = Event.objects.filter(
        verb="appointment.made", at__gte=beginning_of(turn), at__lt=beginning_of(turn + 1)
    )
    found = filter(None, (_appointment(number_in(event.about)) for event in events.order_by("pk")))
    day = local_date(delivery.created_at)
    own = [
        one
        for one in dict.fromkeys(found)
        if delivery.person.pk in managing(one.area, one.process, day)
    ]
    if not own:
        raise Dropped(Reason.GONE)
    subject = ngettext(
        "%(count)d new process adviser in what you manage",
        "%(count)d new process advisers in what you manage",
        len(own),
    ) % {"count": len(own)}
    return Letter(
        subject=subject,
        passages=(
            Passage(_("Units have appointed those who are to help nearest to the users.")),
            Passage("\n".join(map(_line, own[:MOST_NAMED])), _("Appointed")),
            Passage("", url=absolute(REGISTER, delivery.language), link=_("The register")),
        ),
        because=_("You get this because you manage the process or the case area."),
    )


def _appointment(pk: int) -> Appointment | None:
    rows = Appointment.objects.select_related("person", "deputy", "unit", "area", "process")
    return rows.filter(pk=pk).first()


def _subject(one: Appointment) -> str:
    return one.process.local_name if one.process else one.area.local_name


def _line(one: Appointment) -> str:
    day = date_format(one.from_date, "SHORT_DATE_FORMAT")
    return f"{one.person.full_name} – {_subject(one)}, {one.unit.local_name} ({day})"
