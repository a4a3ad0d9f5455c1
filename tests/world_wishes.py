"""What the world of tests/world.py holds of wishes, and their forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from sufflor.change_requests import actions
from sufflor.change_requests.actions import Facts
from sufflor.change_requests.models import ChangeRequest, State
from sufflor.desk import actions as desk
from sufflor.desk.models import Request
from sufflor.organization.models import CaseArea, User
from tests.cast import MORNING

Thing = Mapping[str, object]
SUBMISSION = UUID("3f2b8a52-5d0e-4f34-9a0e-2c2b6f0f9a11")
WISH = {"title": "Sortere restanselisten", "need": "Jeg må se hva som haster."}


def wish_things(
    jo: User, kari: User, area: CaseArea, things: Mapping[str, Thing]
) -> dict[str, Mapping[str, object]]:
    """One in each state that a page is about, one alone, one taken in, and one asked for."""
    done = {"by": jo, "at": MORNING - timedelta(minutes=30)}

    def proposed(title: str, by: User = kari) -> ChangeRequest:
        facts = Facts(title, "Det sparer tid.", area=area)
        return actions.propose(facts=facts, submission=uuid4(), by=by, at=done["at"])

    def shown(title: str, by: User = kari) -> ChangeRequest:
        change = proposed(title, by)
        actions.take_up(change=change, text="Vi ser på det.", seen=change.stamp, **done)
        return ChangeRequest.objects.get(pk=change.pk)

    def accepted(title: str, by: User = kari) -> ChangeRequest:
        change = shown(title, by)
        verdict = {"verdict": State.ACCEPTED, "reason": "Ja.", "seen": change.stamp}
        actions.decide(change=change, **verdict, **done)
        return ChangeRequest.objects.get(pk=change.pk)

    open_, wanted = shown("Se frister i listen"), accepted("Lister som kan skrives ut")
    delivered = accepted("Et større felt for tittel", by=jo)
    actions.deliver(change=delivered, text="Feltet er større.", **done)
    new, merged = proposed("En mørk bakgrunn"), proposed("Frister i listen")
    actions.merge(change=merged, into=open_, **done)
    request = Request.objects.get(pk=things["other_request"]["pk"])
    tie = desk.tie_to_change(request=request, change=open_, asks_more=True, **done)
    return {
        "wish": {"pk": open_.pk},
        "wish_decision": {"pk": open_.pk, "name": "avgjorelse"},
        "wanted_wish": {"pk": wanted.pk},
        "delivered_wish": {"pk": delivered.pk},
        "new_wish": {"pk": new.pk},
        "merged_wish": {"pk": merged.pk},
        "wished_request": {"pk": request.pk, "tie": tie.pk},
    }


def wish_forms(things: Mapping[str, Thing], area: CaseArea) -> dict[str, dict[str, object]]:
    change = ChangeRequest.objects.get(pk=things["wish"]["pk"])
    chosen = {"how_many": "enheten", "how_often": "daglig", "area": area.pk}
    typed = {f"felt-{name}": value for name, value in {**WISH, **chosen}.items()}
    return {
        "wish_new": {**typed, "felt-submission": str(SUBMISSION), "felt-looked": "on"},
        "back_wish": {"sentence": "Særlig for møtesaker."},
        "change_describe": {**WISH, **chosen, "language": "nb", "seen": change.stamp},
        "change_step": {"verdict": "accepted", "reason": "Ja, i vår.", "seen": change.stamp},
        "change_merge": {"into": change.pk},
        "changes_send": {"changes": [things["wanted_wish"]["pk"]], "text": "Sendt."},
        "wish_request": {"wish": change.pk},
    }
