"""What a first visit may weigh. Over budget is a fault, like a failing test."""

import json
from pathlib import Path

import pytest

from sufflor.design.built import FOLDER

KILOBYTE = 1000
BUDGETS = {
    ("app.css",): 30 * KILOBYTE,
    ("app.js",): 35 * KILOBYTE,
    # What those who run an hour fetch in all.
    ("app.css", "desk.css"): 35 * KILOBYTE,
    ("app.js", "desk.js"): 45 * KILOBYTE,
}
FONT_BUDGET = 50 * KILOBYTE


@pytest.fixture(scope="module")
def files() -> dict[str, Path]:
    manifest = FOLDER / "manifest.json"
    if not manifest.exists():
        pytest.fail("The css and js are not built: `npm run build` in frontend/.")
    names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    return {name: FOLDER.parent / path for name, path in names.items()}


@pytest.mark.parametrize("names", BUDGETS)
def test_css_and_js_stay_within_their_budget(
    files: dict[str, Path], names: tuple[str, ...]
) -> None:
    compressed = [files[name].with_name(files[name].name + ".gz") for name in names]

    assert sum(file.stat().st_size for file in compressed) <= BUDGETS[names]


def test_there_is_one_font_file_and_it_is_small(files: dict[str, Path]) -> None:
    fonts = list(FOLDER.glob("*.woff2"))

    assert fonts == [files["inter.woff2"]]
    assert fonts[0].stat().st_size <= FONT_BUDGET


def test_everything_but_the_font_lies_compressed_beside_itself(files: dict[str, Path]) -> None:
    for name, path in files.items():
        beside = {ending for ending in (".gz", ".br") if Path(f"{path}{ending}").exists()}

        assert beside == (set() if name == "inter.woff2" else {".gz", ".br"})


def test_the_css_names_the_font_file_that_is_there(files: dict[str, Path]) -> None:
    assert files["inter.woff2"].name in files["app.css"].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["app.css", "desk.css"])
def test_the_css_has_no_rules_outside_the_layers(files: dict[str, Path], name: str) -> None:
    """A rule outside every layer would win over the design system and over us."""
    css = files[name].read_text(encoding="utf-8")
    outside, depth, start = [], 0, 0
    for place, letter in enumerate(css):
        if letter == "{":
            if depth == 0:
                outside.append(css[start:place].rpartition(";")[2].strip())
            depth += 1
        elif letter == "}":
            depth -= 1
            start = place + 1

    assert [rule for rule in outside if not rule.startswith(("@layer", "@font-face"))] == []
