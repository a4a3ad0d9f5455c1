"""A department goes through its texts, is reminded of it, and says who looks after which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.knowledge import rules
from sufflor.knowledge.actions.doubting import settle_doubts
from sufflor.knowledge.actions.replacing import replace_article
from sufflor.knowledge.actions.standing import become, locked, store, tell
from sufflor.knowledge.actions.verdicts import settled
from sufflor.knowledge.models import Article, Doubt, Outcome, Reminder, Review, State
from sufflor.knowledge.queries import awaiting_reminder, kept_by
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User


class NotToCome(Refusal):
    reason = _("The next review has to be on a day to come.")
    way_out = _("Choose a later day. Half a year is usual.")
    status = 422


class CannotKeep(Refusal):
    reason = _("This person writes for another department.")
    way_out = _("Choose an editor of the department that owns the texts.")
    status = 422


class KeepsNothing(Refusal):
    reason = _("There is nothing to hand over from this person.")
    way_out = _("Check who looks after what in the list.")


@transaction.atomic
def validate_article(
    *, article: Article, next_review: date | None, note: str = "", by: User, at: datetime
) -> Article:
    """The department stands behind the text as it is now, until the next review. What readers
    said did not help has been dealt with by that."""
    article = locked(article)
    require(rules.may_edit_for(by, article.owner_unit_id))
    if next_review and next_review <= local_date(at):
        raise NotToCome
    become(article, State.VALIDATED)
    article.reviewed_at, article.reviewed_by, article.review_date = at, by, next_review
    store(article, "state", "reviewed_at", "reviewed_by", "review_date")
    _note(article, Outcome.HOLDS, note, by, at)
    settled(article, by, at)
    settle_doubts(article, at)
    tell(article, "article.validated", by, at)
    return article


@transaction.atomic
def mark_outdated(*, article: Article, note: str = "", by: User, at: datetime) -> Article:
    """Readers still see it, with a warning, until it is rewritten or validated."""
    article = locked(article)
    require(rules.may_edit_for(by, article.owner_unit_id))
    become(article, State.OUTDATED)
    article.review_date = None
    store(article, "state", "review_date")
    _note(article, Outcome.OUTDATED, note, by, at)
    settle_doubts(article, at)
    tell(article, "article.outdated", by, at)
    return article


@transaction.atomic
def review_article(
    *,
    article: Article,
    outcome: str,
    next_review: date | None,
    note: str,
    caretaker: User | None,
    replacement: str = "",
    by: User,
    at: datetime,
) -> Article:
    """Go through a text: what was found, and who looks after it from now on."""
    if outcome == Outcome.REPLACED:
        return replace_article(article=article, address=replacement, note=note, by=by, at=at)
    if outcome == Outcome.HOLDS:
        validate_article(article=article, next_review=next_review, note=note, by=by, at=at)
    else:
        mark_outdated(article=article, note=note, by=by, at=at)
    return take_care_of(article=article, person=caretaker, by=by, at=at)


@transaction.atomic
def plan_review(*, article: Article, day: date | None, by: User, at: datetime) -> Article:
    """Another day for the next review, without having gone through the text. The same day twice
    changes nothing."""
    article = locked(article)
    require(rules.may_edit_for(by, article.owner_unit_id))
    if article.review_date != day:
        article.review_date = day
        store(article, "review_date")
        events.record("article.review_planned", about=article, by=by, at=at, day=str(day or ""))
        events.touch(KNOWLEDGE, changed=[article.pk])
    return article


@transaction.atomic
def remind_of_reviews(*, at: datetime) -> list[Article]:
    """Those that have come one step further towards their review, or past it, or that something new
    casts doubt on, since last time."""
    near = awaiting_reminder(local_date(at))
    Reminder.objects.bulk_create(
        [Reminder(article=one.article, review_date=one.day, step=one.step, at=at) for one in near],
        ignore_conflicts=True,
    )
    heard_of = [doubt.pk for one in near for doubt in one.doubts]
    Doubt.objects.filter(pk__in=heard_of).update(told_at=at)
    for one in near:
        events.record("article.review_reminded", about=one.article, by=None, at=at, step=one.step)
    return [one.article for one in near]


@transaction.atomic
def take_care_of(*, article: Article, person: User | None, by: User, at: datetime) -> Article:
    """Say who in the department looks after a text; nobody in particular is an answer too."""
    article = locked(article)
    _require_keeper(article, person, by)
    if article.caretaker_id != (person.pk if person else None):
        article.caretaker = person
        store(article, "caretaker")
        events.record("article.caretaker_set", about=article, by=by, at=at)
    return article


@transaction.atomic
def hand_over_articles(*, giver: User, taker: User, by: User, at: datetime) -> list[Article]:
    """All that one person looks after, as far as `by` may say so, goes to another."""
    require(rules.may_edit(by))
    articles = kept_by(giver, by)
    if not articles:
        raise KeepsNothing
    for article in _locked_in_order(articles):
        _require_keeper(article, taker, by)
        article.caretaker = taker
        store(article, "caretaker")
        events.record("article.caretaker_set", about=article, by=by, at=at)
    return articles


def _require_keeper(article: Article, person: User | None, by: User) -> None:
    require(rules.may_edit_for(by, article.owner_unit_id))
    if person and not rules.may_edit_for(person, article.owner_unit_id):
        raise CannotKeep


def _locked_in_order(articles: Iterable[Article]) -> list[Article]:
    keys = sorted(article.pk for article in articles)
    return list(Article.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _note(article: Article, outcome: Outcome, note: str, by: User, at: datetime) -> None:
    Review.objects.create(
        article=article,
        outcome=outcome,
        note=one_line(note),
        next_date=article.review_date,
        by=by,
        at=at,
    )
