"""Parts of a page that are drawn once for the same facts, also those that hold a form."""

from __future__ import annotations

from urllib.parse import quote

from django.template import Context
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

# Where the token of a form stands in what is kept. No token looks like this.
TOKEN_PLACE = "-the-token-"  # noqa: S105  # it says where one stands
# Where a piece stands that is another each time. Letters only, so that no filter changes it, with
# one that no reader types.
PIECE_PLACE = "thepiece\ue000stands\ue000here"
QUERY_PLACE = "thequery\ue000stands\ue000here"


def with_piece(kept: str, piece: str) -> SafeString:
    """What was drawn with `PIECE_PLACE` as its `piece`, with this one in it."""
    return SafeString(kept.replace(PIECE_PLACE, conditional_escape(piece)))


def with_query(kept: str, query: str) -> SafeString:
    """What was drawn for a path: with what stands after it, in links and in addresses of links."""
    return with_piece(kept.replace(QUERY_PLACE, quote(query)), query)


def with_token(kept: str, context: Context) -> SafeString:
    """What was drawn with `TOKEN_PLACE` as its `csrf_token`, with this reader's own in it."""
    if TOKEN_PLACE not in kept:
        return SafeString(kept)
    return SafeString(kept.replace(TOKEN_PLACE, escape(context.get("csrf_token") or "")))
