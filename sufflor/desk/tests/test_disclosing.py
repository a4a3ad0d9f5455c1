"""Access by the law: what is about people is found, looked through, and black in what is given."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import gettext

from sufflor.desk import actions, queries
from sufflor.desk.models import Disclosure, How, Redaction, Request
from sufflor.desk.queries import Chosen
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Role, RoleGrant
from tests.cast import MORNING

TEXT = (
    "Kari Moens skjerm viser 01010750160. Ring 73 59 50 00 eller skriv til"
    " lars.holm@nidelva.example, sier Lars Holm. Sak 2026/123."
)


@pytest.fixture
def archivist(records_department, liv_first_line):
    RoleGrant.objects.create(person=liv_first_line, role=Role.ARCHIVIST, granted_at=MORNING)
    return liv_first_line


@pytest.fixture
def sent(request_, lars):
    Request.objects.filter(pk=request_.pk).update(title="Innsyn", text=TEXT)
    request_.refresh_from_db()
    return request_


@pytest.fixture
def begun(sent, archivist):
    return begin(sent, archivist)


def begin(request, by, **wanted):
    chosen = Chosen(**(wanted or {"numbers": (request.pk,)}))
    return actions.begin_disclosure(name="Sak 2026/12", wanted=chosen, by=by, at=MORNING)


def look(item, by, *, basis_of=None, phrases=(), is_done=True, at=MORNING):
    return actions.look_through(
        item=item,
        basis_of=basis_of or {},
        phrases=phrases,
        basis="13",
        seen=queries.stamp(item.request, MORNING) if is_done else "",
        by=by,
        at=at,
    )


def black(disclosure):
    item = disclosure.requests.select_related("request__reporter").get()
    said = {one.label: one for one in queries.sheet(item, MORNING).said}
    pieces = said[gettext("What was sent")].pieces
    return "".join("█" if ground else text for text, ground in pieces)


def test_what_is_about_people_is_found(begun):
    found = dict(Redaction.objects.values_list("phrase", "how"))

    assert found["Kari Moen"] == found["Lars Holm"] == How.NAME
    assert found["01010750160"] == How.NUMBER
    assert found["73 59 50 00"] == How.PHONE
    assert found["lars.holm@nidelva.example"] == How.MAIL
    assert black(begun) == "█ skjerm viser █. Ring █ eller skriv til █, sier █. Sak 2026/123."


def test_what_begins_as_names_here_do_is_perhaps_a_name(sent, archivist):
    Request.objects.filter(pk=sent.pk).update(text="Sykmeldingen til Lars Ukjentsen kom i dag.")
    begin(sent, archivist)

    assert Redaction.objects.get(phrase="Lars Ukjentsen").how == How.LIKE
    assert not Redaction.objects.filter(phrase__startswith="Sykmeldingen").exists()


def test_the_request_itself_is_not_changed(begun, sent, archivist):
    look(begun.requests.get(), archivist, phrases=["Sak 2026/123"])
    before = (sent.text, sent.revision)

    actions.give_out(disclosure=begun, by=archivist, at=MORNING)

    sent.refresh_from_db()
    assert (sent.text, sent.revision) == before


def test_whoever_looks_through_marks_more_and_leaves_open(begun, archivist):
    lars = Redaction.objects.get(phrase="Lars Holm")

    look(begun.requests.get(), archivist, basis_of={lars.pk: ""}, phrases=["sak  2026/123", ""])

    assert black(begun).endswith("sier Lars Holm. █.")


def test_nothing_is_given_out_before_all_is_looked_through(begun, archivist):
    with pytest.raises(actions.NotLookedThrough):
        actions.give_out(disclosure=begun, by=archivist, at=MORNING)
    look(begun.requests.get(), archivist)
    look(begun.requests.get(), archivist, is_done=False)

    with pytest.raises(actions.NotLookedThrough):
        actions.give_out(disclosure=begun, by=archivist, at=MORNING)


def test_what_is_given_out_stays_as_it_is_and_history_knows(begun, sent, archivist):
    look(begun.requests.get(), archivist)
    actions.give_out(disclosure=begun, by=archivist, at=MORNING)

    with pytest.raises(actions.GivenOut):
        look(begun.requests.get(), archivist, phrases=["mer"])
    with pytest.raises(actions.GivenOut):
        actions.give_out(disclosure=begun, by=archivist, at=MORNING)
    told = Event.objects.get(verb="request.disclosed")
    assert told.about == f"desk.request:{sent.pk}"
    assert told.by == f"organization.user:{archivist.pk}"


def test_what_is_said_after_that_is_not_in_it(begun, sent, archivist, kari):
    look(begun.requests.get(), archivist)
    later = MORNING + timedelta(days=1)
    actions.write(request=sent, text="Takk, hilsen Kari.", by=kari, at=later)
    item = begun.requests.select_related("request").get()

    said = [one.label for one in queries.sheet(item, MORNING).said]

    assert gettext("Said") not in said
    assert gettext("Said") in [one.label for one in queries.sheet(item, later).said]


def test_what_nobody_has_looked_at_is_not_given_out(begun, sent, archivist, kari):
    look(begun.requests.get(), archivist)
    later = MORNING + timedelta(days=1)
    actions.write(request=sent, text="Ring Per Hansen.", by=kari, at=later)

    with pytest.raises(actions.ToBeLookedAtAgain, match=sent.number):
        actions.give_out(disclosure=begun, by=archivist, at=later)

    assert not look(begun.requests.get(), archivist, at=later)
    with pytest.raises(actions.NotLookedThrough):
        actions.give_out(disclosure=begun, by=archivist, at=later)


def test_what_is_changed_afterwards_is_not_fetched(begun, sent, archivist):
    look(begun.requests.get(), archivist)
    actions.give_out(disclosure=begun, by=archivist, at=MORNING)
    begun.refresh_from_db()
    actions.fetch_disclosed(disclosure=begun, digest="", by=archivist, at=MORNING)
    Request.objects.filter(pk=sent.pk).update(title="Om Per Hansen")

    with pytest.raises(actions.GivenOutAsItWas, match=sent.number):
        actions.fetch_disclosed(disclosure=begun, digest="", by=archivist, at=MORNING)


def test_requests_are_chosen_by_number_time_and_group(sent, archivist):
    for wanted in (
        {"numbers": (sent.pk,)},
        {"since": MORNING - timedelta(days=1), "until": MORNING + timedelta(days=1)},
        {"group": sent.group} if sent.group else {"numbers": (sent.pk,)},
    ):
        assert begin(sent, archivist, **wanted).requests.get().request == sent
    with pytest.raises(actions.NoneFound):
        begin(sent, archivist, since=MORNING + timedelta(days=1))
    with pytest.raises(actions.NothingChosen):
        actions.begin_disclosure(name="Alt", wanted=Chosen(), by=archivist, at=MORNING)


def test_what_is_confidential_takes_that_right_too(sent, archivist):
    Request.objects.filter(pk=sent.pk).update(is_confidential=True)
    with pytest.raises(actions.NoneFound):
        begin(sent, archivist)

    RoleGrant.objects.create(person=archivist, role=Role.CONFIDENTIAL, granted_at=MORNING)
    archivist.__dict__.pop("_roles", None)

    begun = begin(sent, archivist)
    look(begun.requests.get(), archivist)
    assert Event.objects.filter(verb="request.read").exists()


def test_administrators_do_not_give_access_by_being_that(sent, anne_admin, archivist):
    with pytest.raises(NotAllowed):
        begin(sent, anne_admin)
    disclosure = begin(sent, archivist)
    for deed in (
        lambda: look(disclosure.requests.get(), anne_admin),
        lambda: actions.give_out(disclosure=disclosure, by=anne_admin, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_a_request_that_is_deleted_leaves_what_was_asked_for(begun, sent):
    Request.objects.filter(pk=sent.pk).delete()

    assert not begun.requests.exists()
    assert Disclosure.objects.get() == begun


def test_two_hundred_are_enough_for_one(sent, archivist, monkeypatch):
    monkeypatch.setattr("sufflor.desk.actions.disclosing.MOST_AT_ONCE", 0)

    with pytest.raises(actions.TooManyChosen):
        begin(sent, archivist)


def test_names_are_looked_up_together(begun, sent, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        queries.proposals(sent, MORNING)
