"""The question in hand: what is known of it, what may be done, and the form that is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sufflor.backstage import hour_forms
from sufflor.backstage.hour_forms import Deed
from sufflor.backstage.hour_offers import first_deed, offers
from sufflor.knowledge.rules import must_be_approved
from sufflor.lib.personal_numbers import found as personal_numbers
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import shortened
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Role
from sufflor.organization.rules import has_role
from sufflor.questions import queries, rules
from sufflor.questions.models import Question
from sufflor.questions.queries import Chosen, Desk, DeskItem
from sufflor.questions.rules import State

TITLE_LENGTH = 120
# What is often said when a question is declined. They are only proposed.
REASONS = (
    _("This is about one single case, and cannot be answered for everyone. Ask your adviser."),
    _("This is explained in the guidance already: …"),
    _("This is not about the new system. Ask here instead: …"),
    _("We cannot answer until it has been decided. Follow the message channel."),
)


@dataclass(frozen=True)
class Hand:
    """What the host has in hand: which deed, its form, and why it was not taken."""

    deed: Deed
    form: forms.Form
    problem: Refusal | None = None


@dataclass(frozen=True)
class Candidate:
    """A question that another can be taken into, and how many would stand behind it then."""

    question: Question
    votes: int
    is_alike: bool
    is_chosen: bool


def panel(
    request: SignedInRequest, desk: Desk, item: DeskItem, hand: Hand | None
) -> dict[str, object]:
    """What the panel shows; nothing when the question has gone since the queue was read."""
    chosen = queries.chosen(item.question.pk)
    if chosen is None:
        return {"item": None}
    offered = offers(request.user, chosen, request.at)
    hand = hand or _opened(request, chosen, offered)
    context: dict[str, object] = {
        "chosen": chosen,
        "question": chosen.question,
        "can": offered,
        "hand": hand,
        "previous": desk.beside(item, -1),
        "following": desk.beside(item, +1),
        "may_edit_articles": has_role(request.user, Role.EDITOR),
        "suggested_title": shortened(chosen.question.text, TITLE_LENGTH),
        "holds_number": _holds_number(chosen.question),
        "approval": _approval(request, chosen) if offered["publish"] else "",
    }
    if hand and hand.deed == Deed.MERGE:
        context |= _merging(request, desk, chosen, hand.form)
    if hand and hand.deed == Deed.DECLINE:
        context["reasons"] = REASONS
    return context


def _approval(request: SignedInRequest, chosen: Chosen) -> str:
    """Of a draft whose department has its texts approved: `wanted`, or `sent` and waited for."""
    article = chosen.question.answer.article
    if chosen.state != State.DRAFTED or article is None:
        return ""
    if article.workflow_in_progress:
        return "sent"
    return "wanted" if must_be_approved(article, request.user, request.at) else ""


def form_for(
    deed: Deed, question: Question, request: SignedInRequest, posted: QueryDict | None
) -> forms.Form:
    """The form of a deed, filled in with what is there, or with what was sent."""
    forms_of: dict[Deed, Callable[[], forms.Form]] = {
        Deed.ANSWER: lambda: hour_forms.FirstAnswerForm(posted, question=question),
        Deed.EDIT_ANSWER: lambda: hour_forms.answer_form(posted, question.answer),
        Deed.SPOKEN: lambda: _owner_form(question, request, posted),
        Deed.OWNER: lambda: _owner_form(question, request, posted),
        Deed.MERGE: lambda: _merge_form(question, posted),
        Deed.EDIT: lambda: hour_forms.edit_form(posted, question),
        Deed.DECLINE: lambda: hour_forms.DeclineForm(posted, initial=_said_often(request)),
        Deed.MOVE: lambda: hour_forms.MoveForm(posted),
        Deed.SORT: lambda: hour_forms.SortForm(posted, question=question),
    }
    return forms_of[deed]()


def _owner_form(
    question: Question, request: SignedInRequest, posted: QueryDict | None
) -> hour_forms.OwnerForm:
    writers = queries.writers(question.hour, request.at)
    return hour_forms.owner_form(
        posted, question=question, writers=writers, by=request.user, at=request.at
    )


def _merge_form(question: Question, posted: QueryDict | None) -> hour_forms.MergeForm:
    others = Question.objects.listed().filter(hour=question.hour).exclude(pk=question.pk)
    return hour_forms.MergeForm(posted, others=others)


def _opened(request: SignedInRequest, chosen: Chosen, offered: Mapping[str, bool]) -> Hand | None:
    deed = first_deed(offered, request.GET.get("gjor", ""))
    return Hand(deed, form_for(deed, chosen.question, request, None)) if deed else None


def _said_often(request: SignedInRequest) -> dict[str, object]:
    """The proposal that was pressed, for those whose browser runs no script."""
    chosen = request.GET.get("grunn", "")
    said = next((str(said) for n, said in enumerate(REASONS, 1) if str(n) == chosen), "")
    return {"reason": said}


def _holds_number(question: Question) -> bool:
    """Whether something in it looks like a number that identifies a person."""
    report = getattr(question, "error_report", None)
    told = [words for _label, words in report.told()] if report else []
    return any(personal_numbers(text) for text in (question.text, question.detail, *told))


def _merging(
    request: SignedInRequest, desk: Desk, chosen: Chosen, form: forms.Form
) -> dict[str, object]:
    """Questions of this hour that it may be one with: those that are alike first."""
    question, words = chosen.question, request.GET.get("sok", "")
    others = [
        item.question
        for item in desk.items
        if item.state in rules.IN_THE_LIST and item.question != question
    ]
    votes = queries.votes_together(question, others)
    wanted = str(form["into"].value() or "")
    similar = queries.similar(question.text, question.hour, request.at)
    alike = {one.pk for one in similar.questions}
    candidates = [
        Candidate(other, votes[other.pk], other.pk in alike, str(other.pk) == wanted)
        for other in others
        if words.casefold() in other.text.casefold()
    ]
    return {"words": words, "candidates": sorted(candidates, key=lambda one: not one.is_alike)}
