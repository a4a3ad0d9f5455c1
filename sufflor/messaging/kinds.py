"""Every kind of mail: who writes its letter, and who has said no to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sufflor.messaging import question_letters, request_letters
from sufflor.messaging.letters import Letter
from sufflor.messaging.models import Delivery, Preference


@dataclass(frozen=True)
class Kind:
    """`write` runs in the recipient's language when the mail is sent, and may raise `Dropped`."""

    name: Promise
    write: Callable[[Delivery], Letter]
    is_wanted: Callable[[Preference], bool]


def _wants_answers(preference: Preference) -> bool:
    return preference.answers


KINDS: Mapping[str, Kind] = {
    "answered": Kind(_("An answer"), question_letters.answered, _wants_answers),
    "edited": Kind(_("A changed answer"), question_letters.edited, _wants_answers),
    "declined": Kind(_("A question not answered"), question_letters.declined, _wants_answers),
    "moved": Kind(_("A question made private"), question_letters.moved, _wants_answers),
    "replied": Kind(_("A reply to a private request"), request_letters.replied, _wants_answers),
}
