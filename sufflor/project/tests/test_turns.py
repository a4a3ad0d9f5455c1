"""Writers take turns at SQLite, and nobody waits for the dead."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sufflor.project.sqlite.turns import Turn

ROOT = Path(__file__).resolve().parents[3]
HOLDER = """
import sys, time
from pathlib import Path
from sufflor.project.sqlite.turns import Turn
turn = Turn(Path(sys.argv[1]))
assert turn.take(1)
print("held", flush=True)
time.sleep(60)
"""


def test_only_one_has_the_turn(tmp_path: Path) -> None:
    first, second = Turn(tmp_path / "turn"), Turn(tmp_path / "turn")

    assert first.take(1)
    assert not second.take(0.05)
    first.give()
    assert second.take(1)
    second.close()


def test_a_turn_that_was_not_taken_is_given_without_harm(tmp_path: Path) -> None:
    first, second = Turn(tmp_path / "turn"), Turn(tmp_path / "turn")
    assert first.take(1)

    second.give()

    assert not second.take(0.05)
    first.close()


def test_eight_writers_all_come_to_their_turn(tmp_path: Path) -> None:
    def write(_number: int) -> float:
        turn = Turn(tmp_path / "turn")
        longest = 0.0
        for _ in range(20):
            began = time.monotonic()
            assert turn.take(5)
            longest = max(longest, time.monotonic() - began)
            time.sleep(0.001)
            turn.give()
        turn.close()
        return longest

    with ThreadPoolExecutor(8) as writers:
        waited = list(writers.map(write, range(8)))

    assert len(waited) == 8


def test_nobody_waits_for_a_process_that_was_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "turn")], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    turn = Turn(tmp_path / "turn")
    assert not turn.take(0.05)

    holder.kill()
    holder.wait()
    holder.stdout.close()

    assert turn.take(1)
    turn.close()
