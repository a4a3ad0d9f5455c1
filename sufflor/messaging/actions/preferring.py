"""What a person says about the mail that they want."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.messaging.actions.sending import preference_of
from sufflor.messaging.models import Preference
from sufflor.organization.models import User


@transaction.atomic
def mail_answers(*, wanted: bool, by: User, at: datetime) -> Preference:
    """Whether they are mailed the answers to what they asked and voted for; yes until they say no.

    Saying the same twice changes nothing.
    """
    preference = preference_of(person=by)
    if preference.answers == wanted:
        return preference
    preference.answers = wanted
    preference.save(update_fields=["answers"])
    events.record("mail.answers_wanted", about=by, by=by, at=at, wanted=wanted)
    return preference
