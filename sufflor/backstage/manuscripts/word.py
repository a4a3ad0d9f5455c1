"""A Word document as a web page. What it links to, and its macros, are left where they are."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Protocol
from xml.parsers.expat import ExpatError

from django.utils.translation import gettext as _

from sufflor.backstage.manuscripts.page import MOST_PICTURES, CannotKeep, Page, page_of
from sufflor.files.archives import UNREADABLE

# A text of 200 KB is two or three megabytes of XML; all of it is held in memory at once.
LARGEST_PART = 8 * 1024 * 1024
LARGEST_PICTURES = 100 * 1024 * 1024
# Two names of the same style; the others are known to mammoth by their English names, which Word
# writes in whatever language it is used.
STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Tittel'] => h1:fresh"
FAULTS = (*UNREADABLE, ExpatError, KeyError, AttributeError, IndexError, TypeError, OSError)


class WordPicture(Protocol):
    def open(self) -> IO[bytes]: ...


@dataclass
class _Taken:
    """The pictures of one document, by the names that they are given in the page."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    size: int = 0

    def take(self, image: WordPicture) -> Mapping[str, str]:
        """One that lies elsewhere cannot be opened; mammoth says so and goes on without it."""
        if len(self.pictures) > MOST_PICTURES:
            return {"src": next(iter(self.pictures))}
        with image.open() as stream:
            content = stream.read()
        self.size += len(content)
        if self.size > LARGEST_PICTURES:
            raise CannotKeep(_("There is too much packed in this file."))
        name = f"word:{len(self.pictures)}"
        self.pictures[name] = content
        return {"src": name}


def word_page(stream: IO[bytes], name: str) -> Page:
    import mammoth  # for the few who bring in documents; every process would hold it otherwise

    taken = _Taken()
    try:
        _require_readable(stream)
        html = mammoth.convert_to_html(
            stream,
            style_map=STYLES,
            convert_image=mammoth.images.img_element(taken.take),
            include_embedded_style_map=False,
        ).value
    except CannotKeep:
        raise
    except (*FAULTS, RecursionError) as fault:
        raise CannotKeep(
            _("The document cannot be read. Open it in Word, save it anew, and try again.")
        ) from fault
    return page_of(str(html), name=name, find=taken.pictures.get)


def _require_readable(stream: IO[bytes]) -> None:
    """No part that swells, and no declarations, which a document of Word never has."""
    with zipfile.ZipFile(stream) as archive:
        for member in archive.infolist():
            if not member.filename.endswith((".xml", ".rels")):
                continue
            with archive.open(member) as content:
                text = content.read(LARGEST_PART + 1)
            if len(text) > LARGEST_PART:
                raise CannotKeep(_("The document is too long to be read."))
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise CannotKeep(_("The document holds what no text needs."))
    stream.seek(0)
