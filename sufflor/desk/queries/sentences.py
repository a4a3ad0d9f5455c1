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


def _read() -> Own:
    return {
        (_where(row), row.language): Sentences(
            row.happening, row.your_part, row.when, row.else_when
        )
        for row in StatusSentence.objects.all()
    }


def _where(row: StatusSentence) -> Where:
    return Where(State(row.state), None if row.line is None else Line(row.line))
