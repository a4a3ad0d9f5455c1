"""Offering a way in, and changing one that is offered."""

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.rollout import actions
from sufflor.rollout.models import WayIn, WayKind
from tests.cast import MORNING


def offer(by, **facts) -> WayIn:
    way_in = WayIn(**{"kind": WayKind.PHONE, "name": "Vakttelefon på dagtid", **facts})
    return actions.offer_way_in(way_in=way_in, by=by, at=MORNING)


def test_a_way_in_gets_an_address_from_its_name(anne_admin) -> None:
    first, second = offer(anne_admin), offer(anne_admin, name="Vakttelefon på  dagtid\n")

    assert (first.slug, second.slug) == ("vakttelefon-pa-dagtid", "vakttelefon-pa-dagtid-2")
    assert second.name == "Vakttelefon på dagtid"


def test_a_name_of_signs_alone_has_an_address_too(anne_admin) -> None:
    assert offer(anne_admin, name="???").slug == "vei-inn"


def test_a_changed_way_in_keeps_its_address(anne_admin, telephone) -> None:
    telephone.name = "Ny telefon"

    actions.offer_way_in(way_in=telephone, by=anne_admin, at=MORNING)

    telephone.refresh_from_db()
    assert (telephone.slug, telephone.name) == ("telefon", "Ny telefon")
    assert Event.objects.get().verb == "way_in.changed"


def test_two_ways_in_do_not_share_an_address(anne_admin, telephone) -> None:
    with pytest.raises(actions.AddressTaken):
        offer(anne_admin, slug=telephone.slug)


def test_a_name_is_needed(anne_admin) -> None:
    with pytest.raises(actions.NamelessWay):
        offer(anne_admin, name=" \u200b")


def test_only_those_who_plan_offer_ways_in(kari, telephone) -> None:
    with pytest.raises(NotAllowed):
        actions.offer_way_in(way_in=telephone, by=kari, at=MORNING)
