"""The rules of the house that a machine can read; each says what to do when it is broken."""

from __future__ import annotations

import ast
import gc
import re
import statistics
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import pytest
from django.utils import translation
from django.utils.functional import Promise

from sufflor.events.verbs import VERBS
from sufflor.lib.refusals import Refusal
from sufflor.project.environment import SETTINGS
from tools.door.reference import transition_tables

Node = TypeVar("Node", bound=ast.AST)

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "sufflor"
SUBJECTS = {
    *("organization", "knowledge", "announcements", "rollout", "files", "forms"),
    *("known_errors", "change_requests", "desk", "questions", "vendor", "insight"),
    "keeping",
    "webhooks",
}
GATES = {"project", "frontstage", "backstage", "api", "live", "messaging"}

# Where rows are written outside models.py, actions.py, migrations, tests and the demo, and why.
WRITERS = {
    "sufflor/search": "the index is a copy; it keeps itself, and leaves no history",
    "sufflor/frontstage/sign_on_cookie.py": "saves a cookie, which is no row",
    "sufflor/files/pictures.py": "saves pictures, which are no rows",
}
# Deeds that no person does, or that happen at no moment of their own, and why.
SYSTEM_DEEDS: dict[str, str] = {
    "files.check": "the virus scanner says it, whoever sent the file",
    "files.check_held": "the worker asks again about what the scanner did not answer for",
    "files.forget": "goes with what it was tied to, when that is deleted",
    "files.sweep": "the clock takes away what nobody came back for",
    "keeping.purge": "the clock lets go of what is old",
    "questions.forget_askers": "the clock takes names from what is old",
    "questions.forget_voters": "the clock takes names from what is old",
    "known_errors.forget_concerned": "the clock takes names from what is old",
    "change_requests.forget_backers": "the clock takes names from what is old",
    "questions.forget_judges": "the clock takes names from what is old",
    "questions.forget_hidden": "the clock lets go of what is old",
    "questions.forget_question_edits": "the clock lets go of what is old",
    "questions.forget_answer_edits": "the clock lets go of what is old",
    "questions.forget_minutes_edits": "the clock lets go of what is old",
    "knowledge.forget_verdicts": "the clock takes names from what is old",
    "knowledge.forget_checks": "the clock lets go of what is old",
    "knowledge.forget_suggestions": "the clock lets go of what is old",
    "announcements.forget_notices": "the clock lets go of what is old",
    "vendor.forget_words": "the clock lets go of what is old",
    "desk.forget_drafts": "the clock lets go of what is old",
    "organization.forget_absences": "the clock lets go of what is old",
    "organization.forget_attempts": "the clock lets go of what is old",
    "organization.nobody": "an account that nobody has, made when it is first needed",
    "organization.forget_sessions": "the clock ends what has run out",
    "organization.begin_sitting": "the institution's sign-in says which one it was",
    "organization.end_sittings": "the institution's sign-in says which one is over",
    "organization.recognize": "the institution's sign-in says who it is, and that person acts",
    "knowledge.remind_of_reviews": "the clock says which texts are due to be reviewed",
    "knowledge.note_visit": "the nightly check says what it met",
    "knowledge.count_readings": "numbers of what was read, which nobody is behind",
    "knowledge.forget_readings": "the clock ends what has been counted",
    "knowledge.follow_schedule": "the clock publishes and withdraws what editors have put off",
    "knowledge.note_reuse": "the clock counts what leads on to what",
    "insight.count_reuse": "the clock counts what leads on to what",
    "insight.count": "the clock counts what has changed",
    "rollout.tell_of_day": "the clock says that a day begins or is over",
    "desk.wake": "the clock ends the wait of what waits until a time",
    "webhooks.claim": "the worker takes up what is due",
    "webhooks.taken": "the address says that it has it",
    "webhooks.not_taken": "the address, or its silence, says that it has it not",
    "webhooks.drop": "there is nothing to tell when it leaves",
    "webhooks.write_down": "the worker writes down who is told of an event",
    "webhooks.forget_sendings": "the clock ends what has been sent",
    "webhooks.stop_hearing": "goes with the key that is taken back",
    "desk.reckon_clocks": "the clock makes due times anew when the calendar has changed",
    "desk.warn_of_due": "the clock tells what is due soon",
    "desk.delete_what_is_over": "the clock deletes what the rules say is over",
    "desk.place_the_homeless": "the clock gives what nobody has to the first who can help",
    "desk.let_the_cleared_in": "the clock lets in who may read what is confidential from now on",
}
# Gates that lie inside a subject's room, where the clock is read, and why.
INNER_GATES = {
    "sufflor/webhooks/sender.py": "the worker comes in here, in a thread of its own",
    "sufflor/knowledge/following.py": "Wagtail's editor and its schedule come in here",
    "sufflor/knowledge/forms.py": "Wagtail's editor asks here whether a page may be saved",
    "sufflor/knowledge/models/approving.py": "Wagtail's editor asks here who may approve",
    "sufflor/knowledge/wagtail_hooks.py": "Wagtail's editor asks here what an editor may see",
}
# HTML that is not escaped because somebody else has cleaned it, and who.
RAW_HTML: dict[str, str] = {
    "sufflor/lib/text.py": "the cleaner itself: what leaves it has been through nh3",
    "sufflor/lib/kept.py": "keeps what a template has rendered",
    "sufflor/design/drawing.py": "puts the token of a form into what a template has rendered",
    "sufflor/design/templatetags/design.py": "keeps what a template has rendered",
    "sufflor/design/figures.py": "draws SVG itself, and escapes every text in it",
    "sufflor/backstage/importing.py": "cleaned on the very line",
    "sufflor/backstage/request_untouched.py": "keeps what a template has rendered",
    "sufflor/backstage/thread_rows.py": "keeps what a template has rendered",
    "sufflor/backstage/work_rows.py": "keeps what a template has rendered",
    "sufflor/frontstage/question_rows.py": "keeps what a template has rendered",
    "sufflor/frontstage/templates/frontstage/notice.html": "comes from lib.text.paragraphs",
    "sufflor/frontstage/templates/frontstage/rollout.html": "comes from lib.text.paragraphs",
    "sufflor/knowledge/exporting.py": "cleaned when it was saved",
    "sufflor/knowledge/models/articles.py": "cleaned when it was saved",
    "sufflor/search/snippets.py": "marks what was found in text that it has escaped",
}
NOT_A_NAME = {"utils", "util", "helpers", "helper", "common", "exceptions", "misc", "services"}
# Paths of somebody's machine and names of its sources have nothing to do in what we ship.
FORBIDDEN = ("/work/", "/root/", "/home/", "pyenv", "pypi.org", "npmjs.org")


@cache
def paths() -> tuple[Path, ...]:
    """Of every module, those of tests and migrations too."""
    return tuple(sorted(path for path in HOUSE.rglob("*.py") if "__pycache__" not in path.parts))


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    """All of it is kept, so looking among it for what can be thrown away is in vain."""
    gc.disable()
    try:
        return tuple((path, ast.parse(path.read_text())) for path in paths() if not is_aside(path))
    finally:
        gc.freeze()
        gc.enable()


@cache
def nodes(kind: type[Node]) -> tuple[tuple[Path, Node], ...]:
    return tuple((path, node) for path, node in _every_node() if isinstance(node, kind))


@cache
def _every_node() -> tuple[tuple[Path, ast.AST], ...]:
    """Of those kinds that are asked about: going through all of them takes seconds."""
    kinds = (ast.Call, ast.Attribute, ast.FunctionDef, ast.AsyncFunctionDef, ast.Constant)
    return tuple(
        (path, node)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, kinds)
    )


def place(path: Path, node: ast.AST | None = None) -> str:
    line = f":{getattr(node, 'lineno', 0)}" if node else ""
    return f"{path.relative_to(ROOT)}{line}"


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


def is_aside(path: Path) -> bool:
    """Tests and migrations have rules of their own."""
    return bool({"tests", "migrations"} & set(path.parts))


def is_listed(path: Path, listed: dict[str, str]) -> bool:
    return any(place(path).startswith(each) for each in listed)


def templates() -> list[Path]:
    return sorted(path for path in HOUSE.glob("*/templates/**/*") if path.is_file())


def deeds_of(name: str) -> list[tuple[Path, ast.FunctionDef]]:
    """What actions.py does, or what the actions package lets out of its door."""
    here = HOUSE / name / "actions"
    let_out = {
        alias.name
        for path, tree in modules()
        if path == here / "__init__.py"
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return [
        (path, node)
        for path, tree in modules()
        if path == here.with_suffix(".py") or path.parent == here
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if path.parent != here or node.name in let_out
    ]


def complain(broken: Sequence[str], what_to_do: str) -> None:
    assert not broken, "\n".join([what_to_do, *broken])


# Writing


def may_write(path: Path) -> bool:
    inside = path.relative_to(HOUSE).parts
    return (
        inside[1:2] in {("models.py",), ("actions.py",), ("admin.py",)}
        or inside[1:2] in {("actions",), ("demo",), ("models",)}
        or is_listed(path, WRITERS)
    )


def writes(call: ast.Call) -> bool:
    always = {"bulk_create", "bulk_update", "update_or_create", "get_or_create", "save"}
    if not isinstance(call.func, ast.Attribute):
        return ast.unparse(call.func) in {"insert", "insert_unless_there", "insert_or_change"}
    name = call.func.attr
    if name not in {"create", "update", "delete"}:
        return name in always
    chain = ast.unparse(call.func)
    if name == "delete":
        return "cache" not in chain and "session" not in chain
    return ".objects." in chain or ".filter(" in chain


def test_rows_are_written_only_by_actions() -> None:
    broken = [
        f"  {place(path, call)}: {ast.unparse(call.func)}(...)"
        for path, call in nodes(ast.Call)
        if writes(call) and not may_write(path)
    ]

    complain(broken, "Call an action (or write one) instead of writing rows here:")


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
def test_a_deed_says_who_and_when(subject: str) -> None:
    broken = []
    for path, deed in deeds_of(subject):
        named = {each.arg for each in deed.args.kwonlyargs}
        if f"{subject}.{deed.name}" in SYSTEM_DEEDS:
            continue
        if deed.args.args or deed.args.posonlyargs or not {"by", "at"} <= named:
            broken.append(f"  {place(path, deed)}: {deed.name}({ast.unparse(deed.args)})")

    complain(
        broken, "An action takes keywords only, `by` and `at` among them (def x(*, ..., by, at)):"
    )


def test_the_list_of_system_deeds_is_not_older_than_the_code() -> None:
    known = {f"{subject}.{deed.name}" for subject in SUBJECTS for _, deed in deeds_of(subject)}

    complain(sorted(set(SYSTEM_DEEDS) - known), "These deeds are gone: take them off SYSTEM_DEEDS.")


# History


def recorded() -> Iterator[tuple[str, str]]:
    """Each call of `record` with its verb, where the verb is written out."""
    for path, call in nodes(ast.Call):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name == "record" or ast.unparse(call.func) == "record":
            yield from ((place(path, call), verb) for verb in texts(call.args[0]))


def texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_verb_of_history_is_explained() -> None:
    broken = [f"  {where}: {verb}" for where, verb in recorded() if verb not in VERBS]

    complain(broken, "Say in sufflor/events/verbs/ what these verbs mean:")


def test_every_explained_verb_is_used() -> None:
    explained = set((HOUSE / "events" / "verbs").rglob("*.py"))
    written = {
        node.value
        for path, node in nodes(ast.Constant)
        if isinstance(node.value, str) and path not in explained
    }

    complain(sorted(set(VERBS) - written), "No action records these; out of events/verbs/:")


# States, refusals, settings, words


def test_tables_of_states_are_total() -> None:
    broken = []
    for name, table, following in transition_tables():
        goals = {goal for each in following.values() for goal in each}
        broken += [f"  {name}.{table}: {goal}" for goal in goals - set(following)]

    complain(broken, "These states can be reached, but the table does not say what follows them:")


def refusals() -> list[type[Refusal]]:
    for path in HOUSE.glob("*/actions*"):
        import_module(f"sufflor.{path.parent.name}.actions")
    found: list[type[Refusal]] = []
    waiting = [Refusal]
    while waiting:
        each = waiting.pop()
        found.append(each)
        waiting += each.__subclasses__()
    return [each for each in found if each.__module__.startswith("sufflor.")]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_refusal_speaks_norwegian(language: str) -> None:
    broken = []
    for each in refusals():
        for sentence in (each.reason, each.way_out):
            with translation.override("en"):
                english = str(sentence)
            with translation.override(language):
                if english and (not isinstance(sentence, Promise) or str(sentence) == english):
                    broken.append(f"  {each.__module__}.{each.__name__}: {english}")

    complain(broken, f"Translate these in the room's locale/{language} (python3 do.py fix):")


def test_every_refusal_says_why() -> None:
    silent = [f"  {each.__name__}" for each in refusals() if not str(each.reason)]

    complain(silent, "A refusal carries the sentence that the reader sees. These have no `reason`:")


def test_every_setting_is_in_the_reference() -> None:
    path = ROOT / "docs" / "reference" / "settings.md"
    reference = path.read_text() if path.exists() else ""

    missing = sorted({each.name for each in SETTINGS if f"`{each.name}`" not in reference})

    complain(missing, "Run `python3 do.py docs` and commit it; the reference lacks these settings:")


def test_the_environment_is_read_in_one_place() -> None:
    broken = [
        f"  {place(path, node)}"
        for path, node in nodes(ast.Attribute)
        if path != HOUSE / "project" / "environment.py" and node.attr in {"get", "getenv"}
        if ast.unparse(node) in {"os.environ.get", "os.getenv"}
    ]

    complain(broken, "Read settings with env(name, default, what) in sufflor/project/settings.py:")


# Rooms and modules


def rooms() -> list[Path]:
    return sorted(path.parent for path in HOUSE.glob("*/__init__.py"))


@pytest.mark.parametrize("folder", rooms(), ids=lambda folder: folder.name)
def test_every_room_tells_what_it_is(folder: Path) -> None:
    readme = folder / "README.md"

    assert readme.exists(), f"Write {place(readme)}: what the room is, its words, its states."
    assert len(readme.read_text().splitlines()) <= 60, (
        f"{place(readme)}: 10 to 20 lines are enough."
    )


def test_modules_are_named_after_what_they_are_about() -> None:
    broken = [f"  {place(path)}" for path in paths() if path.stem in NOT_A_NAME]

    complain(
        broken, f"Name these after their subject ({', '.join(sorted(NOT_A_NAME))} say nothing):"
    )


def test_every_module_opens_with_what_it_is_about() -> None:
    broken = [
        f"  {place(path)}"
        for path, tree in modules()
        if tree.body and path.name != "apps.py"
        if not ast.get_docstring(tree)
    ]

    complain(broken, "Open these with one sentence that says what they are about:")


def test_no_import_hides_from_the_walls() -> None:
    broken = [f"  {place(path)}" for path in paths() if "TYPE_CHECKING" in path.read_text()]

    complain(
        broken, "An import that needs TYPE_CHECKING goes the wrong way; move what is shared down:"
    )


def lengths() -> list[tuple[int, str]]:
    return [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{place(path, node)} {node.name}")
        for path, node in (*nodes(ast.FunctionDef), *nodes(ast.AsyncFunctionDef))
    ]


def test_functions_are_short() -> None:
    found = sorted(lengths(), reverse=True)
    ninth_of_ten = statistics.quantiles([length for length, _where in found], n=10)[-1]
    longest = [f"  {length} lines: {where}" for length, where in found[:10]]

    assert ninth_of_ten <= 36, "\n".join(["Nine functions of ten fit in 36 lines.", *longest])
    complain(
        [f"  {length} lines: {where}" for length, where in found if length > 60],
        "Nothing needs more than 60 lines; give the parts names:",
    )


def test_modules_are_short() -> None:
    broken = [
        f"  {place(path)}: {length} lines"
        for path, _tree in modules()
        if "demo" not in path.parts
        for length in [len(path.read_text().splitlines())]
        if length > 300
    ]

    complain(broken, "Above 250 lines a module becomes a package of two or three:")


def test_time_is_read_at_the_gates() -> None:
    clocks = {"timezone.now", "timezone.localtime", "timezone.localdate", "datetime.now"}
    broken = [
        f"  {place(path, node)}: {ast.unparse(node.func)}()"
        for path, node in nodes(ast.Call)
        if isinstance(node.func, ast.Attribute) and ast.unparse(node.func) in clocks
        if room(path) not in GATES and "commands" not in path.parts
        if not is_listed(path, INNER_GATES)
        if not (node.args and "local" in ast.unparse(node.func))
    ]

    complain(broken, "Take `at: datetime` as an argument; only views and commands read the clock:")


# Templates


def test_every_template_is_used() -> None:
    code = "\n".join(
        path.read_text()
        for path in HOUSE.rglob("*")
        if path.suffix in {".py", ".html", ".txt", ".xml"} and "__pycache__" not in path.parts
    )
    broken = []
    for path in templates():
        name = path.as_posix().partition("/templates/")[2]
        # Pages of Wagtail's editor in our dress: it is Wagtail that asks for them.
        if name not in code and not name.startswith("wagtailadmin/"):
            broken.append(f"  {place(path)} (as {name})")

    complain(broken, "Nothing renders, extends or includes these:")


INLINE = re.compile(
    r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/(?:ld\+)?json")[^>]*>|<style\b"""
    r"""|<[^>]*\s(?:style|on[a-z]+)\s*=""",
    re.IGNORECASE,
)


def test_templates_have_nothing_inline() -> None:
    broken = [
        f"  {place(path)}:{path.read_text()[: found.start()].count(chr(10)) + 1}: {found[0][:60]}"
        for path in templates()
        if path.suffix == ".html"
        for found in INLINE.finditer(re.sub(r"\{[%#{].*?[%#}]\}", "", path.read_text()))
    ]

    complain(broken, "The content security policy stops inline scripts, styles and handlers:")


INCLUDE = re.compile(r"""\{%\s*include\s+"([^"]+)"([^%]*)%\}""")


def test_pages_change_shape_by_the_size_of_their_letters() -> None:
    """Whoever has asked their browser for larger letters has less room, on whichever screen."""
    broken = [
        f"  {place(path)}:{number}: {line.strip()[:60]}"
        for path in (ROOT / "frontend" / "src").rglob("*.css")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"@(media|container)[^{]*\dpx", line)
    ]

    complain(broken, "Say how wide in em, a sixteenth of what it is in pixels:")


def test_whoever_includes_a_form_gives_it_its_token() -> None:
    """`only` leaves the token out as well, and then the form is refused as one of another site's.
    Tests that send forms by themselves do not notice."""
    texts = {
        path.as_posix().partition("/templates/")[2]: path.read_text()
        for path in templates()
        if path.suffix == ".html"
    }
    included = {name: INCLUDE.findall(text) for name, text in texts.items()}
    forms = {name for name, text in texts.items() if "{% csrf_token %}" in text}
    while more := {
        name
        for name, those in included.items()
        if name not in forms and any(one in forms for one, _facts in those)
    }:
        forms |= more

    broken = [
        f"  {name}: {one}"
        for name, those in included.items()
        for one, facts in those
        if one in forms and "only" in facts.split() and "csrf_token=" not in facts
    ]

    complain(broken, "Say csrf_token=csrf_token where a form is included with `only`:")


def test_nothing_goes_unescaped() -> None:
    raw = re.compile(r"\|\s*safe\b|autoescape off|\bmark_safe\(|\bSafeString\(|\|\s*safeseq\b")
    broken = [
        f"  {place(path)}: {found[0]}"
        for path in [*templates(), *(path for path, _tree in modules())]
        if not is_listed(path, RAW_HTML)
        for found in raw.finditer(path.read_text())
    ]

    complain(broken, "Use format_html, or clean it and say so in RAW_HTML of this test:")


# What we ship


def shipped() -> Iterator[Path]:
    folders = (
        "sufflor",
        "tools",
        "tests",
        "docs",
        "benchmarks",
        "frontend/src",
        "frontend/scripts",
    )
    endings = {
        ".py",
        ".md",
        ".html",
        ".toml",
        ".json",
        ".js",
        ".mjs",
        ".css",
        ".po",
        ".csv",
        ".txt",
    }
    yield from (path for path in ROOT.glob("*") if path.is_file() and path.suffix in endings)
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in endings and "built" not in path.parts:
                yield path


def test_what_documents_say_is_tested_is_tested() -> None:
    broken = [
        f"  {place(document)}: {path}::{name}"
        for document in (ROOT / "docs").rglob("*.md")
        for path, name in re.findall(r"`([\w/.]+\.py)::(\w+)`", document.read_text())
        if not (ROOT / path).exists() or f"def {name}(" not in (ROOT / path).read_text()
    ]

    complain(broken, "A document leans on tests that are not there; name those that are:")


def test_no_trace_of_the_machine_it_was_made_on() -> None:
    broken = [
        f"  {place(path)}: {word}"
        for path in shipped()
        if path != Path(__file__).resolve()
        for word in FORBIDDEN
        if word in path.read_text(errors="replace")
    ]

    complain(broken, "Paths and sources of one machine mean nothing on another:")


def test_the_rooms_of_the_tests_exist() -> None:
    unknown = [name for name in SUBJECTS | GATES if not find_spec(f"sufflor.{name}")]

    complain(unknown, "These rooms have moved; change the lists at the top of tests/test_house.py:")
