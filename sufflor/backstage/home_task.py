"""One thing that somebody may do back stage, as a card that leads to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    title: str
    text: str
    url: str
    icon: str
