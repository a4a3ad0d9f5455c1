"""Letters about known errors: to those whom one concerns of a new workaround, of the fix, and of a
fix that was none; to those who follow all of them also of what is new."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sufflor.desk.models import Request
from sufflor.desk.queries import requests_ended_with
from sufflor.events.models import reference
from sufflor.known_errors.models import SOLVED, KnownError, State, Step
from sufflor.lib.text import shortened
from sufflor.messaging import fix_letters
from sufflor.messaging.addresses import absolute
from sufflor.messaging.deeds import has_got
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.organization.models import User
from sufflor.vendor.queries import requests_ended_at

SUBJECT_LENGTH = 90


def workaround(delivery: Delivery) -> Letter:
    """The newest one only, and not when there is no need for it any more."""
    step, error = _told(delivery)
    return _workaround(step, error, delivery, concerns=True)


def fixed(delivery: Delivery) -> Letter:
    """Also tells which of one's own requests were resolved with it: no other mail does."""
    step, error = _told(delivery)
    return _fixed(step, error, delivery, concerns=True)


def reopened(delivery: Delivery) -> Letter:
    """To whoever got the mail that it was fixed, as plainly as that said so."""
    step, error = _told(delivery)
    return _reopened(step, error, delivery, concerns=True)


def followed(delivery: Delivery) -> Letter:
    """The same news for those who want to hear of every error."""
    step, error = _told(delivery)
    if step.state == State.FIXED:
        return _fixed(step, error, delivery, concerns=False)
    if step.state_before in SOLVED and not step.is_first:
        return _reopened(step, error, delivery, concerns=False)
    if step.has_new_workaround:
        return _workaround(step, error, delivery, concerns=False)
    return _new(step, error, delivery)


def _workaround(step: Step, error: KnownError, delivery: Delivery, *, concerns: bool) -> Letter:
    if not error.is_under_way or error.workaround != step.workaround:
        raise Dropped(Reason.OVERTAKEN)
    return Letter(
        subject=_("What you can do meanwhile: %(title)s") % _short(error),
        passages=(
            Passage(
                _("There is a way around an error that concerns you.")
                if concerns
                else _("There is a way around a known error.")
            ),
            Passage(error.title, _("The error"), error.language),
            Passage(error.workaround, _("What you can do meanwhile"), error.language),
            _link(error, delivery),
        ),
        because=_because(concerns=concerns),
    )


def _fixed(step: Step, error: KnownError, delivery: Delivery, *, concerns: bool) -> Letter:
    """Not of a fix that was taken back, even if another came after it: that one is told."""
    later = error.steps.filter(pk__gt=step.pk, state_before__in=SOLVED, state=State.CONFIRMED)
    if not error.is_solved or later.exists():
        raise Dropped(Reason.OVERTAKEN)
    ended = _ended_with(error, delivery.person, step)
    return Letter(
        subject=_("Fixed: %(title)s") % _short(error),
        passages=(
            Passage(
                _("An error that concerns you is fixed.")
                if concerns
                else _("A known error is fixed.")
            ),
            Passage(error.title, _("The error"), error.language),
            Passage(step.sentence, _("What has happened"), error.language),
            *(fix_letters.ended(request, delivery) for request in ended),
            _link(error, delivery),
        ),
        because=_because(concerns=concerns),
        opening_of_many=_("Errors that concern you are fixed.")
        if concerns
        else _("Known errors are fixed."),
    )


def _reopened(step: Step, error: KnownError, delivery: Delivery, *, concerns: bool) -> Letter:
    fixes = error.steps.filter(pk__lt=step.pk, state=State.FIXED)
    if not has_got(delivery.recipient_id, [reference(fix) for fix in fixes]):
        raise Dropped(Reason.OVERTAKEN)
    if error.is_solved:
        raise Dropped(Reason.OVERTAKEN)
    return Letter(
        subject=_("Not fixed after all: %(title)s") % _short(error),
        passages=(
            Passage(_("We told you that a known error was fixed. It was not. We are sorry.")),
            Passage(error.title, _("The error"), error.language),
            Passage(step.sentence, _("What has happened"), error.language),
            Passage(_("Requests that we resolved with it are open again. We go on working on it.")),
            _link(error, delivery),
        ),
        because=_because(concerns=concerns),
        opening_of_many=_("We told you that known errors were fixed. They were not. We are sorry."),
    )


def _new(step: Step, error: KnownError, delivery: Delivery) -> Letter:
    if not error.is_under_way:
        raise Dropped(Reason.OVERTAKEN)
    meanwhile = Passage(error.workaround, _("What you can do meanwhile"), error.language)
    return Letter(
        subject=_("Known error: %(title)s") % _short(error),
        passages=(
            Passage(_("There is a new known error.")),
            Passage(error.title, _("The error"), error.language),
            Passage(error.seen, _("What you see"), error.language),
            *([meanwhile] if error.workaround else []),
            Passage(step.sentence, _("What has happened"), error.language),
            _link(error, delivery),
        ),
        because=_because(concerns=False),
    )


def _told(delivery: Delivery) -> tuple[Step, KnownError]:
    """What is mailed is what everyone may read now."""
    number = int(delivery.about.rpartition(":")[2])
    step = Step.objects.filter(pk=number).select_related("error").first()
    if step is None or not step.error.is_public or step.state == State.CANDIDATE:
        raise Dropped(Reason.GONE)
    return step, step.error


def _ended_with(error: KnownError, person: User, step: Step) -> list[Request]:
    """Also those that waited for the same fix, and not for the error."""
    tied = requests_ended_with(error, person, step.at)
    found = {request.pk: request for request in (*tied, *requests_ended_at(person, step.at))}
    return [found[pk] for pk in sorted(found)]


def _link(error: KnownError, delivery: Delivery) -> Passage:
    address = absolute(error.path, delivery.language)
    return Passage("", url=address, link=_("Read about the error, or get no more mail about it"))


def _because(*, concerns: bool) -> str:
    if concerns:
        return _("You get this because the error concerns you.")
    return _("You get this because you follow all known errors.")


def _short(error: KnownError) -> dict[str, str]:
    return {"title": shortened(error.title, SUBJECT_LENGTH)}
