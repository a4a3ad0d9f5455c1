"""What the world of tests/world.py holds of the desk: requests, and what is done to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from sufflor.desk import actions, queries
from sufflor.desk.actions import HandoverNote, Place, Wish
from sufflor.desk.models import Disclosure, Request
from sufflor.desk.queries import Chosen
from sufflor.files import actions as files
from sufflor.files.models import StoredFile
from sufflor.keeping import actions as keeping
from sufflor.messaging.kept import BY_NAME
from sufflor.organization.models import Line, Membership, SupportGroup, Unit, User
from tests.cast import MORNING

Thing = Mapping[str, object]
ENOUGH = HandoverNote(asked="Hva koden heter.", tried="Sett i rutinen.")


def desk_things(jo: User, ida: User, kari: User, unit: Unit) -> dict[str, Thing]:
    """Jo has three from Kari: one with a file, one that Ida sent, and one that is just answered."""
    first = Place(Line.FIRST, SupportGroup.objects.get(code="alle"))
    second = Place(Line.SECOND, _specialists(ida, unit))
    file = files.receive(name="skjerm.txt", stream=BytesIO(b"Det sto feil 17"), by=kari, at=MORNING)
    filed, handed, replied, gone, late = (
        _sent(kari, number, (file,) if number == 0 else ()) for number in range(5)
    )
    actions.hand_over(request=handed, to=second, reason=None, note=ENOUGH, by=jo, at=MORNING)
    actions.hand_over(request=handed, to=first, reason=None, note=ENOUGH, by=ida, at=MORNING)
    reply = actions.reply(request=replied, text="Slik gjør du.", by=jo, at=MORNING)
    moved = actions.hand_over(request=gone, to=second, reason=None, note=ENOUGH, by=jo, at=MORNING)
    Request.objects.filter(pk=late.pk).update(due_at=MORNING - timedelta(hours=1))
    actions.reply(request=late, text="Beklager.", by=jo, at=MORNING)
    begun, looked, given = (_disclosure(filed, jo, is_done=number > 0) for number in range(3))
    actions.give_out(disclosure=given, by=jo, at=MORNING)
    keeping.hold(kind=BY_NAME["askers"], why="En klage.", by=jo, at=MORNING)
    rule = actions.keep_for(record_class="always", form=None, days=3650, by=jo, at=MORNING)
    return {
        "retention_rule": {"pk": rule.pk},
        "disclosure": {"pk": begun.pk},
        "disclosed_request": {"pk": begun.pk, "item": begun.requests.get().pk},
        "looked_through": {"pk": looked.pk},
        "given_out": {"pk": given.pk},
        "kept_kind": {"name": "votes"},
        "held_kind": {"name": "askers"},
        "late_request": {"pk": late.pk},
        "request_file": {"pk": filed.pk, "key": file.key},
        "handed_request": {"pk": handed.pk},
        "just_replied": {"pk": replied.pk, "message": reply.pk},
        "just_handed": {"pk": gone.pk, "movement": moved.pk},
    }


def desk_forms(things: Mapping[str, Thing]) -> dict[str, dict[str, object]]:
    group = SupportGroup.objects.get(code="spesialister")
    note = {"asked": "Hva koden heter.", "tried": "Sett i rutinen."}
    request = things["handed_request"]["pk"]
    return {
        "requests_together": {"gjor": "ta", "sikker": "ja", "valgt": [str(request)]},
        "request_simple": {"gjor": "svar", "text": "Slik gjør du det."},
        "reply_request": {"gjor": "svar", "text": "Slik gjør du det."},
        "note_request": {"text": "Jeg ser på den."},
        "wait_request": {
            "state": "waiting_user",
            "waits_for": "Svar om enhet",
            "wake_at": "2026-11-05T08:30",
        },
        "write_on_request": {"text": "Hei, jeg"},
        "disclosures": {"name": "Sak 2026/13", "numbers": f"H-{request}"},
        "disclosed_request": {"phrases": "feil 17", "basis": "13"},
        "kept_kind": {"days": "730"},
        "kept_kind_hold": {"why": "En klage er til behandling."},
        "retention": {"record_class": "none", "days": "730"},
        "hold_request": {"why": "En klage er til behandling."},
        "explain_delay": {"reason": "many", "words": "Mange på en gang."},
        "hand_over_request": {"to": f"gruppe-{group.pk}", **note},
        "give_back_request": note,
    }


def _specialists(person: User, unit: Unit) -> SupportGroup:
    group = SupportGroup.objects.create(
        code="spesialister", name="Spesialister", line=Line.SECOND, unit=unit
    )
    Membership.objects.create(group=group, person=person)
    return group


def _disclosure(request: Request, by: User, *, is_done: bool) -> Disclosure:
    wanted = Chosen(numbers=(request.pk,))
    begun = actions.begin_disclosure(name="Sak 2026/12", wanted=wanted, by=by, at=MORNING)
    if is_done:
        item = begun.requests.get()
        actions.look_through(
            item=item,
            basis_of={},
            phrases=["feil 17"],
            basis="13",
            seen=queries.stamp(item.request, MORNING),
            by=by,
            at=MORNING,
        )
    return begun


def _sent(by: User, number: int, attached: tuple[StoredFile, ...]) -> Request:
    wish = Wish(title="", text=f"Hvordan gjør jeg dette, nummer {number}?", files=attached)
    return actions.submit(wish=wish, submission=UUID(int=900 + number), by=by, at=MORNING)
