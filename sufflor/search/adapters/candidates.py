"""The statement that picks candidates, and what counting gave: the same whichever the store."""

from __future__ import annotations

from collections.abc import Iterable

from sufflor.search.adapters.interface import Counts, Visible

Values = list[str | int]

_STATEMENT = """
WITH wanted (document_id, gain) AS ({matches}),
summed (document_id, gain) AS (
    SELECT document_id, SUM(gain) FROM wanted GROUP BY document_id
)
SELECT
    d.id, d.ref, d.kind, d.url, d.title, d.fingerprint, d.language, d.validated, d.area, d.role,
    d.meaning
FROM summed JOIN search_document d ON d.id = summed.document_id
WHERE {visible}
ORDER BY summed.gain DESC, d.ref COLLATE {bytewise}
LIMIT %s
"""


def statement(matches: str, visible: Visible, *, bytewise: str) -> tuple[str, Values]:
    """The SQL with the values of its filter; the values of the matches come before them.

    `matches` selects (document, gain) pairs; `bytewise` is the store's name for the collation
    that sorts equal sums alike everywhere.
    """
    condition, values = _condition(visible)
    sql = _STATEMENT.format(matches=matches, visible=condition, bytewise=bytewise)
    return sql, values


SIZE = "SELECT 'size', '', COUNT(*) FROM search_document"


def counted(rows: Iterable[tuple[str, str, int]]) -> Counts:
    """What a store counted: rows of (column, term, number), and that of `SIZE`."""
    found: dict[str, dict[str, int]] = {"size": {}, "tokens": {}, "grams": {}}
    for column, term, number in rows:
        if number:
            found[column][term] = number
    return Counts(found["size"].get("", 0), found["tokens"], found["grams"])


def _condition(visible: Visible) -> tuple[str, Values]:
    parts = ["d.audience <= %s"]
    values: Values = [int(visible.audience)]
    if visible.kinds == ():
        parts.append("1 = 0")
    elif visible.kinds is not None:
        parts.append(f"d.kind IN ({', '.join(['%s'] * len(visible.kinds))})")
        values += visible.kinds
    if visible.area:
        parts.append("d.area = %s")
        values.append(visible.area)
    if visible.role:
        parts.append("d.role IN ('', %s)")
        values.append(visible.role)
    return " AND ".join(parts), values
