"""Texts to translate: found in code and templates, kept in each room's .po, compiled to .mo."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "sufflor"
LANGUAGES = ("nb", "nn")
# What the rooms say, and what Wagtail's editor says that nobody has put into Norwegian yet.
SOURCES = ("*/locale/*/LC_MESSAGES/django.po", "project/editor_words/*/LC_MESSAGES/*.po")
# A room without templates or models is no Django app, so Django would not find its texts there.
SPOKEN_BY = {"lib": "project"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def compile_all() -> None:
    for pattern in SOURCES:
        for source in ROOMS.glob(pattern):
            with source.with_suffix(".mo").open("wb") as target:
                write_mo(target, _read(source, source.parts[-3]))


def update_all() -> None:
    """Bring the .po files up to date: new texts are added empty, what is not used is dropped."""
    for room, wanted in texts_by_room().items():
        for language in LANGUAGES:
            path = _path(room, language)
            catalog = _read(path, language) if path.exists() else Catalog(language)
            if len(wanted) == 0 and not path.exists():
                continue
            catalog.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
            catalog.obsolete.clear()
            path.parent.mkdir(parents=True, exist_ok=True)
            content = io.BytesIO()
            write_po(content, catalog, width=100, sort_output=True, include_lineno=False)
            path.write_bytes(_without_dates(content.getvalue()))


def complaints() -> Iterator[str]:
    """One sentence for each text without a translation, and each translation without a text."""
    for room, wanted in texts_by_room().items():
        for language in LANGUAGES:
            path = _path(room, language)
            kept = _read(path, language) if path.exists() else Catalog(language)
            where = path.relative_to(ROOT)
            for message in wanted:
                if not message.id:
                    continue
                found = kept.get(message.id, message.context)
                if found is None:
                    yield f"{where}: missing: {message.id!r} (from {message.locations[0][0]})"
                elif found.fuzzy or not _is_whole(found.string):
                    yield f"{where}: not translated: {message.id!r}"
            for message in kept:
                if message.id and wanted.get(message.id, message.context) is None:
                    yield f"{where}: no longer used: {message.id!r}"
                for error in message.check(kept) if message.id else ():
                    yield f"{where}: {error}: {message.id!r}"


def texts_by_room() -> dict[str, Catalog]:
    catalogs: dict[str, Catalog] = {}
    for folder in sorted(path for path in ROOMS.iterdir() if path.is_dir()):
        catalog = catalogs.setdefault(SPOKEN_BY.get(folder.name, folder.name), Catalog())
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and not _is_aside(path, folder):
                for line, message, comments, context in _texts_in(path):
                    place = (str(path.relative_to(ROOT)), line)
                    catalog.add(message, None, [place], (), comments, context=context)
    return catalogs


def _is_aside(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder).parts
    if path.suffix != ".py" and "templates" not in inside:
        return True
    return bool({"tests", "migrations", "static", "locale", "__pycache__"} & set(inside))


def _texts_in(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    source = path.read_text()
    if path.suffix != ".py":
        # Django makes a template into something like Python; without indents it can be read so.
        like_python = templatize(source, origin=str(path))
        source = "\n".join(line.lstrip() for line in like_python.split("\n"))
    return iter(
        extract(
            "python",
            io.BytesIO(source.encode()),
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            options={"encoding": "utf-8"},
        )
    )


def _path(room: str, language: str) -> Path:
    return ROOMS / room / "locale" / language / "LC_MESSAGES" / "django.po"


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=language, domain="django")


def _is_whole(translation: str | tuple[str, ...] | list[str] | None) -> bool:
    parts = [translation] if isinstance(translation, str) else translation or [""]
    return all(parts)


def _without_dates(content: bytes) -> bytes:
    """Dates in the header change at every run and tell nobody anything."""
    return re.sub(
        rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By):.*\n',
        b"",
        content,
        flags=re.MULTILINE,
    )


def main(words: list[str]) -> int:
    if not settings.configured:
        settings.configure(USE_I18N=True)
    if words == ["compile"]:
        compile_all()
    elif words == ["update"]:
        update_all()
    elif words == ["check"]:
        found = list(complaints())
        print("\n".join(found))
        return 1 if found else 0
    else:
        sys.exit("compile, update or check?")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
