"""A web page as a text of ours: its title, what can be kept of its body, and its pictures."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

import filetype
from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sufflor.files import kinds
from sufflor.knowledge import prose
from sufflor.lib.text import clean, one_line

LONGEST_TITLE = 255
LONGEST_TEXT = 500_000
LONGEST_SOURCE = 30_000_000
MOST_PICTURES = 200
# What a whole page has around its text.
AROUND = ("nav", "header", "footer", "aside", "form", "script", "style", "template", "noscript")
DEEPEST_HEADING = 3
Found = Callable[[str], bytes | None]


class CannotKeep(ValueError):
    """The text cannot be taken in; says why, in a sentence for each reason."""


@dataclass(frozen=True)
class RawPicture:
    """As it came: it is drawn anew before it is kept."""

    content: bytes
    form: str
    alt: str


@dataclass(frozen=True)
class Page:
    title: str
    body: str
    pictures: tuple[RawPicture, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Pictures:
    """Those that are kept, and how many were not."""

    find: Found
    kept: list[RawPicture] = field(default_factory=list)
    elsewhere: int = 0
    missing: int = 0
    unreadable: int = 0
    undescribed: int = 0


def page_of(html: str, *, name: str, find: Found = lambda _source: None) -> Page:
    """`find` gives the bytes of a picture that came along; `name` is the title if there is none."""
    if len(html) > LONGEST_SOURCE:
        raise CannotKeep(_("The file is too long to be read."))
    soup = BeautifulSoup(html, "html.parser")
    title = _title(soup, name)
    root = soup.find("main") or soup.find("article") or soup.body or soup
    pictures = _Pictures(find)
    tables = _made_ours(root, pictures)
    body = clean(prose.brought(str(root)))
    if len(body) > LONGEST_TEXT:
        raise CannotKeep(
            _("The text is longer than %(most)d characters. Share it between several.")
            % {"most": LONGEST_TEXT}
        )
    if not prose.plain(body) and not pictures.kept:
        raise CannotKeep(_("There is no text in it."))
    return Page(title, body, tuple(pictures.kept), tuple(_notes(pictures, tables)))


def _title(soup: BeautifulSoup, name: str) -> str:
    """Its first heading, which is then taken from the text; else what the page calls itself."""
    heading = soup.find("h1")
    if isinstance(heading, Tag) and (said := one_line(heading.get_text(" "))):
        heading.decompose()
    else:
        title = soup.find("title")
        said = one_line(title.get_text(" ")) if isinstance(title, Tag) else ""
    for each in soup.find_all("title"):
        each.decompose()
    return (said or one_line(name))[:LONGEST_TITLE]


def _made_ours(root: Tag, pictures: _Pictures) -> int:
    """Into what the editor knows: two levels of headings, lists for tables, places for pictures."""
    for each in root.find_all(AROUND):
        each.decompose()
    _level(root)
    for image in root.find_all("img"):
        _place(image, pictures)
    tables = [table for table in root.find_all("table") if table.find_parent("table") is None]
    for table in tables:
        _listed(table)
    for each in root.find_all("p"):
        if not each.get_text(strip=True) and each.find("img") is None:
            each.decompose()
    return len(tables)


def _level(root: Tag) -> None:
    """The highest heading that is left becomes the second level, with none left out below it."""
    headings = root.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    used = sorted({int(each.name[1]) for each in headings})
    for each in headings:
        each.name = f"h{min(used.index(int(each.name[1])) + 2, DEEPEST_HEADING)}"


def _place(image: Tag, pictures: _Pictures) -> None:
    content = _content(str(image.get("src") or ""), pictures)
    form = kinds.PICTURES.get(_kind(content)) if content else None
    if content and not form:
        pictures.unreadable += 1
    if not content or not form:
        image.decompose()
        return
    if len(pictures.kept) == MOST_PICTURES:
        raise CannotKeep(
            _("There are more than %(most)d pictures. Share the text between several.")
            % {"most": MOST_PICTURES}
        )
    alt = one_line(str(image.get("alt") or ""))[:255]
    pictures.undescribed += not alt
    image.attrs = {"src": f"{prose.PICTURE_SCHEME}:{len(pictures.kept)}", "alt": alt}
    pictures.kept.append(RawPicture(content, form, alt))


def _content(source: str, pictures: _Pictures) -> bytes | None:
    """What is written in the page, or came along with it. Nothing is fetched."""
    if source.startswith("data:"):
        head, _comma, text = source.partition(",")
        try:
            return base64.b64decode(text) if head.endswith(";base64") else None
        except (binascii.Error, ValueError):
            pictures.unreadable += 1
            return None
    parts = _split(source)
    if parts is None or parts.netloc or parts.scheme in {"http", "https"}:
        pictures.elsewhere += 1
        return None
    content = pictures.find(unquote(source if parts.scheme else parts.path))
    pictures.missing += content is None
    return content


def _split(source: str) -> SplitResult | None:
    try:
        return urlsplit(source)
    except ValueError:
        return None


def _kind(content: bytes) -> str:
    found = filetype.guess(content[: kinds.HEAD])
    return str(found.mime) if found else kinds.UNKNOWN


def _listed(table: Tag) -> None:
    """The editor has no tables: each row becomes a line, with what its columns are called."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    heads: list[str] = []
    lines = []
    for row in rows:
        cells = row.find_all(["td", "th"], recursive=False)
        said = [one_line(cell.get_text(" ")) for cell in cells]
        if not heads and cells and all(cell.name == "th" for cell in cells):
            heads = said
        elif any(said):
            lines.append(_line(said, heads))
    table.name, table.attrs = "ul", {}
    table.clear()
    for line in lines:
        item = BeautifulSoup("", "html.parser").new_tag("li")
        item.string = line
        table.append(item)


def _line(cells: list[str], heads: list[str]) -> str:
    named = [
        f"{heads[at]}: {cell}" if at < len(heads) and heads[at] else cell
        for at, cell in enumerate(cells)
        if cell
    ]
    return "; ".join(named)


def _notes(pictures: _Pictures, tables: int) -> list[str]:
    """What the editor should look at, once the text is a draft."""
    said = (
        (
            pictures.elsewhere,
            ngettext(
                "%(count)d picture lies elsewhere, and is not fetched.",
                "%(count)d pictures lie elsewhere, and are not fetched.",
                pictures.elsewhere,
            ),
        ),
        (
            pictures.missing,
            ngettext(
                "%(count)d picture did not come along.",
                "%(count)d pictures did not come along.",
                pictures.missing,
            ),
        ),
        (
            pictures.unreadable,
            ngettext(
                "%(count)d picture is of a kind that cannot be kept: save it as PNG or JPEG.",
                "%(count)d pictures are of a kind that cannot be kept: save them as PNG or JPEG.",
                pictures.unreadable,
            ),
        ),
        (
            pictures.undescribed,
            ngettext(
                "%(count)d picture has no description for those who do not see it.",
                "%(count)d pictures have no description for those who do not see them.",
                pictures.undescribed,
            ),
        ),
        (
            tables,
            ngettext("%(count)d table becomes a list.", "%(count)d tables become lists.", tables),
        ),
    )
    return [sentence % {"count": count} for count, sentence in said if count]
