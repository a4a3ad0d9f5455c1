"""`bench`: runs a measurement, and tells whether what was promised holds."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys

from tools.door import processes
from tools.door.processes import ROOT
from tools.door.serving import environment
from tools.door.setup import PYTHON, prepare
from tools.door.steps import Failed

FOLDER = ROOT / "benchmarks"
COLUMNS = ("what", "ratio", "value", "unit", "queries", "target", "holds")
Cell = str | float | bool | None
Row = dict[str, Cell]


def bench(words: list[str]) -> int:
    """`benchmarks/NAME.py --json` prints its rows; here they are shown and judged."""
    names = [word for word in words if not word.startswith("--")]
    known = sorted(path.stem for path in FOLDER.glob("*.py") if _is_measurement(path.read_text()))
    if len(names) != 1 or names[0] not in known:
        raise Failed(f"Name one of the measurements: {', '.join(known) or 'there are none yet'}.")
    # What is told on the way goes beside, so that the output can be read by a program.
    with contextlib.redirect_stdout(sys.stderr):
        prepare("dev")
    name, rows = _measure([word for word in words if word != "--json"])
    if "--json" in words:
        print(json.dumps({"name": name, "rows": rows}, ensure_ascii=False, indent=2))
    else:
        _tell(rows)
    return 0 if rows and all(row.get("holds") is not False for row in rows) else 1


def _is_measurement(source: str) -> bool:
    return '__name__ == "__main__"' in source


def _measure(words: list[str]) -> tuple[str, list[Row]]:
    name = next(word for word in words if not word.startswith("--"))
    rest = [word for word in words if word != name]
    process = processes.start(
        [PYTHON, FOLDER / f"{name}.py", "--json", *rest],
        env=environment(),
        stdout=subprocess.PIPE,
    )
    said, _nothing = process.communicate()
    processes.forget(process)
    try:
        answer = json.loads(said)
        return answer["name"], answer["rows"]
    except (ValueError, KeyError, TypeError):
        raise Failed(
            f"benchmarks/{name}.py ended with code {process.returncode} and without rows:\n{said}"
        ) from None


def _tell(rows: list[Row]) -> None:
    table = [list(COLUMNS), *([_plain(row.get(name)) for name in COLUMNS] for row in rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(COLUMNS))]
    for line in table:
        first, *others = zip(line, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]
        print("  ".join(cells).rstrip())


def _plain(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "NO"
    if isinstance(cell, float):
        return f"{cell:.3g}" if cell < 1000 else f"{cell:.0f}"
    return "" if cell is None else str(cell)
