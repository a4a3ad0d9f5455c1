"""PATCH as directories send it: by path or by object, and Entra's own ways of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sufflor.api.gate import NotUnderstood
from sufflor.api.scim.wire import BadPath, BadValue, Json

MOST_OPERATIONS = 1000
# name, name.sub, name[sub eq "value"], name[sub eq "value"].sub; any of them under a schema.
PATH = re.compile(
    r"^(?:urn:[\w.:-]+:)?(?P<name>[A-Za-z$][\w$-]*)"
    r'(?:\[\s*(?P<key>\w+)\s+eq\s+"?(?P<value>[^"\]]*)"?\s*\])?'
    r"(?:\.(?P<sub>\w+))?$",
    re.IGNORECASE,
)


class Step:
    """One change: what is done, to which attribute, and with what."""

    def __init__(self, deed: str, path: str, value: object) -> None:
        found = PATH.match(path)
        if found is None:
            raise BadPath
        self.deed = deed
        self.name = found["name"].lower()
        self.sub = (found["sub"] or "").lower()
        # Of which of several values, where the path says so.
        self.chosen = found["value"] if found["key"] else None
        self.value = value


def steps(body: Json) -> Iterator[Step]:
    """An object without a path is one change for each of its attributes; Entra writes `name.sub`
    there too, and begins `op` with a capital."""
    operations = next((body[name] for name in body if name.lower() == "operations"), None)
    if not isinstance(operations, list) or not 0 < len(operations) <= MOST_OPERATIONS:
        raise NotUnderstood
    for each in operations:
        if not isinstance(each, dict):
            raise NotUnderstood
        deed = str(each.get("op", "")).lower()
        path, value = each.get("path") or "", each.get("value")
        if deed not in {"add", "replace", "remove"} or not isinstance(path, str):
            raise NotUnderstood
        if path:
            yield Step(deed, path, value)
        elif isinstance(value, dict):
            for name, inner in value.items():
                yield from _of_object(deed, str(name), inner)
        else:
            raise BadPath


def _of_object(deed: str, name: str, inner: object) -> Iterator[Step]:
    if name.lower() == "name" and isinstance(inner, dict):
        for sub, text in inner.items():
            yield Step(deed, f"name.{sub}", text)
    elif not name.lower().startswith("urn:") or "." in name.rpartition(":")[2]:
        yield Step(deed, name, inner)


def text(value: object) -> str:
    """Empty for nothing; a single value in a list is that value."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("value")
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str):
        raise BadValue
    return value


def truth(value: object) -> bool:
    """Entra says "False" in words."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    raise BadValue
