"""Parts of a page that are drawn once for the same facts, also those that hold a form."""

from __future__ import annotations

from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString

# Where the token of a form stands in what is kept. No token looks like this.
TOKEN_PLACE = "-the-token-"  # noqa: S105  # it says where one stands


def with_token(kept: str, context: Context) -> SafeString:
    """What was drawn with `TOKEN_PLACE` as its `csrf_token`, with this reader's own in it."""
    if TOKEN_PLACE not in kept:
        return SafeString(kept)
    return SafeString(kept.replace(TOKEN_PLACE, escape(context.get("csrf_token") or "")))
