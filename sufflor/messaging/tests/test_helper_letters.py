"""Mail to helpers: that they are mentioned or asked, and never what was written."""

from __future__ import annotations

from datetime import timedelta

from sufflor.desk import actions as desk
from sufflor.desk.models import Access
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.helper_letters import advised, consulted, mentioned
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.tests.letters import dropped, read
from sufflor.organization.models import Role, RoleGrant
from tests.cast import MORNING
from tests.requests import submitted

LATER = MORNING + timedelta(hours=1)
CANARY = "Kanarifugl"


def sent(by, **more):
    return submitted(by, "Den stopper midt i.", title="Ekspedering stopper", **more)


def note(request, by):
    return desk.note(request=request, text=f"@per {CANARY}", by=by, at=LATER)


def ask(request, specialist, by):
    return desk.consult(request=request, specialist=specialist, question=CANARY, by=by, at=LATER)


def told() -> Delivery:
    for outgoing in Outgoing.objects.waiting().order_by("pk"):
        actions.expand(outgoing=outgoing, at=LATER)
    return Delivery.objects.get()


def test_whoever_is_mentioned_is_told_which_and_not_what(kari, liv_first_line, per_second_line):
    request = sent(kari)
    note(request, liv_first_line)

    delivery = told()

    said = read(mentioned(delivery))
    assert delivery.recipient == per_second_line
    assert f"{request.number}: Ekspedering stopper" in said
    assert request.work_path in said
    assert CANARY not in said
    assert "Den stopper" not in said


def test_a_specialist_is_told_where_to_answer(kari, liv_first_line, per_second_line):
    request = sent(kari)
    asked = ask(request, per_second_line, liv_first_line)

    delivery = told()

    said = read(consulted(delivery))
    assert delivery.recipient == per_second_line
    assert f"{request.work_path}rad/{asked.pk}/" in said
    assert CANARY not in said


def test_whoever_asked_is_told_that_there_is_advice(kari, liv_first_line, per_second_line):
    request = sent(kari)
    asked = ask(request, per_second_line, liv_first_line)
    desk.advise(consultation=asked, advice=CANARY, by=per_second_line, at=LATER)
    for outgoing in Outgoing.objects.waiting().order_by("pk"):
        actions.expand(outgoing=outgoing, at=LATER)

    delivery = Delivery.objects.get(kind="advised")

    said = read(advised(delivery))
    assert delivery.recipient == liv_first_line
    assert f"{request.work_path}rad/" in said
    assert CANARY not in said

    desk.resolve(request=request, text="Slik.", by=liv_first_line, at=LATER)
    assert dropped(advised, delivery) == Reason.OVERTAKEN


def test_of_what_is_confidential_the_number_alone_is_told(kari, liv_first_line, per_second_line):
    for each in (liv_first_line, per_second_line):
        RoleGrant.objects.create(person=each, role=Role.CONFIDENTIAL, granted_at=MORNING)
    request = sent(kari, is_confidential=True)
    ask(request, per_second_line, liv_first_line)

    said = read(consulted(told()))

    assert request.number in said
    assert "Ekspedering" not in said


def test_nobody_is_told_of_what_they_may_no_longer_see(kari, liv_first_line, per_second_line):
    note(sent(kari), liv_first_line)
    delivery = told()
    Access.objects.filter(person=per_second_line).update(until=MORNING)

    assert dropped(mentioned, delivery) == Reason.GONE


def test_advice_that_is_given_is_not_asked_for(kari, liv_first_line, per_second_line):
    asked = ask(sent(kari), per_second_line, liv_first_line)
    delivery = told()
    desk.advise(consultation=asked, advice="Bruk § 13.", by=per_second_line, at=LATER)

    assert dropped(consulted, delivery) == Reason.OVERTAKEN


def test_nobody_is_told_of_their_own_mention(kari, liv_first_line):
    desk.note(request=sent(kari), text="@liv skal se.", by=liv_first_line, at=LATER)
    for outgoing in Outgoing.objects.waiting():
        actions.expand(outgoing=outgoing, at=LATER)

    assert not Delivery.objects.exists()
