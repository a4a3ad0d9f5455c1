"""What a store must do, said in plain Python: the contract that the real ones are held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from sufflor.search.adapters.interface import Candidate, Counts, Visible, Wanted
from sufflor.search.held import candidate_of
from sufflor.search.models import Document
from sufflor.search.vectors import Analysed, analysed


class ReferenceStore:
    def __init__(self) -> None:
        self._rows = {document.pk: document for document in Document.objects.all()}
        self._held: dict[int, Analysed] = {}
        for pk, row in self._rows.items():
            texts = {name: getattr(row, name) for name in ("title", "summary", "body", "words")}
            self.put(pk, analysed(**texts))

    def put(self, document: int, analysed: Analysed) -> None:
        self._held[document] = analysed

    def delete(self, document: int) -> None:
        del self._held[document]

    def tidy(self) -> None:
        pass

    def counts(self, tokens: Collection[str], grams: Collection[str] = ()) -> Counts:
        held = self._held.values()
        return Counts(
            len(held),
            Counter(token for one in held for token in one.tokens if token in tokens),
            Counter(gram for one in held for gram in one.grams if gram in grams),
        )

    def candidates(
        self,
        tokens: Sequence[Wanted],
        grams: Sequence[Wanted],
        visible: Visible,
        limit: int,
    ) -> list[Candidate]:
        gains: Counter[int] = Counter()
        for pk, held in self._held.items():
            if self._is_seen(pk, visible):
                gains[pk] += sum(one.title_gain for one in tokens if one.text in held.title)
                gains[pk] += sum(one.gain for one in tokens if one.text in held.tokens)
                gains[pk] += sum(one.gain for one in grams if one.text in held.grams)
        gains = +gains
        ordered = sorted(gains, key=lambda pk: (-gains[pk], self._rows[pk].ref))
        return [self._candidate(pk) for pk in ordered[:limit]]

    def _is_seen(self, pk: int, visible: Visible) -> bool:
        row = self._rows[pk]
        return (
            row.audience <= visible.audience
            and (visible.kinds is None or row.kind in visible.kinds)
            and visible.area in {"", row.area}
            and (not visible.role or row.role in {"", visible.role})
        )

    def _candidate(self, pk: int) -> Candidate:
        return candidate_of(self._rows[pk])
