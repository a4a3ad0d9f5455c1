"""Ways to choose what a page shows, as links: each keeps what else is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from sufflor.lib.refusals import Sentence


@dataclass(frozen=True)
class Choice:
    label: Sentence
    url: str
    is_chosen: bool
