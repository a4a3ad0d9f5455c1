"""A form that becomes a deed: done, or refused with the reason beside what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sufflor.lib.refusals import NotAllowed, Refusal

T = TypeVar("T")

# A page with a form of its own: it is looked at, and it is sent to its own address.
looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing while it is only looked at."""
    return request.POST if request.method == "POST" else None


def carried_out(
    form: forms.Form, deed: Callable[[], T], *, about: Mapping[type[Refusal], str] | None = None
) -> T | None:
    """What the deed made of a form that was sent; None when the form has to be shown (again).

    `about` says which field a refusal is about; what it does not name, and what this form does not
    ask, is about the whole.
    """
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return deed()
    except Refusal as refusal:
        field = (about or {}).get(type(refusal))
        form.add_error(field if field in form.fields else None, str(refusal))
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


def form_page(
    request: HttpRequest, template: str, form: forms.Form, /, **about: object
) -> HttpResponse:
    """The page that a form stands on: to be filled in, or with what was refused in it."""
    context = {"form": form, **about}
    return render(request, template, context, status=422 if form.errors else 200)
