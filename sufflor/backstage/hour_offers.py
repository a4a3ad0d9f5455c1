"""What may be done with the question in hand: by this person, in the state that it is in.

The deeds themselves decide; here we ask the same rules, so that no button leads to a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sufflor.backstage.hour_forms import Deed
from sufflor.desk.rules import may_note
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.queries import Chosen
from sufflor.questions.rules import State


def offers(person: User, chosen: Chosen, at: datetime) -> Mapping[str, bool]:
    """By the name of the deed: `offers.decline` in a template."""
    question, state = chosen.question, chosen.state
    hosts = rules.may_host(person)
    answers = rules.may_answer(person, question, at)
    owes = chosen.may_become(State.OWED) or state == State.OWED
    return {
        "answer": answers and chosen.may_become(State.ANSWERED),
        "edit_answer": answers and question.is_answered,
        "publish": rules.may_publish(person) and question.is_answered,
        "spoken": hosts and owes,
        "owner": answers and owes,
        "owe_no_more": hosts and state == State.OWED and not question.hour.is_finished,
        "now": hosts and chosen.may_become(State.NOW),
        "lay_aside": hosts and state == State.NOW,
        "release": hosts and state == State.HELD,
        "hide": hosts and chosen.may_become(State.HIDDEN),
        "show_again": hosts and state == State.HIDDEN,
        "pin": hosts and chosen.is_in_the_list and not question.pinned_at,
        "unpin": hosts and question.pinned_at is not None,
        "edit": hosts and state != State.MOVED,
        "sort": answers and state != State.MOVED,
        "merge": hosts and chosen.may_become(State.MERGED),
        "undo_merge": hosts and state == State.MERGED,
        "decline": hosts and chosen.may_become(State.DECLINED),
        "take_up_again": hosts and state == State.DECLINED,
        "move": hosts and chosen.may_become(State.MOVED) and not question.hour.is_rehearsal,
        "see_request": state == State.MOVED and may_note(person, question.move.request, at),
    }


def first_deed(offered: Mapping[str, bool], wanted: str) -> Deed | None:
    """The deed whose form is shown: the one that is asked for, or else the answer."""
    for deed in Deed:
        if deed == wanted and offered[deed.name.lower()]:
            return deed
    return next((d for d in (Deed.ANSWER, Deed.EDIT_ANSWER) if offered[d.name.lower()]), None)
