"""docs/reference, written from the code: states, settings, words and events."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
Transitions = Mapping[object, Iterable[object]]
WRITTEN_BY = "<!-- Written by `python3 do.py docs`; change the code, not this file. -->\n"


def states() -> str:
    """Each room's transition tables, as a figure that GitLab, GitHub and editors draw."""
    parts = [
        "# States\n",
        "What can become what, the first state first. Each table lives in its room's `rules.py`.\n",
    ]
    for room, name, table in transition_tables():
        title = name.removesuffix("TRANSITIONS").strip("_").replace("_", " ").lower()
        parts.append(f"## {room}{': ' + title if title else ''}\n")
        parts.append("```mermaid\nstateDiagram-v2")
        parts += [f"    [*] --> {_plain(first)}" for first in list(table)[:1]]
        for state, following in table.items():
            parts += [f"    {_plain(state)} --> {goal}" for goal in sorted(map(_plain, following))]
            if not following:
                parts.append(f"    {_plain(state)} --> [*]")
        parts.append("```\n")
    return "\n".join(parts)


def transition_tables() -> Iterator[tuple[str, str, Transitions]]:
    for path in sorted((ROOT / "sufflor").glob("*/rules.py")):
        rules = import_module(f"sufflor.{path.parent.name}.rules")
        for name, value in sorted(vars(rules).items()):
            if name.endswith("TRANSITIONS") and isinstance(value, Mapping):
                yield path.parent.name, name, value


def _plain(state: object) -> str:
    return str(state.value if isinstance(state, Enum) else state).replace("-", "_")


def settings() -> str:
    from sufflor.project.environment import SETTINGS

    for path in sorted((ROOT / "sufflor").glob("*/*.py")):
        if "sufflor.project.environment import" in path.read_text():
            import_module(f"sufflor.{path.parent.name}.{path.stem}")
    rows = sorted({(each.name, _at_home(each.default), each.what) for each in SETTINGS})
    return _page(
        "Settings",
        "All are environment variables. `python3 do.py run` needs none of them.",
        ("Name", "When not set", "What it is"),
        [(f"`{name}`", f"`{default}`" if default else "", what) for name, default, what in rows],
    )


def _at_home(default: str) -> str:
    """No path of the machine that the reference happened to be written on."""
    return default.replace(f"{ROOT}{os.sep}", "").replace("|", "\\|")


def glossary() -> str:
    from sufflor.lib.glossary import TERMS

    return _page(
        "Words",
        "One word for one thing: in code, in bokmål, in nynorsk.",
        ("In code", "Bokmål", "Nynorsk", "What it is"),
        [(f"`{each.code}`", each.nb, each.nn, each.meaning) for each in TERMS],
    )


def events() -> str:
    from sufflor.events.verbs import VERBS

    rooms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for verb, meaning in VERBS.items():
        rooms[verb.partition(".")[0]].append((f"`{verb}`", meaning))
    return _page(
        "Events",
        "Every deed leaves one line of history, in the same transaction. These are the verbs.",
        ("Verb", "What happened"),
        [row for rows in rooms.values() for row in sorted(rows)],
    )


def retention() -> str:
    from sufflor.messaging.kept import ALL

    return _page(
        "How long things are kept",
        "Requests have rules by class and form (`/styring/sletting/`). Everything else about people"
        " is one of these kinds (`/styring/oppbevaring/`). Beside them go, whatever is set:"
        " sessions that have run out, files that were never sent and bytes of infected files after"
        " 30 days, counts of what was read after 180 days, and loaded lists of people after a day.",
        ("Kind", "What it is", "What happens", "Days counted since", "Days when not set", "Bounds"),
        [
            (
                f"`{kind.name}`",
                str(kind.label),
                str(kind.what),
                str(kind.since),
                "for good" if kind.days is None else str(kind.days),
                f"{kind.fewest} or more"
                if kind.can_be_kept_for_good
                else f"{kind.fewest} to {kind.most}",
            )
            for kind in ALL
        ],
    )


def _page(title: str, lead: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in [head, ("---",) * len(head), *rows]]
    return f"# {title}\n\n{lead}\n\n" + "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "states": states,
    "settings": settings,
    "glossary": glossary,
    "events": events,
    "retention": retention,
}


def main(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
    # The reference shows what holds when nothing is set.
    if find_spec("sufflor.project.settings"):
        django.setup()
    drifted = []
    for name, make in PAGES.items():
        path, content = FOLDER / f"{name}.md", WRITTEN_BY + make()
        if path.exists() and path.read_text() == content:
            continue
        drifted.append(str(path.relative_to(ROOT)))
        if words == ["write"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
    if words == ["check"] and drifted:
        print("The code has moved on from: " + ", ".join(drifted))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
