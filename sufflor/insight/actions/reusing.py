"""How many answers and requests lead on to each article, counted at night from what is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sufflor.desk.models import Message
from sufflor.knowledge import actions as knowledge
from sufflor.questions.models import Answer, Question

_ADDRESS = re.compile(r"/tema/[-\w]+/([-\w]+)")


def count_reuse(*, at: datetime) -> None:
    """An answer counts for what it links to, and for the article that it became; a request for what
    those who help have sent its user. Who they are is not looked at."""
    knowledge.note_reuse(answers=_from_answers(), requests=_from_requests(), at=at)


def _from_answers() -> Counter[str]:
    public = Answer.objects.filter(question__in=Question.objects.public())
    counts = _counted(public.filter(text__contains="/tema/").values_list("pk", "text"))
    became = public.filter(published_at__isnull=False, article__isnull=False)
    counts.update(became.values_list("article__address", flat=True))
    return counts


def _from_requests() -> Counter[str]:
    open_to_helpers = Message.objects.filter(is_from_helper=True, request__is_confidential=False)
    sent = open_to_helpers.filter(text__contains="/tema/")
    return _counted(sent.order_by("request").values_list("request", "text"))


def _counted(texts: Iterable[tuple[int, str]]) -> Counter[str]:
    """Each thing once for each article, however often it says so."""
    pairs = {(about, address) for about, text in texts for address in _ADDRESS.findall(text)}
    return Counter(address for _about, address in pairs)
