"""Who writes, as every page that is read may ask without a query of its own."""

from __future__ import annotations

from collections.abc import Mapping

from sufflor.events.http import ORGANIZATION
from sufflor.knowledge import rules
from sufflor.lib.kept import Kept
from sufflor.organization.models import Role, RoleGrant
from sufflor.organization.rules import Someone

_writers: Kept[frozenset[int]] = Kept(size=1)


def may_change(person: Someone, owner: int | None, revisions: Mapping[str, int]) -> bool:
    """Whether a reader is led to changing what this unit keeps. Only those who write somewhere are
    asked for more than their key."""
    writers = _writers.get("writers", revisions[ORGANIZATION], _read)
    return person.pk in writers and rules.may_edit_for(person, owner)


def _read() -> frozenset[int]:
    grants = RoleGrant.objects.filter(role__in=(Role.EDITOR, Role.ADMINISTRATOR))
    return frozenset(grants.values_list("person", flat=True))
