"""A form that becomes a deed: done, or refused with the reason beside what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms
from django.http import QueryDict

from sufflor.lib.refusals import NotAllowed, Refusal
from sufflor.organization.http import SignedInRequest

T = TypeVar("T")


def posted(request: SignedInRequest) -> QueryDict | None:
    """What a form is bound to: nothing while it is only looked at."""
    return request.POST if request.method == "POST" else None


def carried_out(
    form: forms.Form, deed: Callable[[], T], *, about: Mapping[type[Refusal], str] | None = None
) -> T | None:
    """What the deed made of a form that was sent; None when the form has to be shown (again).

    `about` says which field a refusal is about; what it does not name is about the whole.
    """
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return deed()
    except Refusal as refusal:
        form.add_error((about or {}).get(type(refusal)), str(refusal))
        return None


def refusal_of(deed: Callable[[], object]) -> Refusal | None:
    """Why the deed could not be done; nothing when it is done.

    For pages that say it in a way of their own. What somebody may not do at all is answered as
    everywhere: NotAllowed is raised.
    """
    try:
        deed()
    except NotAllowed:
        raise
    except Refusal as refusal:
        return refusal
    return None
