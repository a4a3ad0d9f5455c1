"""A page of nothing but a form that becomes a deed.

The page of one about a request is `request_at_hand.deed_page`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse

from sufflor.lib.deeds import form_page
from sufflor.lib.refusals import Sentence
from sufflor.organization.http import SignedInRequest


@dataclass(frozen=True)
class Back:
    """Where a deed was begun, and where whoever thinks better of it goes."""

    url: str
    name: Sentence


def form_alone(
    request: SignedInRequest,
    form: forms.Form,
    title: Sentence,
    lead: Sentence,
    press: Sentence,
    back: Back,
    **about: object,
) -> HttpResponse:
    """What it is, what comes of it, and what the button says."""
    about |= {"title": title, "lead": lead, "press": press, "back": back}
    return form_page(request, "backstage/form_alone.html", form, **about)
