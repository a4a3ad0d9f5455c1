"""Text on its way to a reader: what is let through, made readable, or made plain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

import nh3
from django.conf import settings
from django.utils import translation
from django.utils.html import escape, urlize
from wagtail.rich_text import expand_db_html

from sufflor.lib.addresses import in_language
from sufflor.lib.text import clean, shortened

# What a writer can do in the editor. What `cleaned` lets through is this and a little more, for
# texts that come from elsewhere.
FEATURES = ("h2", "h3", "bold", "italic", "ol", "ul", "link", "blockquote", "hr", "image")
TEXT_TAGS = {"p", "br", "hr", "a", "b", "strong", "i", "em", "code", "pre", "blockquote"}
LIST_TAGS = {"h2", "h3", "h4", "ul", "ol", "li"}
TABLE_TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
TAGS = TEXT_TAGS | LIST_TAGS | TABLE_TAGS
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}, "*": {"lang"}}
SCHEMES = {"http", "https", "mailto"}
# Pictures of our own alone: one from elsewhere would tell its keeper who reads.
PICTURE_ATTRIBUTES = {**ATTRIBUTES, "img": {"src", "alt", "width", "height"}}
PICTURE_SCHEME = "picture"
SUMMARY_LENGTH = 140

_BREAKS = re.compile(r"</(?:p|li|h[2-4]|blockquote|pre|tr|caption)>|<br ?/?>|<hr ?/?>")
_CELL = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[^>]*>")
_OWN_LINK = re.compile(r'href="(/(?!/|static/|media/|admin/|api/|nn/|en/)[^"]*)"')
_PLACE = re.compile(r'<img\b[^>]*?\bsrc="picture:(\d{1,4})"[^>]*>')
_PICTURE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'<img\b[^>]*?\bsrc="([^"]+)"')
_ROOTED = re.compile(r'href="(/(?!/)[^"]*)"')
_BULLET = re.compile(r"[-*•]\s+(.+)")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(.+)")


def cleaned(html: str) -> str:
    """Only what a text needs; links only to http, https, mailto and our own pages."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"
    )


def readable(body: str) -> str:
    """What the editor stored, as readers get it: references made into addresses, then cleaned."""
    with translation.override("nb"):
        html = nh3.clean(
            expand_db_html(body),
            tags=TAGS | {"img"},
            attributes=PICTURE_ATTRIBUTES,
            attribute_filter=_only_our_pictures,
            url_schemes=SCHEMES,
            link_rel="noopener",
        )
    return _PICTURE.sub(lambda found: found[0] if _SOURCE.match(found[0]) else "", html)


def brought(html: str) -> str:
    """What comes from elsewhere, cleaned, with places for the pictures that come along."""
    text = nh3.clean(
        html,
        tags=TAGS | {"img"},
        attributes=PICTURE_ATTRIBUTES,
        url_schemes=SCHEMES | {PICTURE_SCHEME},
        link_rel=None,
    )
    return _PICTURE.sub(lambda found: found[0] if _PLACE.fullmatch(found[0]) else "", text)


def with_pictures(body: str, references: Sequence[str]) -> str:
    """A text that was brought, with references to pictures that are kept in the places for them."""

    def put(place: re.Match[str]) -> str:
        number = int(place[1])
        return references[number] if number < len(references) else ""

    return _PLACE.sub(put, brought(body))


def picture(number: int, alt: str) -> str:
    """A picture as the editor stores it in a text."""
    said = escape(alt)
    return f'<embed alt="{said}" embedtype="image" format="fullwidth" id="{number}"/>'


def pictures_in(html: str) -> list[str]:
    """The addresses of the pictures in a text that readers get."""
    return list(dict.fromkeys(unescape(source) for source in _SOURCE.findall(html)))


def moved(html: str, *, pictures: str, pages: str) -> str:
    """The text for somewhere else: where its pictures lie there, and where our own pages are."""
    text = html.replace(f'src="{settings.MEDIA_URL}images/', f'src="{pictures}')
    return _ROOTED.sub(lambda link: f'href="{pages}{link[1]}"', text)


def address(url: str) -> str:
    """An address that may stand in a link: one of ours in the page's language, or the web's."""
    if url.startswith("/") and not url.startswith("//"):
        return in_language(url)
    return url if url.startswith(("http://", "https://")) else ""


def in_page_language(html: str) -> str:
    """Links to our own pages lead on in the language that is read."""
    return _OWN_LINK.sub(lambda link: f'href="{in_language(link[1])}"', html)


def paragraphs(text: str) -> str:
    """Plain text as HTML: blank lines part paragraphs, "- " and "1. " make lists."""
    blocks = re.split(r"\n[ \t]*\n", clean(text))
    return "\n".join(_block(block.strip("\n")) for block in blocks if block.strip())


def plain(html: str) -> str:
    """HTML that has been cleaned, as text on one line per paragraph."""
    text = _TAG.sub("", _CELL.sub(" ", _BREAKS.sub("\n", html)))
    lines = (" ".join(line.split()) for line in unescape(text).splitlines())
    return "\n".join(line for line in lines if line)


def summary(html: str) -> str:
    """The beginning of a text, for lists."""
    return shortened(plain(html), SUMMARY_LENGTH)


def _block(block: str) -> str:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    for pattern, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
        items = [pattern.fullmatch(line) for line in lines]
        if all(items):
            inner = "".join(f"<li>{_inline(item.group(1))}</li>" for item in items if item)
            return f"<{tag}>{inner}</{tag}>"
    return f"<p>{'<br/>'.join(_inline(line) for line in lines)}</p>"


def _only_our_pictures(tag: str, name: str, value: str) -> str | None:
    if (tag, name) == ("img", "src") and not value.startswith(settings.MEDIA_URL):
        return None
    return value


def _inline(line: str) -> str:
    return str(urlize(escape(line), nofollow=False))
