"""The commands behind the door, in plain words."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable

from tools.door import checking, debian, measuring, processes, serving, testing
from tools.door.postgres import throwaway_cluster
from tools.door.processes import ROOT, Stopped
from tools.door.setup import PYTHON, prepare
from tools.door.steps import Failed, say, warn

HELP = """\
Sufflør: help that is near, on the day the new system opens.

  python3 do.py run                   everything made ready, the demo at http://127.0.0.1:8000/
  python3 do.py test [pytest's words] all tests: SQLite, a browser, PostgreSQL
  python3 do.py check                 style, types, walls, templates, translations, pages, docs
  python3 do.py fix                   mends what can be mended: style, texts to translate, docs
  python3 do.py docs                  writes docs/reference from the code
  python3 do.py bench [NAME] [--json] measures what benchmarks/NAME.py measures
  python3 do.py search-eval FILE.json [--database sqlite|postgresql|URL] [--distractors N]
                                      how good the search is on questions with known answers
  python3 do.py manage WORDS          Django's own commands (manage migrate, manage shell)
  python3 do.py help                  this text

PORT and DATABASE_URL are honoured; docs/reference/settings.md lists everything that can be set.
"""


def main(words: list[str]) -> int:
    """Returns the exit code. Whatever happens, nothing that was started here goes on."""
    os.chdir(ROOT)
    name, *rest = words or ["help"]
    command = COMMANDS.get(name)
    if command is None:
        warn(f"There is no command called {name}. These are:")
        say(HELP)
        return 2
    processes.obey_signals()
    try:
        return command(rest)
    except Failed as reason:
        warn(str(reason))
        return 1
    except Stopped as stopped:
        return 128 + stopped.number
    finally:
        processes.end_all()


def _help(_words: list[str]) -> int:
    say(HELP)
    return 0


def _run(words: list[str]) -> int:
    if words:
        raise Failed("`run` takes no words. Use PORT=8001 python3 do.py run for another port.")
    return serving.run()


def _manage(words: list[str]) -> int:
    """Django's management, with the terminal passed on so that a shell can be used."""
    prepare("run")
    env = {**os.environ, **serving.environment()}
    env.setdefault("SUFFLOR_DEMO", "1")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    os.execve(PYTHON, [str(PYTHON), "-m", "sufflor", *words], env)


def _search_eval(words: list[str]) -> int:
    """`--database` says where; without it, where the records are."""
    where, rest = _taken("--database", words)
    if not any(not word.startswith("-") for word in rest):
        raise Failed("Name a file: python3 do.py search-eval FILE.json")
    # What is told on the way goes beside, so that the figures can be read by a program.
    with contextlib.redirect_stdout(sys.stderr):
        prepare("run")
    if where in {"postgres", "postgresql"}:
        return _search_eval_on_postgresql(rest)
    if where is not None:
        os.environ["DATABASE_URL"] = "" if where == "sqlite" else where
    return _manage(["search_eval", *rest])


def _search_eval_on_postgresql(words: list[str]) -> int:
    """On a server that lives as long as the measurement."""
    programs = debian.postgresql()
    if programs is None:
        raise Failed("PostgreSQL is not on this machine: apt-get install postgresql")
    with contextlib.redirect_stdout(sys.stderr), throwaway_cluster(programs) as url:
        command: processes.Command = [PYTHON, "-m", "sufflor", "search_eval", *words]
        process = processes.start(command, env=serving.environment(DATABASE_URL=url))
        code = process.wait()
        processes.forget(process)
    return code


def _taken(name: str, words: list[str]) -> tuple[str | None, list[str]]:
    """The value that follows a name, and the words without both."""
    for at, word in enumerate(words):
        if word.startswith(f"{name}="):
            return word.partition("=")[2], words[:at] + words[at + 1 :]
        if word == name:
            if at + 1 == len(words):
                raise Failed(f"{name} must be followed by a value.")
            return words[at + 1], words[:at] + words[at + 2 :]
    return None, words


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "help": _help,
    "--help": _help,
    "-h": _help,
    "run": _run,
    "test": testing.test,
    "check": checking.check,
    "fix": checking.fix,
    "docs": checking.docs,
    "bench": measuring.bench,
    "manage": _manage,
    "search-eval": _search_eval,
}
