"""What may answer a request before it is sent: shown beside the form while somebody writes."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.http import require_safe

from sufflor.forms.page import typed_in
from sufflor.known_errors.finding import ERROR
from sufflor.known_errors.models import KnownError
from sufflor.lib.text import one_line
from sufflor.organization.http import Request
from sufflor.search.models import Audience
from sufflor.search.queries import Near, similar

# What is wrong for everyone comes before what one may do oneself.
KINDS = ("article", "answer", ERROR, "change_request")
MOST = 4
# Shorter than a word that says something: nothing is looked up.
LEAST_LETTERS = 4
LONGEST = 300


@require_safe
def similar_help(request: Request) -> HttpResponse:
    """Only the list, of what everyone may read: asked for at every pause in the typing."""
    said = " ".join(value for values in typed_in(request.GET).values() for value in values)
    context = {"found": found(said)}
    return HttpResponse(render_to_string("frontstage/similar_help.html", context))


def found(said: str) -> list[Near]:
    text = one_line(said)[:LONGEST]
    if len(text) < LEAST_LETTERS:
        return []
    near = similar(text, audience=Audience.PUBLIC, kinds=KINDS)
    errors = [one for one in near if one.kind == ERROR]
    # One that is fixed is no answer any more.
    there = KnownError.objects.under_way().filter(pk__in=[one.key for one in errors])
    open_ = set(there.values_list("pk", flat=True)) if errors else set()
    kept = [one for one in near if one.kind != ERROR or one.key in open_]
    return sorted(kept, key=lambda one: one.kind != ERROR)[:MOST]


urls = [path("hjelp/lignende/", similar_help, name="similar_help")]
