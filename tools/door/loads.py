"""What templates `{% load %}`: a library that is loaded is used."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import django
from django.template import Engine
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parents[2]
LOAD = re.compile(r"\{% load ((?:\w+ )+)%\}")
QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
FILTER = re.compile(r"\|\s*(\w+)")
Words = Mapping[str, frozenset[str]]


def words_of_libraries() -> Words:
    """The tags and filters that each library knows."""
    libraries = Engine.get_default().template_libraries
    return {name: frozenset({*one.tags, *one.filters}) for name, one in libraries.items()}


def unused(source: str, libraries: Words) -> list[str]:
    """What the template loads and does not use a word of."""
    said = set(_said(source))
    names = [name for loaded in LOAD.findall(source) for name in loaded.split()]
    return [name for name in names if name in libraries and not libraries[name] & said]


def _said(source: str) -> Iterator[str]:
    """Each tag and each filter, by name."""
    for token in Lexer(source).tokenize():
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        if token.token_type == TokenType.BLOCK:
            yield token.contents.split(maxsplit=1)[0]
        yield from FILTER.findall(QUOTED.sub("", token.contents))


def without(source: str, names: list[str]) -> str:
    """The template with these loaded no more; a line that loads nothing goes."""

    def fewer(found: re.Match[str]) -> str:
        kept = [name for name in found[1].split() if name not in names]
        return f"{{% load {' '.join(kept)} %}}" if kept else ""

    lines = source.splitlines(keepends=True)
    pairs = [(line, LOAD.sub(fewer, line)) for line in lines]
    return "".join(new for old, new in pairs if new.strip() or not old.strip())


def main(words: list[str]) -> int:
    if words not in (["check"], ["mend"]):
        sys.exit("check or mend?")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
    django.setup()
    libraries, code = words_of_libraries(), 0
    for path in sorted((ROOT / "sufflor").glob("*/templates/**/*.*")):
        source = path.read_text()
        if not (names := unused(source, libraries)):
            continue
        if words == ["mend"]:
            path.write_text(without(source, names))
        else:
            print(f"{path.relative_to(ROOT)}: loads {', '.join(names)} and uses nothing of it")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
