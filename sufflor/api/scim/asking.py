"""What is asked of a list: a filter on one attribute, and a page of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from django.db.models import Model, QuerySet

from sufflor.api.scim.wire import BadFilter
from sufflor.organization.http import Request

T = TypeVar("T", bound=Model)
MOST = 200
# attribute eq "value", as directories ask for one that they may know already.
EQUALS = re.compile(r'^\s*([\w.:$]+)\s+eq\s+"((?:[^"\\]|\\.)*)"\s*$', re.IGNORECASE)
LONGEST = 400


def filtered(request: Request, rows: QuerySet[T], attributes: Mapping[str, str]) -> QuerySet[T]:
    """`attributes` are those that may be asked about, in small letters, and how rows know them."""
    asked = request.GET.get("filter", "")
    if not asked:
        return rows
    found = EQUALS.match(asked) if len(asked) <= LONGEST else None
    if found is None or "\x00" in asked:
        raise BadFilter
    name = found[1].rpartition(":")[2].lower()
    value = found[2].replace('\\"', '"').replace("\\\\", "\\")
    if name not in attributes:
        raise BadFilter
    if name == "id":
        is_number = value.isascii() and value.isdigit() and len(value) <= 18
        return rows.filter(pk=int(value)) if is_number else rows.none()
    return rows.filter(**{attributes[name]: value})


def page(request: Request, rows: QuerySet[T]) -> tuple[list[T], int, int]:
    """The rows, how many there are in all, and the number of the first (RFC 7644, 3.4.2.4)."""
    start = max(_number(request.GET.get("startIndex", ""), 1), 1)
    count = min(max(_number(request.GET.get("count", ""), MOST), 0), MOST)
    total = rows.count()
    return list(rows.order_by("pk")[start - 1 : start - 1 + count]), total, start


def _number(text: str, otherwise: int) -> int:
    is_number = re.fullmatch(r"-?[0-9]{1,9}", text)
    return int(text) if is_number else otherwise
