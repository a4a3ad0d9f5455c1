"""What our pages cost, as ratios to a bare Django page in the same run.

python3 do.py bench pages [--json]
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from benchmarks.measuring import (
    Call,
    Row,
    cpu_milliseconds,
    page,
    progress,
    report,
    throw_away_installation,
    zipped,
)

KILOBYTE = 1024
QUESTIONS = 100
VOTES = 3000


@dataclass
class Target:
    """What a page may cost: CPU against the bare page, queries, and bytes of html."""

    what: str
    path: str
    ratio: float
    queries: int
    kilobytes: int = 100


def main(as_json: bool) -> int:
    with throw_away_installation():
        paths = _fill()
        return report("pages", _measure(paths), as_json)


def _fill() -> list[Target]:
    from django.core.management import call_command

    from benchmarks.filling import article_path, full_hour

    progress("filling a throw-away installation")
    call_command("migrate", verbosity=0)
    call_command("demo", stdout=sys.stderr)
    hour = full_hour(questions=QUESTIONS, votes=VOTES)
    return [
        Target("front page", "/", 2.0, 6),
        Target("article", article_path(), 2.0, 4),
        Target("theme page", "/tema/saksbehandling/", 2.5, 4),
        Target("hour, 100 questions and 3,000 votes", hour, 2.5, 8, 40),
    ]


def _measure(targets: list[Target]) -> list[Row]:
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, override_settings

    from benchmarks import bare
    from benchmarks.filling import signed_in_cookies

    cookies = signed_in_cookies()
    with override_settings(ROOT_URLCONF="benchmarks.bare"):
        ours = WSGIHandler()
        with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
            reference = WSGIHandler()
        calls: dict[str, Call] = {"bare": page(reference, "/bare/", cookies)}
        calls |= {target.what: page(ours, target.path, cookies) for target in targets}
        spent = cpu_milliseconds(calls)
        rows = [Row("bare Django page (reference)", spent["bare"], "ms CPU", 1.0, 3)]
        for target in targets:
            with CaptureQueriesContext(connection) as captured:
                body = calls[target.what]()
            rows += _rows(target, spent[target.what], spent["bare"], len(captured), body)
    return rows


def _rows(target: Target, spent: float, bare: float, queries: int, body: bytes) -> list[Row]:
    ratio = spent / bare
    size = len(body) / KILOBYTE
    return [
        Row(
            target.what,
            spent,
            "ms CPU",
            ratio,
            queries,
            f"<= {target.ratio} x, <= {target.queries} queries",
            ratio <= target.ratio and queries <= target.queries,
        ),
        Row(
            f"{target.what}, html",
            size,
            "KB",
            target=f"<= {target.kilobytes} KB",
            holds=size <= target.kilobytes,
        ),
        Row(
            f"{target.what}, html gzipped",
            zipped(body) / KILOBYTE,
            "KB",
            target="<= 20 KB",
            holds=zipped(body) <= 20 * KILOBYTE,
        ),
    ]


if __name__ == "__main__":
    sys.exit(main("--json" in sys.argv))
