"""Only a department's editors change its texts; everyone else suggests, and gets an answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.knowledge import rules
from sufflor.knowledge.actions.standing import locked
from sufflor.knowledge.actions.verdicts import NumberInWords
from sufflor.knowledge.models import Article, Suggestion, Taken
from sufflor.lib import personal_numbers
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean
from sufflor.organization.models import User

# So many of one person's wait at one text; more is better said in one.
MOST_WAITING = 5


class NothingSuggested(Refusal):
    reason = _("Write what should be changed.")
    status = 422


class SuggestedEnough(Refusal):
    reason = _("Several of your suggestions for this text wait for an answer.")
    way_out = _("Wait until those who keep it have read them.")


class AnsweredAlready(Refusal):
    reason = _("Somebody has just answered this suggestion.")


class SayWhy(Refusal):
    reason = _("Say why the text stays as it is.")
    status = 422


@transaction.atomic
def suggest_change(*, article: Article, text: str, by: User, at: datetime) -> Suggestion:
    """The same words once more, while they wait, are the same suggestion."""
    text = clean(text)
    if not text:
        raise NothingSuggested
    if personal_numbers.found(text):
        raise NumberInWords
    article = locked(article)
    own = list(Suggestion.objects.waiting().filter(article=article, by=by))
    for same in (one for one in own if one.text == text):
        return same
    if len(own) >= MOST_WAITING:
        raise SuggestedEnough
    suggestion = Suggestion.objects.create(article=article, text=text, by=by, at=at)
    # The words stay out of history, which nobody can mend.
    events.record("article.change_suggested", about=article, by=by, at=at, suggestion=suggestion.pk)
    return suggestion


@transaction.atomic
def answer_suggestion(
    *, suggestion: Suggestion, outcome: Taken, reply: str, by: User, at: datetime
) -> Suggestion:
    """Whoever suggested it is told what came of it. The text itself is changed in the editor."""
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related("article")
    suggestion = rows.get(pk=suggestion.pk)
    require(rules.may_edit_for(by, suggestion.article.owner_unit_id))
    if suggestion.is_answered:
        raise AnsweredAlready
    reply = clean(reply)
    if outcome == Taken.KEPT and not reply:
        raise SayWhy
    suggestion.outcome, suggestion.reply = outcome, reply
    suggestion.answered_at, suggestion.answered_by = at, by
    suggestion.save(update_fields=["outcome", "reply", "answered_at", "answered_by"])
    events.record(
        "article.suggestion_answered",
        about=suggestion.article,
        by=by,
        at=at,
        suggestion=suggestion.pk,
        outcome=outcome,
    )
    return suggestion
