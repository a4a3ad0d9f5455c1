"""What the world of tests/world.py holds of known errors, and their forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sufflor.desk import actions as desk
from sufflor.desk.models import Request
from sufflor.known_errors import actions
from sufflor.known_errors.actions import Facts
from sufflor.known_errors.models import KnownError
from sufflor.organization.models import CaseArea, User
from sufflor.questions import actions as questions
from sufflor.questions.models import Question
from tests.cast import MORNING

Thing = Mapping[str, object]
FACTS = {"title": "Vedlegg faller ut", "seen": "Brevet kommer uten vedlegg."}


def error_things(
    jo: User, area: CaseArea, things: Mapping[str, Thing]
) -> dict[str, Mapping[str, object]]:
    """One that is under way, one that is fixed, and candidates alone, taken in and tied to."""
    done = {"by": jo, "at": MORNING - timedelta(minutes=30)}

    def suggested(title: str) -> KnownError:
        return actions.suggest(facts=Facts(title, "Slik ser det ut.", [area]), **done)

    def confirmed(title: str) -> KnownError:
        error = suggested(title)
        until = MORNING + timedelta(hours=3)
        actions.confirm(error=error, sentence="Vi ser den.", next_update_at=until, **done)
        return KnownError.objects.get(pk=error.pk)

    open_, fixed = confirmed("Vedlegg faller ut"), confirmed("Søket er tomt")
    candidate, merged = suggested("Knappen er grå"), suggested("Knappen virker ikke")
    actions.merge(error=merged, into=candidate, **done)
    actions.join(error=fixed, **done)
    actions.fix(error=fixed, sentence="Rettet.", **done)
    request = Request.objects.get(pk=things["other_request"]["pk"])
    tie = desk.tie_to_error(request=request, error=open_, **done)
    question = Question.objects.get(pk=things["taken_up"]["pk"])
    questions.tie_question(question=question, error=open_, **done)
    return {
        "known_error": {"pk": open_.pk},
        "error_news": {"pk": open_.pk, "name": "nytt"},
        "fixed_error": {"pk": fixed.pk},
        "candidate": {"pk": candidate.pk},
        "merged_error": {"pk": merged.pk},
        "tied_request": {"pk": request.pk, "tie": tie.pk},
        "tied_question": {"pk": question.pk},
    }


def error_forms(things: Mapping[str, Thing], area: CaseArea) -> dict[str, dict[str, object]]:
    error = KnownError.objects.get(pk=things["known_error"]["pk"])
    facts = {**FACTS, "areas": [area.pk], "work_role": "alle", "language": "nb"}
    return {
        "join_error": {"sentence": "Bare ved mange vedlegg."},
        "error_new": facts,
        "error_describe": {
            **facts,
            "workaround": "Send dem i en ny ekspedering.",
            "sentence": "Det finnes en vei rundt.",
            "seen_stamp": error.stamp,
        },
        "error_step": {
            "state": "planned",
            "version": "7.4.2",
            "sentence": "Rettes i neste versjon.",
            "next_update_at": "2026-10-30T12:00",
        },
        "error_solve": {"sentence": "Rettet i natt.", "sikker": "ja"},
        "error_merge": {"error": error.pk},
        "tie_request": {"error": error.pk},
        "tie_question": {"error": error.pk},
    }
