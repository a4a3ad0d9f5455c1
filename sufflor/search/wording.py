"""What editors add to the words of search: kept and taken away, and known to every process at once.

The deeds with their guards and their history are the knowledge room's; this only keeps the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models, transaction
from django.db.models import F

from sufflor.search.adapters import store
from sufflor.search.models import Document, Promotion, SynonymGroup, Translation, WordsRevision
from sufflor.search.own_words import key_of, telling, tokens_said

# One word that stands in so many of the documents says nothing about which is meant.
COMMON_SHARE = 5
FEW_DOCUMENTS = 20


@transaction.atomic
def keep_group(group: SynonymGroup, expressions: Sequence[str]) -> SynonymGroup:
    group.expressions = "\n".join(expressions)
    group.save()
    _move_on()
    return group


@transaction.atomic
def keep_translation(english: str, norwegian: str) -> Translation:
    """The same English expression is said anew."""
    kept, _is_new = Translation.objects.update_or_create(
        english=english.lower(), defaults={"norwegian": norwegian}
    )
    _move_on()
    return kept


@transaction.atomic
def promote(query: str, ref: str) -> Promotion:
    """Promoting twice is no fault."""
    kept, _is_new = Promotion.objects.get_or_create(
        key=key_of(query), ref=ref, defaults={"query": query}
    )
    _move_on()
    return kept


@transaction.atomic
def drop(row: SynonymGroup | Translation | Promotion) -> None:
    row.delete()
    _move_on()


def says_nothing(expression: str) -> bool:
    """Only words that carry no subject."""
    return not telling(expression)


def is_everywhere(expression: str, *, using: str) -> bool:
    """One word, in so many documents that whatever it is read as would find them all."""
    tokens = tokens_said(expression)
    if len(tokens) > 1:
        return False
    counts = store(using).counts(tokens)
    most = max(counts.tokens.values(), default=0)
    return most >= FEW_DOCUMENTS and most * COMMON_SHARE > counts.size


def groups_with(expression: str) -> int:
    """In how many groups it stands already, in whatever form."""
    said = tokens_said(expression)
    groups = SynonymGroup.objects.values_list("expressions", flat=True)
    return sum(any(tokens_said(own) == said for own in group.splitlines()) for group in groups)


def promoted_for(query: str) -> models.QuerySet[Promotion]:
    return Promotion.objects.filter(key=key_of(query))


def named(refs: Sequence[str]) -> dict[str, Document]:
    """What is promoted, with its title and address; what has been taken away is left out."""
    return {row.ref: row for row in Document.objects.filter(ref__in=refs).defer("vector", "body")}


def _move_on() -> None:
    if not WordsRevision.objects.update(number=F("number") + 1):
        WordsRevision.objects.bulk_create([WordsRevision(pk=1, number=1)], ignore_conflicts=True)
