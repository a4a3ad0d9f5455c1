"""Answers to a browser that Django has no name for."""

from __future__ import annotations

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """After a deed: go on to this page with GET, so that reloading does not repeat the deed."""

    status_code = 303
