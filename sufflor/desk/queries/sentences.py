"""What users read of how a request stands, where the institution has words of its own."""

from __future__ import annotations

from collections.abc import Mapping

from sufflor.desk.models import State, StatusSentence
from sufflor.desk.wording import STATES, Own, Sentences, Where
from sufflor.lib.kept import Kept
from sufflor.organization.models import Line

# The topic that moves when the words do.
STATUS = "status"
# Every place that has words, under the name that it has in an address.
WHERES: Mapping[str, Where] = {
    "mottatt": Where(State.NEW),
    **{f"{State.NEW}-{line.value}": Where(State.NEW, line) for line in Line},
    **{f"{State.OPEN}-{line.value}": Where(State.OPEN, line) for line in Line},
    **{state.value: Where(state) for state in STATES},
}
_kept: Kept[Own] = Kept(size=1)


def own_sentences(revision: int) -> Own:
    """By place and language, read once per revision of the words."""
    return _kept.get("all", revision, _read)


def said_there(where: Where) -> list[StatusSentence]:
    """What is said of one place in words of one's own, with who said it; nothing where the built-in
    words hold. All are kept at once, so any of them tells when and by whom."""
    rows = StatusSentence.objects.filter(state=where.state, line=where.line)
    return list(rows.select_related("changed_by"))


def _read() -> Own:
    return {(_where(row), row.language): sentences_of(row) for row in StatusSentence.objects.all()}


def sentences_of(row: StatusSentence) -> Sentences:
    return Sentences(row.happening, row.your_part, row.when, row.else_when)


def _where(row: StatusSentence) -> Where:
    return Where(State(row.state), None if row.line is None else Line(row.line))
