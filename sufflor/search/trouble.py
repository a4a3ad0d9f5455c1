"""Whether what somebody writes may come from an error that is known.

An error is offered above what helps, so a wrong one costs more than one that is left out. How to do
a thing and that it does not work are said with the same words; what tells them apart is that the
latter says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sufflor.search.likeness import likest
from sufflor.search.matching import Match
from sufflor.search.ranking import Statistics

ERRORS = frozenset({"known_error", "error_candidate"})
# How sure it must be, as of questions asked before: of a text that says that something is wrong,
# and of any other. Chosen on `benchmarks/search/errors.json`, so that at most one in twenty of the
# texts that concern no error is offered one.
LEAST_SURE = 5.0
LEAST_SURE_OTHERWISE = 6.5
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_SAYS_SO = frozenset(
    [
        "ikke",
        "ingen",
        "ingenting",
        "null",
        "feil",
        "feiler",
        "feilet",
        "feilmelding",
        "feilmeldinger",
        "mangler",
        "manglet",
        "borte",
        "vekk",
        "forsvinner",
        "forsvant",
        "forsvunnet",
        "stopper",
        "stoppet",
        "stanser",
        "henger",
        "fryser",
        "krasjer",
        "sluttet",
        "tom",
        "tomt",
        "tomme",
        "ødelagt",
        "nede",
        "aldri",
        "hvorfor",
        "ikkje",
        "inga",
        "inkje",
        "ingenting",
        "feilar",
        "feila",
        "feilmelding",
        "feilmeldingar",
        "manglar",
        "mangla",
        "forsvinn",
        "forsvann",
        "stoppar",
        "stoppa",
        "stansar",
        "heng",
        "hengjer",
        "frys",
        "krasjar",
        "slutta",
        "øydelagd",
        "øydelagt",
        "aldri",
        "kvifor",
        "not",
        "no",
        "nothing",
        "none",
        "never",
        "cannot",
        "can't",
        "doesn't",
        "don't",
        "won't",
        "isn't",
        "aren't",
        "didn't",
        "wrong",
        "error",
        "errors",
        "fail",
        "fails",
        "failed",
        "failing",
        "missing",
        "broken",
        "gone",
        "lost",
        "stuck",
        "stops",
        "stopped",
        "hangs",
        "crashes",
        "empty",
        "why",
    ]
)


def says_something_is_wrong(text: str) -> bool:
    return any(word.replace("’", "'") in _SAYS_SO for word in _WORD.findall(text.lower()))


def errors_behind(text: str, errors: Sequence[Match], statistics: Statistics) -> list[Match]:
    """Those that a text may come from, the surest first."""
    least = LEAST_SURE if says_something_is_wrong(text) else LEAST_SURE_OTHERWISE
    alike = likest(text, errors, statistics)
    return [one.match for one in alike if one.sureness >= least]
