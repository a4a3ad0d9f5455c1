"""The steps that can be taken with a known error, and what each of them asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from sufflor.backstage.error_forms import (
    ConfirmForm,
    NewsForm,
    SentenceForm,
    VerifyForm,
)
from sufflor.desk import actions as desk
from sufflor.known_errors import actions
from sufflor.known_errors.models import SOLVED, UNDER_WAY, State, Step
from sufflor.lib.refusals import Sentence


@dataclass(frozen=True)
class StepDeed:
    """A step that can be taken from these states: what its page asks, and the deed."""

    title: Sentence
    lead: Sentence
    press: Sentence
    icon: str
    since: Collection[State]
    form: Callable[[QueryDict | None], forms.Form]
    deed: Callable[..., Step]


STEPS: Mapping[str, StepDeed] = {
    "bekreftelse": StepDeed(
        gettext_lazy("It is an error"),
        gettext_lazy("Everyone can read of it from now on, and you owe them news by the time."),
        gettext_lazy("Confirm and tell everyone"),
        "check",
        (State.CANDIDATE, State.WONT_FIX),
        ConfirmForm,
        actions.confirm,
    ),
    "ikke-rettet": StepDeed(
        gettext_lazy("It is not fixed after all"),
        gettext_lazy(
            "Those who were told of the fix are told this, once. Requests that were resolved "
            "with it are open again, and you owe news by the time."
        ),
        gettext_lazy("Say that it is not fixed"),
        "undo",
        SOLVED,
        ConfirmForm,
        desk.withdraw_fix,
    ),
    "nytt": StepDeed(
        gettext_lazy("Tell how it goes"),
        gettext_lazy("Also when there is little to tell: that is better than silence."),
        gettext_lazy("Tell everyone"),
        "megaphone",
        UNDER_WAY,
        NewsForm,
        actions.tell,
    ),
    "virker": StepDeed(
        gettext_lazy("The fix works"),
        gettext_lazy("It was tested here, or those whom it concerned have said so."),
        gettext_lazy("The fix is verified"),
        "check",
        (State.FIXED,),
        VerifyForm,
        actions.verify,
    ),
    "slutt": StepDeed(
        gettext_lazy("Close it"),
        gettext_lazy("Nothing more is done with it. It can be taken up again."),
        gettext_lazy("Close it"),
        "archive",
        (State.CANDIDATE, State.VERIFIED),
        SentenceForm,
        actions.close,
    ),
    "blir-som-den-er": StepDeed(
        gettext_lazy("It will not be fixed"),
        gettext_lazy("Say why. What people can do meanwhile stays on the page."),
        gettext_lazy("Tell everyone that it will not be fixed"),
        "minus",
        UNDER_WAY,
        SentenceForm,
        actions.leave_as_it_is,
    ),
}
