"""A text that stands in two rooms is said in one way: the upper room's words are shown in both."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

HOUSE = Path(__file__).resolve().parents[1] / "sufflor"
# A language by its name, and in a sentence.
TWO_SENSES = {"English"}

pytestmark = pytest.mark.storeless


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_text_is_said_in_one_way(language: str) -> None:
    said: dict[object, dict[str, str]] = defaultdict(dict)
    for path in sorted(HOUSE.glob(f"*/locale/{language}/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and message.id not in TWO_SENSES:
                    room = path.relative_to(HOUSE).parts[0]
                    said[(message.context, str(message.id))][room] = str(message.string)

    several = [f"{text}: {rooms}" for text, rooms in said.items() if len(set(rooms.values())) > 1]
    assert not several, "\n".join(several)
