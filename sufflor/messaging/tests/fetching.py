"""Fetchers that are killed, one after the other, each at a step that it is told; then two at once.

    python -m sufflor.messaging.tests.fetching URL STEP [STEP ...]

Everything is loaded once; each of them is a process of its own that begins with a fork.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

import django


def main(url: str, *steps: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
    django.setup()

    from sufflor.search.warming import warm_up

    warm_up()
    for step in steps:
        status = _ended(_begun(lambda step=step: _die_at(step, url)))
        if status != -signal.SIGKILL:
            sys.stderr.write(f"the fetcher did not die at {step}\n")
            return 1
    last = [_begun(lambda: _fetch_all(url)) for _number in range(2)]
    return max(map(_ended, last))


def _begun(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    return child


def _ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _fetch_all(url: str) -> None:
    from django.utils import timezone

    from sufflor.lib.mailboxes import mailbox_place
    from sufflor.messaging import intake

    intake.fetch(mailbox_place(url), timezone.now())
    intake.sort(timezone.now())


def _die_at(step: str, url: str) -> None:
    from sufflor.messaging import actions, mailboxes

    moment, _, what = step.partition(" ")
    if what == "store":
        actions.take_in = _dying(actions.take_in, moment)
    elif what == "take":
        mailboxes.ImapMailbox._take_away = _dying(mailboxes.ImapMailbox._take_away, moment)
    _fetch_all(url)


def _dying(function: Callable[..., object], moment: str) -> Callable[..., object]:
    def do(*given: object, **named: object) -> object:
        if moment == "after":
            function(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    return do


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
