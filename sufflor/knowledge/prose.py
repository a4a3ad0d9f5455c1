"""Text on its way to a reader: what is let through, made readable, or made plain."""

from __future__ import annotations

import re
from html import unescape

import nh3
from django.utils import translation
from django.utils.html import escape, urlize
from wagtail.rich_text import expand_db_html

from sufflor.lib.addresses import in_language
from sufflor.lib.text import clean, shortened

# What a writer can do in the editor. What `cleaned` lets through is this and a little more, for
# texts that come from elsewhere.
FEATURES = ("h2", "h3", "bold", "italic", "ol", "ul", "link", "blockquote", "hr")
TEXT_TAGS = {"p", "br", "hr", "a", "b", "strong", "i", "em", "code", "pre", "blockquote"}
LIST_TAGS = {"h2", "h3", "h4", "ul", "ol", "li"}
TABLE_TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
TAGS = TEXT_TAGS | LIST_TAGS | TABLE_TAGS
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}, "*": {"lang"}}
SCHEMES = {"http", "https", "mailto"}
SUMMARY_LENGTH = 140

_BREAKS = re.compile(r"</(?:p|li|h[2-4]|blockquote|pre|tr|caption)>|<br ?/?>|<hr ?/?>")
_CELL = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[^>]*>")
_OWN_LINK = re.compile(r'href="(/(?!/|static/|media/|admin/|api/|nn/|en/)[^"]*)"')
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
        return cleaned(expand_db_html(body))


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


def _inline(line: str) -> str:
    return str(urlize(escape(line), nofollow=False))
