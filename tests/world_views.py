"""What the world of tests/world.py holds of views of the work, and the forms that make them."""

from __future__ import annotations

from collections.abc import Mapping

from sufflor.desk import actions
from sufflor.desk.actions import ViewWish
from sufflor.organization.models import SupportGroup, User
from tests.cast import MORNING

NEW = {"all": [{"field": "state", "is": ["new"]}]}
SENT = {
    "name": "Det nye",
    "owner": "person",
    "order": "frist",
    "mode": "all",
    "gjor": "lagre",
    "rad": ["0"],
    "hva_0": "state",
    "hvordan_0": "er",
    "verdi_0": ["new"],
}


def view_things(jo: User) -> dict[str, Mapping[str, object]]:
    """One of Jo’s own, beside the queues, and one of the group that is not."""
    own = actions.keep_view(wish=ViewWish("Mitt nye", NEW), owner=jo, by=jo, at=MORNING)
    group = SupportGroup.objects.get(code="alle")
    shared = actions.keep_view(wish=ViewWish("Vårt nye", NEW), owner=group, by=jo, at=MORNING)
    actions.unpin_view(view=shared, by=jo, at=MORNING)
    return {"own_view": {"pk": own.pk}, "unpinned_view": {"pk": shared.pk}}


def view_forms() -> dict[str, dict[str, object]]:
    return {"work_view_new": dict(SENT), "work_view_change": {**SENT, "name": "Annet navn"}}
