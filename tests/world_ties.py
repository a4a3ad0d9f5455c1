"""What the world of tests/world.py holds of requests that are tied to others, and their forms."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sufflor.desk import actions
from sufflor.desk.actions import TemplateWords
from sufflor.desk.models import LinkKind, Request, Verdict
from sufflor.forms import actions as forms
from sufflor.forms.actions import Facts
from sufflor.forms.models import RecordClass
from sufflor.organization.models import (
    CaseArea,
    Membership,
    Role,
    RoleGrant,
    SupportGroup,
    Unit,
    User,
)
from sufflor.questions.models import QuestionHour
from tests.cast import MORNING, person
from tests.requests import submitted
from tests.world_forms import definition

Thing = Mapping[str, object]
PART = UUID("c7a3f0de-5b52-4c38-9b7e-2f6f7b1f9d10")
RAISED = UUID("c7a3f0de-5b52-4c38-9b7e-2f6f7b1f9d11")
WORDS = TemplateWords("Takk", "Hei {navn}, vi ser på {nummer}.")


def tied_things(jo: User, kari: User, unit: Unit) -> dict[str, Thing]:
    """Kari has sent them, about nothing in particular: they lie with Jo’s group, where Tor helps
    too."""
    tor = person("tor", "Tor", "Hjelper", unit)
    Membership.objects.create(group=SupportGroup.objects.get(code="alle"), person=tor)
    RoleGrant.objects.create(person=tor, role=Role.CONFIDENTIAL, granted_at=MORNING)
    done = {"by": jo, "at": MORNING}

    def sent(text: str, **more: object) -> Request:
        return submitted(kari, text, **more)

    open_, other, joined, linked = map(sent, ("Noe åpent", "Noe annet", "Noe likt", "Noe knyttet"))
    actions.join(request=joined, into=other, **done)
    link = actions.link(request=linked, other=other, kind=LinkKind.RELATED, **done)
    asked = actions.consult(
        request=other, specialist=jo, question="Hva sier dere?", by=tor, at=MORNING
    )
    secret = sent("Noe fortrolig", is_confidential=True)
    actions.propose(
        request=secret, verdict=Verdict.GRANTED, grounds="Feilført.", by=tor, at=MORNING
    )
    version = forms.open_form(
        slug="arkivert",
        facts=Facts(record_class=RecordClass.ALWAYS),
        definition=definition("what"),
        **done,
    )
    filed = sent("Noe arkivverdig", form=version, answers={"what": "Noe"})
    template = actions.keep_template(words=WORDS, owner=jo, **done)
    return {
        "open_request": {"pk": open_.pk},
        "other_request": {"pk": other.pk},
        "joined_request": {"pk": joined.pk},
        "linked_request": {"pk": linked.pk, "link": link.pk},
        "advice": {"pk": other.pk, "consultation": asked.pk},
        "secret_request": {"pk": secret.pk},
        "filed_request": {"pk": filed.pk},
        "ready_answer": {"pk": template.pk},
        "status_word": {"slug": "waiting_user"},
    }


def tied_forms(
    things: Mapping[str, Thing], hour: QuestionHour, area: CaseArea
) -> dict[str, dict[str, object]]:
    return {
        "join_request": {
            "other": things["other_request"]["pk"],
            "sok": f"H-{things['other_request']['pk']}",
            "deed": "join",
        },
        "split_request": {
            "title": "Det faglige",
            "text": "Hva sier loven?",
            "help_kind": "professional",
            "area": area.pk,
            "submission": str(PART),
        },
        "consult_request": {"specialist": "tor", "question": "Hva sier dere?"},
        "advise_request": {"advice": "Bruk § 13."},
        "decide_request": {
            "deed": "decide",
            "seen": MORNING.isoformat(),
            "text": "Det blir slettet.",
        },
        "raise_request": {
            "hour": hour.pk,
            "area": area.pk,
            "text": "Hvordan skjermes et navn?",
            "submission": str(RAISED),
        },
        "sort_request": {"area": area.pk, "process": "", "help_kind": "professional"},
        "request_wrong_article": {"article": "/tema/personal/registrere-ferie/", "text": ""},
        "share_request": {"title": "Skjerme navn", "text": "Bruk Skjerm.", "area": area.pk},
        "status_word": {
            f"{language}_{name}": "Vi venter på deg."
            for language in ("nb", "nn")
            for name in ("happening", "your_part", "when", "else_when")
        },
        "ready_answer_new": {"owner": "person", "name": "Hei", "text": "Hei {navn}."},
        "ready_answer_change": {"name": "Hei", "text": "Hei, {navn}.", "text_nn": "Hei, {navn}!"},
    }
