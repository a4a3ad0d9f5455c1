"""What readers said of texts and went through in paths, when it is to be nobody's any more."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.models import reference, reference_to
from sufflor.knowledge.models import Article, Check, Suggestion, Verdict
from sufflor.organization.models import User

VERBS = ("article.judged",)
SUGGESTED = ("article.change_suggested",)


@transaction.atomic
def forget_verdicts(*, keys: Collection[int], at: datetime) -> int:
    """Whether a text helped is counted on; who said it, and in which words, is gone."""
    rows = list(Verdict.objects.filter(pk__in=keys).select_related("article"))
    for row in rows:
        # A guest of its own, who cannot be told from any other.
        row.person, row.guest, row.words = None, secrets.token_hex(8), ""
    Verdict.objects.bulk_update(rows, ["person", "guest", "words"])
    events.forget_who(about={reference(row.article) for row in rows}, verbs=VERBS)
    return len(rows)


@transaction.atomic
def forget_checks(*, keys: Collection[int], at: datetime) -> int:
    """What somebody ticked off as gone through."""
    deleted, _by_model = Check.objects.filter(pk__in=keys).delete()
    return deleted


@transaction.atomic
def forget_suggestions(*, keys: Collection[int], at: datetime) -> int:
    """What readers wanted changed and were answered; who it was goes from the history too."""
    rows = Suggestion.objects.filter(pk__in=keys)
    pairs = list(rows.values_list("article", "by"))
    events.forget_who(
        about={reference_to(Article, article) for article, _person in pairs},
        verbs=SUGGESTED,
        by={reference_to(User, person) for _article, person in pairs},
    )
    deleted, _by_model = rows.delete()
    return deleted
