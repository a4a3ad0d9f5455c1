"""Readers say whether a text helped; what did not is work for the department that owns it."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.knowledge import rules
from sufflor.knowledge.actions.doubting import doubt_articles
from sufflor.knowledge.actions.standing import locked
from sufflor.knowledge.models import Article, Because, Verdict
from sufflor.lib import personal_numbers
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User

# So many whom it did not help, and the department goes through the text at once.
ENOUGH = 3


class NumberInWords(Refusal):
    reason = _("This looks like a national identity number.")
    way_out = _("Take it out: what is written here is about the text, and not about a person.")
    status = 422


class Nobody(Refusal):
    reason = _("We cannot tell who says this.")
    way_out = _("Let your browser keep cookies for this site, or sign in.")


class Reader(TypedDict):
    person: User | None
    guest: str


def reader_of(by: User | None, guest: str) -> Reader:
    """Whose opinion it is: each has one."""
    if not by and not guest:
        raise Nobody
    return {"person": by, "guest": "" if by else guest}


def opinion(at: datetime, *, helped: bool, why: str, words: str) -> dict[str, object]:
    """What is kept of it, in place of what was said before: it waits for those who keep the text
    once more, and what helped needs no reason."""
    said = {"why": "", "words": ""} if helped else {"why": why, "words": one_line(words)}
    return {"helped": helped, **said, "at": at, "settled_at": None, "settled_by": None}


@transaction.atomic
def judge(
    *,
    article: Article,
    helped: bool,
    why: str = "",
    words: str = "",
    guest: str = "",
    by: User | None,
    at: datetime,
) -> Verdict:
    """Once per reader: who says something else later has changed their mind."""
    reader = reader_of(by, guest)
    if personal_numbers.found(words):
        raise NumberInWords
    article = locked(article)
    verdict, _is_new = Verdict.objects.update_or_create(
        article=article, **reader, defaults=opinion(at, helped=helped, why=why, words=words)
    )
    events.record("article.judged", about=article, by=by, at=at, helped=helped)
    _raise_review(article, at)
    return verdict


@transaction.atomic
def settle_verdicts(*, article: Article, by: User, at: datetime) -> int:
    """The department has read what did not help and leaves the text as it is."""
    article = locked(article)
    require(rules.may_edit_for(by, article.owner_unit_id))
    return settled(article, by, at)


def settled(article: Article, by: User, at: datetime) -> int:
    """How many were open. None is no fault."""
    count: int = article.verdicts.open().update(settled_at=at, settled_by=by)
    if count:
        events.record("article.verdicts_settled", about=article, by=by, at=at, count=count)
    return count


def _raise_review(article: Article, at: datetime) -> None:
    """Its review is due today instead of later, once enough readers were not helped."""
    if article.verdicts.open().count() >= ENOUGH:
        doubt_articles(articles=[article], because=Because.UNHELPFUL, said="", by=None, at=at)
