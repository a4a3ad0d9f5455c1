"""Whichever kind of file it is: its texts, one by one, and what is wrong with which of them."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.backstage.manuscripts import table
from sufflor.backstage.manuscripts.decoding import decoded
from sufflor.backstage.manuscripts.page import CannotKeep, Found, Page, RawPicture, page_of
from sufflor.backstage.manuscripts.word import word_page
from sufflor.files import pictures
from sufflor.files.archives import UNREADABLE
from sufflor.knowledge.manuscripts import Manuscript, Picture
from sufflor.knowledge.models import Language
from sufflor.lib.refusals import Refusal
from sufflor.organization.models import CaseArea, WorkRole

LARGEST_FILE = 30 * 1024 * 1024
MOST_PAGES = 500
KINDS = ".docx,.docm,.html,.htm,.csv,.zip"
PAGES = (".html", ".htm")


class NotText(Refusal):
    reason = gettext_lazy("Texts come as Word documents, web pages, tables (CSV) or zips of pages.")
    way_out = gettext_lazy("Save it as one of these.")
    status = 415


@dataclass(frozen=True)
class Row:
    """One text. What it does not say of itself is as the editor chooses for the whole file."""

    number: int
    page: Page
    area: CaseArea | None = None
    role: str = ""
    language: str = ""
    summary: str = ""
    search_words: str = ""


@dataclass(frozen=True)
class Fault:
    number: int
    title: str
    sentence: str


@dataclass(frozen=True)
class Reading:
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


Made = Callable[[], Row]


def read(stream: IO[bytes], name: str) -> Reading:
    """Everything that is in the file, also what is wrong: all of it is told at once."""
    stem, ending = posixpath.splitext(name.lower())
    stem = name[: len(stem)]
    rows, faults = [], []
    try:
        for number, title, made in _texts(stream, stem, ending):
            try:
                rows.append(made())
            except CannotKeep as fault:
                faults += [Fault(number, title, sentence) for sentence in fault.args]
    except CannotKeep as fault:
        faults += [Fault(0, "", sentence) for sentence in fault.args]
    return Reading(tuple(rows), tuple(faults))


def drawn(row: Row, area: CaseArea, role: str, language: str) -> Manuscript:
    """The text as it is taken in, with each picture drawn anew."""
    return Manuscript(
        title=row.page.title,
        body=row.page.body,
        area=row.area or area,
        role=row.role or role,
        language=row.language or language,
        summary=row.summary,
        search_words=row.search_words,
        pictures=tuple(_drawn(picture) for picture in row.page.pictures),
    )


def _texts(stream: IO[bytes], stem: str, ending: str) -> Iterator[tuple[int, str, Made]]:
    if ending in {".docx", ".docm"}:
        yield 1, stem, lambda: Row(1, word_page(stream, stem))
    elif ending in PAGES:
        html = _decoded(stream.read(LARGEST_FILE))
        yield 1, stem, lambda: Row(1, page_of(html, name=stem))
    elif ending == ".csv":
        yield from _rows(stream.read(LARGEST_FILE))
    elif ending == ".zip":
        yield from _folder(stream)
    else:
        raise NotText


def _rows(content: bytes) -> Iterator[tuple[int, str, Made]]:
    areas = {area.slug: area for area in CaseArea.objects.select_related("owner")}
    names = {area.name.casefold(): area for area in areas.values()}
    for line in table.lines(content):
        title = line.cells.get("title", "").strip()[:80]
        yield line.number, title, lambda line=line: _row(line, areas | names)  # type: ignore[misc]  # its own line


def _row(line: table.Line, areas: Mapping[str, CaseArea]) -> Row:
    said = {name: cell.strip() for name, cell in line.cells.items()}
    faults = list(_unknown(said, areas))
    try:
        page = table.page_on(line)
    except CannotKeep as fault:
        raise CannotKeep(*fault.args, *faults) from fault
    if faults:
        raise CannotKeep(*faults)
    return Row(
        number=line.number,
        page=page,
        area=areas.get(said.get("area", "").casefold()),
        role=said.get("role", "").casefold(),
        language=said.get("language", "").casefold(),
        summary=said.get("summary", "")[:300],
        search_words=said.get("search_words", "")[:500],
    )


def _unknown(said: Mapping[str, str], areas: Mapping[str, CaseArea]) -> Iterator[str]:
    area = said.get("area", "")
    if area and area.casefold() not in areas:
        yield _("There is no case area called “%(area)s”.") % {"area": area}
    for name, known in (("role", WorkRole.values), ("language", Language.values)):
        word = said.get(name, "")
        if word and word.casefold() not in known:
            yield (
                _("“%(word)s” is not one of: %(known)s.")
                % {"word": word, "known": ", ".join(known)}
            )


def _folder(stream: IO[bytes]) -> Iterator[tuple[int, str, Made]]:
    """Web pages, and the pictures that they name by where they lie."""
    try:
        archive = zipfile.ZipFile(stream)
    except UNREADABLE as fault:
        raise CannotKeep(_("The file cannot be read. It may be damaged.")) from fault
    names = sorted(name for name in archive.namelist() if name.lower().endswith(PAGES))
    if not names:
        raise CannotKeep(_("There is no web page in the zip."))
    if len(names) > MOST_PAGES:
        raise CannotKeep(
            _("There are more than %(most)d pages. Share them between several files.")
            % {"most": MOST_PAGES}
        )
    for number, name in enumerate(names, start=1):
        yield number, name, lambda n=number, name=name: _packed(archive, name, n)  # type: ignore[misc]  # its own name


def _packed(archive: zipfile.ZipFile, name: str, number: int) -> Row:
    html = _decoded(_unpacked(archive, name) or b"")
    stem = posixpath.splitext(posixpath.basename(name))[0]
    return Row(number, page_of(html, name=stem, find=_beside(archive, name)))


def _beside(archive: zipfile.ZipFile, page: str) -> Found:
    def find(source: str) -> bytes | None:
        return _unpacked(
            archive, posixpath.normpath(posixpath.join(posixpath.dirname(page), source))
        )

    return find


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes | None:
    try:
        with archive.open(name) as member:
            content = member.read(LARGEST_FILE + 1)
    except KeyError:
        return None
    except UNREADABLE as fault:
        raise CannotKeep(_("The file cannot be read. It may be damaged.")) from fault
    if len(content) > LARGEST_FILE:
        raise CannotKeep(_("There is too much packed in this file."))
    return content


def _decoded(content: bytes) -> str:
    text = decoded(content)
    return content.decode("utf-8", "replace") if text is None else text


def _drawn(picture: RawPicture) -> Picture:
    with TemporaryDirectory(prefix="sufflor-") as folder:
        source, target = Path(folder) / "source", Path(folder) / "target"
        source.write_bytes(picture.content)
        media_type = pictures.draw_anew(source, target, picture.form)
        ending = media_type.rpartition("/")[2].replace("jpeg", "jpg")
        return Picture(target.read_bytes(), ending, picture.alt)
