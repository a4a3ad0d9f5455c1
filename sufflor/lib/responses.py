"""Answers to a browser that Django has no name for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
_ALIKE = "_is_alike_for_guests"


class SeeOther(HttpResponseRedirect):
    """After a deed: go on to this page with GET, so that reloading does not repeat the deed."""

    status_code = 303


def alike_for_guests(
    view: Callable[Concatenate[R, P], HttpResponse],
) -> Callable[Concatenate[R, P], HttpResponse]:
    """For a page that shows every guest the same while no followed topic (`events.http.FOLLOWED`)
    has moved on, but for what begins and ends on the minute. Such pages may be kept whole."""

    @wraps(view)
    def marked(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        setattr(response, _ALIKE, True)
        return response

    return marked


def is_alike_for_guests(response: HttpResponse) -> bool:
    return getattr(response, _ALIKE, False) is True
