"""What editors teach the search: words that mean the same, English words, and pages to show first.

All of it works from the next search on, and is undone by taking it away again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.knowledge import rules
from sufflor.lib import personal_numbers
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.search import wording
from sufflor.search.models import (
    EXPRESSION_LENGTH,
    KEY_LENGTH,
    Promotion,
    SynonymGroup,
    Translation,
)
from sufflor.search.own_words import key_of

MOST_EXPRESSIONS = 28
MOST_GROUPS = 5
MOST_PROMOTED = 3


class NotAWord(Refusal):
    reason = _("This carries no subject of its own, so the search cannot go by it.")
    way_out = _("Write at least one word that says what it is about.")
    status = 422


class SwallowsAll(Refusal):
    status = 422

    def __init__(self, expression: str) -> None:
        super().__init__(
            gettext("“%(word)s” stands in so many pages that the group would swallow everything.")
            % {"word": expression},
            way_out=_("Write an expression of two or three words instead."),
        )


class TooMuch(Refusal):
    reason = _("A group holds from two to twenty-eight expressions.")
    way_out = _("Make two groups of it, each about one thing.")
    status = 422


class TooLong(Refusal):
    reason = _("An expression has at most eighty characters.")
    way_out = _("Write the few words that people search with.")
    status = 422


class InManyGroups(Refusal):
    status = 422

    def __init__(self, expression: str) -> None:
        super().__init__(
            gettext("“%(word)s” stands in five groups already, and says too little in a sixth.")
            % {"word": expression},
            way_out=_("Take it out of one of them first, or write it with one word more."),
        )


class PromotedEnough(Refusal):
    reason = _("Three pages stand first for this search already.")
    way_out = _("Take one of them away first.")
    status = 422


class HoldsNumber(Refusal):
    reason = _("This looks like a national identity number.")
    way_out = _("Take it out: words of the search are about subjects, and not about persons.")
    status = 422


@transaction.atomic
def keep_synonyms(
    *, group: SynonymGroup | None, expressions: Iterable[str], by: User, at: datetime
) -> SynonymGroup:
    """Let these expressions mean the same, in a new group or instead of what a group held."""
    require(rules.may_teach_search(by))
    wanted = [*dict.fromkeys(filter(None, (one_line(each).lower() for each in expressions)))]
    if not 2 <= len(wanted) <= MOST_EXPRESSIONS:
        raise TooMuch
    before = group.expressions.splitlines() if group else []
    for expression in wanted:
        _check(expression)
        if wording.is_everywhere(expression, using=DEFAULT_DB_ALIAS):
            raise SwallowsAll(expression)
        if expression not in before and wording.groups_with(expression) >= MOST_GROUPS:
            raise InManyGroups(expression)
    kept = wording.keep_group(group or SynonymGroup(), wanted)
    events.record("synonyms.kept", about=kept, by=by, at=at, words=str(kept))
    return kept


@transaction.atomic
def drop_synonyms(*, group: SynonymGroup, by: User, at: datetime) -> None:
    require(rules.may_teach_search(by))
    events.record("synonyms.dropped", about=group, by=by, at=at, words=str(group))
    wording.drop(group)


@transaction.atomic
def keep_translation(*, english: str, norwegian: str, by: User, at: datetime) -> Translation:
    """Say what an English expression is called here; said again, the last word counts."""
    require(rules.may_teach_search(by))
    english, norwegian = one_line(english), one_line(norwegian)
    _check(english)
    _check(norwegian)
    if wording.is_everywhere(norwegian, using=DEFAULT_DB_ALIAS):
        raise SwallowsAll(norwegian)
    kept = wording.keep_translation(english, norwegian)
    events.record("translation.kept", about=kept, by=by, at=at, words=str(kept))
    return kept


@transaction.atomic
def drop_translation(*, translation: Translation, by: User, at: datetime) -> None:
    require(rules.may_teach_search(by))
    events.record("translation.dropped", about=translation, by=by, at=at, words=str(translation))
    wording.drop(translation)


@transaction.atomic
def promote_hit(*, query: str, ref: str, title: str, by: User, at: datetime) -> Promotion:
    """Let a page stand first, marked, for those who search for just this and may see it."""
    require(rules.may_teach_search(by))
    query = one_line(query)
    _check(query)
    promoted = wording.promoted_for(query)
    if not promoted.filter(ref=ref).exists() and promoted.count() >= MOST_PROMOTED:
        raise PromotedEnough
    kept = wording.promote(query, ref)
    events.record("hit.promoted", about=kept, by=by, at=at, words=f"{query} – {title}")
    return kept


@transaction.atomic
def demote_hit(*, promotion: Promotion, by: User, at: datetime) -> None:
    require(rules.may_teach_search(by))
    events.record("hit.demoted", about=promotion, by=by, at=at, words=promotion.query)
    wording.drop(promotion)


def _check(expression: str) -> None:
    if len(expression) > EXPRESSION_LENGTH or len(key_of(expression)) > KEY_LENGTH:
        raise TooLong
    if personal_numbers.found(expression):
        raise HoldsNumber
    if wording.says_nothing(expression):
        raise NotAWord
