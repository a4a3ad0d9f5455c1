"""Letters about notices in the message channel: one at once, or those of a day together."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sufflor.announcements.models import Correction, Notice
from sufflor.lib.clock import OSLO
from sufflor.lib.text import shortened
from sufflor.messaging.addresses import absolute
from sufflor.messaging.digests import notices_for
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Digest, Notices, Reason

IN_A_DIGEST = 400
IN_A_SUBJECT = 110


def notice(delivery: Delivery) -> Letter:
    """As the notice stands when the mail goes: corrected if it was, and critical if it still is."""
    found = _public(_number(delivery))
    return _of_notice(
        found,
        found.local.title,
        _("You get this because you have asked for notices from the message channel at once."),
        delivery,
    )


def critical(delivery: Delivery) -> Letter:
    """To everyone it concerns who has not said no. Too late, it is news for those who want all."""
    found = _public(_number(delivery))
    if not found.is_critical_at(timezone.now()):
        if delivery.person.preference.notices != Notices.AT_ONCE:
            raise Dropped(Reason.OVERTAKEN)
        return notice(delivery)
    return _of_notice(
        found,
        _("Critical: %(title)s") % {"title": found.local.title},
        _("You get this because it is critical and concerns you."),
        delivery,
    )


def corrected(delivery: Delivery) -> Letter:
    """To those who were mailed what was wrong: only how it stands after the last correction."""
    correction = Correction.objects.filter(pk=_number(delivery)).first()
    if correction is None:
        raise Dropped(Reason.GONE)
    found = _public(correction.notice_id)
    if found.corrections.filter(at__gt=correction.at).exists():
        raise Dropped(Reason.OVERTAKEN)
    return _of_notice(
        found,
        _("Corrected: %(title)s") % {"title": found.local.title},
        _("You get this because we have mailed you the notice before it was corrected."),
        delivery,
    )


def digest(delivery: Delivery) -> Letter:
    """Never empty: with nothing left to say it is not sent."""
    found = Digest.objects.filter(pk=_number(delivery)).first()
    notices = notices_for(found, delivery.person) if found else []
    if not notices:
        raise Dropped(Reason.GONE)
    subject = ngettext(
        "In the message channel: %(title)s",
        "In the message channel: %(count)s new, first %(title)s",
        len(notices),
    )
    title = shortened(notices[0].local.title, IN_A_SUBJECT)
    return Letter(
        subject=subject % {"count": len(notices), "title": title},
        passages=tuple(_brief(each, delivery) for each in notices),
        because=_("You get this because you have asked for notices once a day."),
    )


def _of_notice(found: Notice, subject: str, because: str, delivery: Delivery) -> Letter:
    words = found.local
    corrections = found.corrections.filter(language=words.language)
    return Letter(
        subject=subject,
        passages=(
            *_until(found),
            Passage(words.body, words.title, words.language),
            *(Passage(_corrected(each), "", each.language) for each in corrections),
            Passage("\n".join(_facts(found))),
            Passage("", "", "", _address(found, delivery), _("Read it in the message channel")),
        ),
        because=because,
    )


def _brief(found: Notice, delivery: Delivery) -> Passage:
    words = found.local
    return Passage(
        shortened(words.in_a_row, IN_A_DIGEST),
        words.title,
        words.language,
        _address(found, delivery),
        _("Read it in the message channel"),
    )


def _until(found: Notice) -> tuple[Passage, ...]:
    if found.expires_at is None or not found.is_critical_at(timezone.now()):
        return ()
    return (Passage(_("Critical until %(moment)s.") % {"moment": _moment(found.expires_at)}),)


def _facts(found: Notice) -> list[str]:
    """Whom it is for, and who answers for it."""
    groups = ", ".join(str(target) for target in found.targets.select_related("unit", "area"))
    concerns = [_("For: %(groups)s") % {"groups": groups}] if groups else []
    answers = {"unit": found.unit.local_name, "contact": found.contact}
    return [*concerns, _("Answers for it: %(unit)s, %(contact)s") % answers]


def _corrected(correction: Correction) -> str:
    moment = _moment(correction.at)
    return _("Corrected %(moment)s: %(reason)s") % {"moment": moment, "reason": correction.reason}


def _moment(at: datetime) -> str:
    return date_format(at.astimezone(OSLO), "DATETIME_FORMAT")


def _public(number: int) -> Notice:
    """What everyone may read now. A notice that was withdrawn is not mailed."""
    found = Notice.objects.public().select_related("unit").filter(pk=number).first()
    if found is None:
        raise Dropped(Reason.GONE)
    return found


def _address(found: Notice, delivery: Delivery) -> str:
    return absolute(f"/meldinger/{found.pk}/", delivery.language)


def _number(delivery: Delivery) -> int:
    return int(delivery.about.rpartition(":")[2])
