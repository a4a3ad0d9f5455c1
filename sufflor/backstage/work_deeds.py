"""What can be done with many requests: from a form to the deed, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sufflor.backstage.request_forms import HandManyForm, ResolveManyForm
from sufflor.desk import actions, queries
from sufflor.desk.actions import Place, Together
from sufflor.desk.models import Request
from sufflor.lib.clock import OSLO
from sufflor.lib.text import shortened
from sufflor.organization.models import User

SHOWN_OF_TEXT = 120


@dataclass(frozen=True)
class Carry:
    """`becomes` says of one, as it is after the deed, what has become of it."""

    deed: Callable[[Sequence[Request], forms.Form | None, User, datetime, bool], Together]
    becomes: Callable[[Request, forms.Form | None], str]

    def __call__(
        self,
        chosen: Sequence[Request],
        form: forms.Form | None,
        by: User,
        at: datetime,
        only_try: bool,
    ) -> Together:
        return self.deed(chosen, form, by, at, only_try)


def _take(
    chosen: Sequence[Request], _form: forms.Form | None, by: User, at: datetime, only_try: bool
) -> Together:
    return actions.take_each(requests=chosen, by=by, at=at, only_try=only_try)


def _let_lie(
    chosen: Sequence[Request], _form: forms.Form | None, by: User, at: datetime, only_try: bool
) -> Together:
    return actions.let_each_lie(requests=chosen, by=by, at=at, only_try=only_try)


def _hand(
    chosen: Sequence[Request], form: forms.Form | None, by: User, at: datetime, only_try: bool
) -> Together:
    assert isinstance(form, HandManyForm)  # noqa: S101  # the form of this deed
    choice = queries.choice_of(form.cleaned_data["to"], form.places)
    if choice is None:
        raise actions.NobodyThere
    return actions.hand_each(
        requests=chosen,
        to=Place(choice.line, choice.group, choice.person),
        reason=form.cleaned_data["reason"],
        note=form.note(),
        by=by,
        at=at,
        only_try=only_try,
    )


def _wait(
    chosen: Sequence[Request], form: forms.Form | None, by: User, at: datetime, only_try: bool
) -> Together:
    assert form is not None  # noqa: S101  # this deed has one
    return actions.wait_each(requests=chosen, **form.cleaned_data, by=by, at=at, only_try=only_try)


def _tie(
    chosen: Sequence[Request], form: forms.Form | None, by: User, at: datetime, only_try: bool
) -> Together:
    assert form is not None  # noqa: S101  # this deed has one
    error = form.cleaned_data["error"]
    return actions.tie_each(requests=chosen, error=error, by=by, at=at, only_try=only_try)


def _resolve(
    chosen: Sequence[Request], form: forms.Form | None, by: User, at: datetime, only_try: bool
) -> Together:
    assert form is not None  # noqa: S101  # this deed has one
    text = form.cleaned_data["text"]
    return actions.resolve_each(requests=chosen, text=text, by=by, at=at, only_try=only_try)


def _is_taken(_after: Request, _form: forms.Form | None) -> str:
    return _("You have it after that.")


def _is_there(after: Request, _form: forms.Form | None) -> str:
    return _("%(group)s has it after that.") % {"group": after.group or _("Nobody")}


def _waits(after: Request, _form: forms.Form | None) -> str:
    until = after.wake_at or after.changed_at
    time = date_format(until.astimezone(OSLO), "SHORT_DATETIME_FORMAT")
    return _("It comes up again %(time)s.") % {"time": time}


def _follows(after: Request, _form: forms.Form | None) -> str:
    words = _("%(name)s hears of the fix, and the request is resolved with it.")
    return words % {"name": after.reporter.first_name or after.reporter.full_name}


def _is_answered(after: Request, form: forms.Form | None) -> str:
    assert isinstance(form, ResolveManyForm)  # noqa: S101  # the form of this deed
    text = queries.filled(form.cleaned_data["text"], after, form.by)
    words = {"name": after.reporter.first_name, "text": shortened(text, SHOWN_OF_TEXT)}
    return _("%(name)s gets: “%(text)s”") % words


take_them = Carry(_take, _is_taken)
let_them_lie = Carry(_let_lie, _is_there)
hand_them = Carry(_hand, _is_there)
let_them_wait = Carry(_wait, _waits)
resolve_them = Carry(_resolve, _is_answered)
tie_them = Carry(_tie, _follows)
