"""Letters to those who waited for a fix that no known error told them of: it is in use, or it was
none.

What the case is called, and that there is one, is a matter among helpers: they read of what they
asked about themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sufflor.desk.models import Request
from sufflor.events.models import reference
from sufflor.lib.text import shortened
from sufflor.messaging.addresses import absolute
from sufflor.messaging.deeds import has_got
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.organization.models import User
from sufflor.questions.models import Question
from sufflor.questions.queries import concerned
from sufflor.vendor.models import Entry, State
from sufflor.vendor.queries import questions_alone, requests_ended_at

SUBJECT_LENGTH = 90
# In which what helpers write to everyone at once is written.
WRITTEN_IN = "nb"


def released(delivery: Delivery) -> Letter:
    """Also tells which of one's own requests were resolved with it: no other mail does."""
    entry = _entry(delivery)
    if _is_taken_back(entry):
        raise Dropped(Reason.OVERTAKEN)
    questions = _asked(entry, delivery.person)
    requests = list(requests_ended_at(delivery.person, entry.at))
    return Letter(
        subject=_("Fixed: %(title)s") % {"title": _about(questions, requests)},
        passages=(
            Passage(_("Something that you asked about is fixed.")),
            *(_question(question, delivery) for question in questions),
            Passage(entry.text, _("What has happened"), WRITTEN_IN),
            *(ended(request, delivery) for request in requests),
        ),
        because=_because(),
        opening_of_many=_("What you asked about is fixed."),
    )


def taken_back(delivery: Delivery) -> Letter:
    """To whoever got the mail that it was fixed, as plainly as that said so."""
    entry = _entry(delivery)
    before = entry.case.entries.filter(state=State.CLOSED, pk__lt=entry.pk).order_by("pk").last()
    if before is None or not has_got(delivery.recipient_id, [reference(before)]):
        raise Dropped(Reason.OVERTAKEN)
    questions = _asked(entry, delivery.person)
    about = _about(questions, [])
    return Letter(
        subject=_("Not fixed after all: %(title)s") % {"title": about},
        passages=(
            Passage(_("You were told that something you asked about was fixed. It was not.")),
            *(_question(question, delivery) for question in questions),
            Passage(_("Requests that we resolved with it are open again. We go on working on it.")),
        ),
        because=_because(),
        opening_of_many=_("You were told that what you asked about was fixed. It was not."),
    )


def ended(request: Request, delivery: Delivery) -> Passage:
    """One's own request, which ended with what the letter tells of."""
    text = _("We think that this also solves your request. If it does not, write to us there.")
    link = _("Your request %(number)s") % {"number": request.number}
    return Passage(text, url=absolute(request.path, delivery.language), link=link)


def _asked(entry: Entry, person: User) -> list[Question]:
    """What this person asked or voted for, of what everyone may read."""
    alone = [question.pk for question in questions_alone(entry.case, entry.at)]
    found = Question.objects.public().filter(pk__in=alone).select_related("hour").order_by("pk")
    return [each for each in found if concerned(each).filter(pk=person.pk).exists()]


def _about(questions: Sequence[Question], requests: Sequence[Request]) -> str:
    if questions:
        return shortened(questions[0].text, SUBJECT_LENGTH)
    if requests:
        return _("your request %(number)s") % {"number": requests[0].number}
    return _("something that you asked about")


def _question(question: Question, delivery: Delivery) -> Passage:
    address = absolute(question.path, delivery.language)
    heading, link = _("The question"), _("See the question")
    return Passage(question.text, heading, question.language, url=address, link=link)


def _is_taken_back(entry: Entry) -> bool:
    return entry.case.entries.filter(pk__gt=entry.pk, state_before=State.CLOSED).exists()


def _entry(delivery: Delivery) -> Entry:
    rows = Entry.objects.select_related("case")
    entry = rows.filter(pk=int(delivery.about.rpartition(":")[2])).first()
    if entry is None:
        raise Dropped(Reason.GONE)
    return entry


def _because() -> str:
    return _("You get this because you asked, voted, or follow a request about it.")
