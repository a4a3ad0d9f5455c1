"""Made-up articles as a university writes them: what the right article must stand out from.

Sentences about real work, not random words: the vocabulary of `distractors.txt`, put together by
the same templates in the same order every time. None of them tells what an article of the demo
tells, though they share its words.
"""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

from sufflor.search.actions import Entry
from sufflor.search.models import Audience

SEED = 5
SENTENCES = (6, 11)
_FILE = Path(__file__).parent / "distractors.txt"

Lists = dict[str, list[str]]


def made_up(number: int) -> list[Entry]:
    """So many articles with titles that differ; the first ten are the same ten every time."""
    chance = random.Random(SEED)  # noqa: S311 - texts to read, no secrets
    entries: dict[str, Entry] = {}
    while len(entries) < number:
        entry = _article(len(entries), chance)
        entries.setdefault(entry.title, entry)
    return list(entries.values())


def _article(at: int, chance: random.Random) -> Entry:
    lists = _lists()
    facts = {name: chance.choice(words) for name, words in lists.items() if name.islower()}
    title = chance.choice(lists["TITLES"]).format(**facts)
    sentences = chance.sample(lists["SENTENCES"], chance.randint(*SENTENCES))
    body = " ".join(_told(sentence, facts, lists, chance) for sentence in sentences)
    return Entry(
        ref=f"made-up-{at:05}",
        kind="article",
        url="/",
        title=title[0].upper() + title[1:],
        body=body,
        language="nb",
        audience=Audience.PUBLIC,
    )


def _told(sentence: str, facts: dict[str, str], lists: Lists, chance: random.Random) -> str:
    """One sentence; what it is about stays the same through an article, the rest varies."""
    varied = {name: chance.choice(lists[name]) for name in ("hvem", "når", "hvor", "krav")}
    text = sentence.format(**(facts | varied))
    return text[0].upper() + text[1:]


@lru_cache(maxsize=1)
def _lists() -> Lists:
    """`# name` begins a list, one text a line. Lists in capitals are what is put together."""
    lists: Lists = {}
    under: list[str] = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            under = lists.setdefault(line.removeprefix("# "), [])
        elif line:
            under.append(line)
    return lists
