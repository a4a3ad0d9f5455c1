"""Wishes that were accepted become one case for the vendor, and come back delivered."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sufflor.change_requests import actions as wishes
from sufflor.change_requests.actions import Facts as WishFacts
from sufflor.change_requests.models import Backing, ChangeRequest
from sufflor.change_requests.models import State as WishState
from sufflor.events.models import Event
from sufflor.lib.counting import FEWEST_COUNTED
from sufflor.organization.models import Charge, ChargeKind, User
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import News
from sufflor.vendor.models import Check, Kind, State, VendorCase
from sufflor.vendor.tests.conftest import LATER
from tests.cast import DAY, MORNING
from tests.vendors import fresh, sent

SENT = "Sendt til leverandøren i samlingen i dag."
PLANNED = News("Det kommer i 7.4.2.", LATER)


@pytest.fixture
def accepted(personnel, kari, lars, per_second_line):
    Charge.objects.create(person=lars, area=personnel, kind=ChargeKind.OWNER, from_date=DAY)

    def make(title: str, workaround: str = "") -> ChangeRequest:
        said = WishFacts(
            title=title, need=f"Jeg må {title}.", workaround=workaround, area=personnel
        )
        wish = wishes.propose(facts=said, submission=uuid4(), by=kari, at=MORNING)
        wishes.take_up(change=wish, text="Sett.", seen=wish.stamp, by=per_second_line, at=MORNING)
        wish = again(wish)
        wishes.decide(
            change=wish,
            verdict=WishState.ACCEPTED,
            reason="Ja.",
            seen=wish.stamp,
            by=lars,
            at=MORNING,
        )
        return again(wish)

    return make


@pytest.fixture
def pair(accepted) -> list[ChangeRequest]:
    return [accepted("sortere listen", "Regneark."), accepted("kopiere flere")]


@pytest.fixture
def bundle(pair, system, vera_vendor_contact) -> VendorCase:
    return actions.bundle_changes(
        wishes=pair, system=system, text=SENT, by=vera_vendor_contact, at=MORNING
    )


@pytest.fixture
def reported(bundle, vera_vendor_contact) -> VendorCase:
    """Seen to, and with the vendor."""
    VendorCase.objects.filter(pk=bundle.pk).update(checked=[each.value for each in Check])
    sent(fresh(bundle), vera_vendor_contact)
    return fresh(bundle)


def again(wish: ChangeRequest) -> ChangeRequest:
    return ChangeRequest.objects.get(pk=wish.pk)


def verified(case: VendorCase, version, by) -> VendorCase:
    actions.announce_fix(case=case, version=version, news=PLANNED, by=by, at=LATER)
    actions.start_test(case=case, by=by, at=LATER)
    actions.verify(case=case, tested="Prøvd i testmiljøet.", by=by, at=LATER)
    return fresh(case)


def test_a_bundle_is_one_case_in_the_words_of_the_wishes(bundle, pair) -> None:
    assert (bundle.kind, bundle.state) == (Kind.CHANGE, State.READY)
    assert bundle.title == "sortere listen, og 1 til"
    assert all(f"Jeg må {wish.title}." in bundle.expected for wish in pair)
    assert "Regneark." in bundle.actual
    assert queries.wishes_of(bundle) == pair
    assert {again(wish).state for wish in pair} == {WishState.SENT}


def test_a_bundle_that_is_sent_twice_is_one_case(bundle, pair, system, vera_vendor_contact) -> None:
    second = actions.bundle_changes(
        wishes=pair, system=system, text=SENT, by=vera_vendor_contact, at=MORNING
    )

    assert second == bundle
    assert VendorCase.objects.count() == 1


def test_who_wished_for_what_was_taken_in_counts_on_the_board(
    bundle, pair, personnel, per_second_line
):
    people = User.objects.bulk_create(User(username=f"mange-{n}") for n in range(FEWEST_COUNTED))
    taken_in = []
    for title, by in (("Sortere", people[0]), ("Rekkefølge", people[1])):
        said = WishFacts(title=title, need="Jeg må det.", area=personnel)
        taken_in.append(wishes.propose(facts=said, submission=uuid4(), by=by, at=MORNING))
    for person in people[2:]:
        Backing.objects.create(change=taken_in[0], person=person, at=MORNING)
    ways = ((taken_in[0], taken_in[1]), (taken_in[1], pair[0]))
    for change, into in ways:
        wishes.merge(change=change, into=into, by=per_second_line, at=LATER)

    assert queries.affected([bundle.pk])[bundle.pk].number == len(people) + 1


def test_one_that_cannot_be_sent_leaves_no_case(pair, proposed_wish, system, vera_vendor_contact):
    with pytest.raises(wishes.NotFromHere):
        actions.bundle_changes(
            wishes=[*pair, proposed_wish],
            system=system,
            text=SENT,
            by=vera_vendor_contact,
            at=LATER,
        )

    assert not VendorCase.objects.exists()
    assert {again(wish).state for wish in pair} == {WishState.ACCEPTED}


@pytest.fixture
def proposed_wish(personnel, kari) -> ChangeRequest:
    said = WishFacts(title="fargelegge", need="Jeg vil se det.", area=personnel)
    return wishes.propose(facts=said, submission=uuid4(), by=kari, at=MORNING)


def test_what_is_in_use_is_delivered_and_told_once(
    reported, pair, version, vera_vendor_contact
) -> None:
    case = verified(reported, version, vera_vendor_contact)
    planned = {again(wish).state for wish in pair}

    for _twice in range(2):
        actions.release(case=case, sentence="Nå er det her.", by=vera_vendor_contact, at=LATER)

    assert planned == {WishState.PLANNED}
    assert {(again(w).state, again(w).version) for w in pair} == {(WishState.DELIVERED, "7.4.2")}
    assert Event.objects.filter(verb="change.delivered").count() == len(pair)


def test_what_waits_for_another_case_too_is_not_delivered_yet(
    reported, pair, facts, version, vera_vendor_contact
) -> None:
    other = actions.propose(facts=facts, by=vera_vendor_contact, at=MORNING)
    ties = actions.Ties(changes=pair[:1])
    actions.tie(case=other, ties=ties, by=vera_vendor_contact, at=MORNING)
    case = verified(reported, version, vera_vendor_contact)

    actions.release(case=case, sentence="Nå er det her.", by=vera_vendor_contact, at=LATER)

    assert again(pair[0]).state == WishState.PLANNED
    assert again(pair[1]).state == WishState.DELIVERED


def test_a_version_that_is_withdrawn_takes_it_back(
    reported, pair, version, vera_vendor_contact
) -> None:
    case = verified(reported, version, vera_vendor_contact)
    actions.release(case=case, sentence="Nå er det her.", by=vera_vendor_contact, at=LATER)

    actions.take_back_fix(
        case=fresh(case),
        why="Trukket tilbake.",
        news=News("Det var ikke der likevel.", LATER),
        by=vera_vendor_contact,
        at=LATER,
    )

    assert {again(wish).state for wish in pair} == {WishState.ACCEPTED}
