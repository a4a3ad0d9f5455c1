"""Loads the house once and then becomes our programs, one fork for each: python -m tests.nursery

Reading Django, Wagtail and the house takes three seconds of a core, and tests start a hundred
programs. A fork has all of that in memory, no store and no thread; it reads the settings from its
own environment and goes on as `python -m MODULE WORDS` would. `tests/programs.py` asks for them,
a line for each. When nobody can ask any more, what still runs is killed.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import signal
import sys

import django
from django.conf import settings
from django.db import connections

SETTINGS = "sufflor.project.settings"
running: set[int] = set()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _load()
    for line in sys.stdin:
        ask = json.loads(line)
        said = _status(ask["pid"]) if "pid" in ask else _begin(**ask)
        sys.stdout.write(f"{json.dumps(said)}\n")
        sys.stdout.flush()
    for pid in running:
        os.killpg(pid, signal.SIGKILL)


def _load() -> None:
    django.setup()

    import uvicorn  # noqa: F401
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    from sufflor.live import asgi, hub, sources  # noqa: F401
    from sufflor.messaging import worker  # noqa: F401
    from sufflor.search.warming import warm_up

    get_wsgi_application()
    _ = get_resolver().url_patterns
    warm_up()
    connections.close_all()
    gc.collect()
    gc.freeze()


def _begin(module: str, words: list[str], env: dict[str, str]) -> int:
    pid = os.fork()
    if pid == 0:
        _become(module, words, env)
    running.add(pid)
    return pid


def _status(pid: int) -> int | None:
    """Its exit code, or nothing as long as it runs."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    if not ended:
        return None
    running.remove(pid)
    return os.waitstatus_to_exitcode(status)


def _become(module: str, words: list[str], env: dict[str, str]) -> None:
    os.setsid()
    # What is read and written here is between the nursery and the tests.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    os.environ.clear()
    os.environ.update({"DJANGO_SETTINGS_MODULE": SETTINGS} | env)
    _read_settings_anew()
    django.setup()
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    sys.exit()


def _read_settings_anew() -> None:
    """Each in its place, beside what packages have added; and the store that they tell of."""
    read = importlib.reload(sys.modules[SETTINGS])
    for name in filter(str.isupper, dir(read)):
        setattr(settings, name, getattr(read, name))
    vars(connections).pop("settings")
    connections.__init__()


if __name__ == "__main__":
    main()
