"""What people want to be mailed: said by themselves, or by the address at the foot of a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sufflor.announcements import actions as announcements
from sufflor.announcements import queries as announced
from sufflor.events import actions as events
from sufflor.events.models import reference
from sufflor.messaging.actions.expanding import deliver
from sufflor.messaging.actions.sending import preference_of
from sufflor.messaging.digests import untold
from sufflor.messaging.models import ErrorFollower, Notices, Preference, Topic
from sufflor.messaging.telling import notice_key
from sufflor.messaging.told import Told
from sufflor.organization.models import CaseArea, User


@dataclass(frozen=True)
class Wishes:
    """What a person wants, the areas that they work with among it: some notices are for those."""

    notices: Notices
    answers: bool
    language: str
    errors: bool
    areas: tuple[CaseArea, ...] = ()


@transaction.atomic
def choose(*, wanted: Wishes, by: User, at: datetime) -> Preference:
    """From now on I want this. Who no longer waits for the day's mail gets what it would hold."""
    announcements.follow_areas(areas=wanted.areas, by=by, at=at)
    follow_errors(wanted=wanted.errors, by=by, at=at)
    preference = _locked(preference_of(person=by))
    before = (preference.notices, preference.answers, preference.language)
    after = (wanted.notices, wanted.answers, wanted.language)
    if before == after:
        return preference
    preference.notices, preference.answers, preference.language = after
    preference.save(update_fields=["notices", "answers", "language"])
    events.record(
        "mail.chosen", about=by, by=by, at=at, notices=wanted.notices, answers=wanted.answers
    )
    if (before[0], wanted.notices) == (Notices.DAILY, Notices.AT_ONCE):
        deliver(told=_waiting_for_the_digest(by, at), at=at)
    return preference


@transaction.atomic
def choose_answers(*, wanted: bool, by: User, at: datetime) -> Preference:
    """Only this of it, said beside the question hour. The same twice is the same as once."""
    preference = _locked(preference_of(person=by))
    if preference.answers == wanted:
        return preference
    preference.answers = wanted
    preference.save(update_fields=["answers"])
    events.record("mail.chosen", about=by, by=by, at=at, notices=preference.notices, answers=wanted)
    return preference


@transaction.atomic
def follow_errors(*, wanted: bool, by: User, at: datetime) -> None:
    """Every known error by mail: new ones, ways around them and fixes, or no longer. The same twice
    is the same as once."""
    preference = _locked(preference_of(person=by))
    if preference.wants(Topic.ERRORS) == wanted:
        return
    if wanted:
        ErrorFollower.objects.create(person=by, since=at)
    else:
        ErrorFollower.objects.filter(person=by).delete()
    events.record("mail.errors_chosen", about=by, by=by, at=at, wanted=wanted)


@transaction.atomic
def unsubscribe(*, preference: Preference, topic: Topic, at: datetime) -> None:
    """No more mail of this kind, said by whoever holds the mail. Twice is the same as once."""
    preference = _locked(preference)
    if not preference.wants(topic):
        return
    if topic == Topic.ANSWERS:
        preference.answers = False
    elif topic == Topic.ERRORS:
        ErrorFollower.objects.filter(person=preference.person_id).delete()
    else:
        preference.notices = Notices.NEVER
    preference.save(update_fields=["answers", "notices"])
    person = preference.person
    events.record("mail.unsubscribed", about=person, by=None, at=at, topic=topic.value)


def _locked(preference: Preference) -> Preference:
    return Preference.objects.select_for_update(no_key=True).get(pk=preference.pk)


def _waiting_for_the_digest(person: User, at: datetime) -> list[Told]:
    return [
        Told(person.pk, "notice", reference(each), notice_key(each.pk, person.pk), at)
        for each in announced.for_reader(untold(at), announced.belonging(person, at))
    ]
