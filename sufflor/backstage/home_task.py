"""One thing that somebody may do back stage, as a card that leads to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Task:
    """`page` is the name of the address that it leads to, for whoever may go there."""

    may: bool
    title: str
    text: str
    page: str
    icon: str

    @property
    def url(self) -> str:
        return reverse(self.page)


Tasks = tuple[Task, ...]
