"""The matrix of competence: people down, processes across, and how well each is known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sufflor.organization.models import CaseArea, CaseProcess, Competence, User


@dataclass(frozen=True)
class MatrixRow:
    """`cells` are in the order of the processes, with the whole area first."""

    person: User
    cells: tuple[tuple[Competence, ...], ...]


@dataclass(frozen=True)
class Matrix:
    """Only the processes that somebody knows have a column; the others are in `unknown`."""

    processes: tuple[CaseProcess, ...]
    unknown: tuple[CaseProcess, ...]
    rows: tuple[MatrixRow, ...]


def matrix(area: CaseArea) -> Matrix:
    """Two queries."""
    known: dict[User, dict[int | None, list[Competence]]] = defaultdict(lambda: defaultdict(list))
    rows = Competence.objects.filter(area=area, person__is_active=True)
    for one in rows.select_related("person__unit", "area", "process").order_by(
        "person__last_name", "-level", "pk"
    ):
        known[one.person][one.process_id].append(one)
    processes = list(area.processes.all())
    has_somebody = {process for theirs in known.values() for process in theirs}
    columns = tuple(process for process in processes if process.pk in has_somebody)
    across = (None, *(process.pk for process in columns))
    return Matrix(
        columns,
        tuple(process for process in processes if process.pk not in has_somebody),
        tuple(
            MatrixRow(person, tuple(tuple(theirs.get(process, ())) for process in across))
            for person, theirs in known.items()
        ),
    )
