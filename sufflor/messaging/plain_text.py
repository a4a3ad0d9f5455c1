"""Mail as plain text: what its HTML says, and what somebody wrote above what they answered."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

_BLOCKS = {"p", "div", "br", "tr", "ul", "ol", "li", "table", "hr", "pre", "blockquote"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_GONE = {"script", "style", "title", "template", "noscript"}
# How mail programs mark what is answered; everything after the mark is theirs.
_QUOTED = ("gmail_quote", "divRplyFwdMsg", "appendonsend", "yahoo_quoted", "moz-cite-prefix")
_SAYS_WHO = re.compile(r"^.*\d.*(?:wrote|skrev|skreiv|schrieb)\b.*:\s*$", re.IGNORECASE)
_BEGINS_TO_SAY = re.compile(r"^(?:On|Den|På|Am) .*\d", re.IGNORECASE)
# A date with its year, or a time of day.
_WHEN = re.compile(r"\b(?:20\d\d|\d{1,2}[:.]\d\d)\b")
_RULE = re.compile(
    r"^\s*(?:[-_*=]{2,}\s*)(?:Original Message|Opprinnelig melding|Opphavleg melding|"
    r"Videresendt melding|Forwarded message|Begin forwarded message)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"^\s*_{10,}\s*$")
_FROM = re.compile(r"^\W{0,3}(?:From|Fra|Frå|Avsender)\W{0,3}:\W", re.IGNORECASE)
_SENT = re.compile(r"^\W{0,3}(?:Sent|Sendt|Date|Dato|To|Til|Subject|Emne)\W{0,3}:", re.IGNORECASE)
_SIGNATURE = "-- "


def from_html(html: str) -> str:
    """Its words, in lines. What no reader would have seen is not there, and what it quotes stands
    behind “>”."""
    reader = _Reader()
    reader.feed(
        nh3.clean(
            html,
            tags=_BLOCKS | _HEADINGS | {"a", "td", "th"},
            attributes={"div": {"class", "id"}},
            clean_content_tags=_GONE,
            strip_comments=True,
            link_rel=None,
        )
    )
    reader.close()
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in reader.text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def unquoted(text: str) -> str:
    """Without what is answered and without the signature. All of it where nothing would be left."""
    lines = text.split("\n")
    for number, _line in enumerate(lines):
        if _begins_quote(lines, number):
            lines = lines[:number]
            break
    kept = "\n".join(line for line in lines if not line.startswith(">")).strip()
    return kept or text.strip()


def _begins_quote(lines: list[str], number: int) -> bool:
    line = lines[number]
    if line == _SIGNATURE or _RULE.match(line):
        return True
    after = [each for each in lines[number + 1 : number + 6] if each.strip()]
    said = f"{line} {after[0]}" if after and _BEGINS_TO_SAY.match(line) else line
    if _SAYS_WHO.match(line) or _SAYS_WHO.match(said):
        return bool(_WHEN.search(said)) or any(each.startswith(">") for each in after)
    if _LINE.match(line):
        return bool(after) and bool(_FROM.match(after[0]))
    return bool(_FROM.match(line)) and any(_SENT.match(each) for each in after[:3])


class _Reader(HTMLParser):
    """Reads well-formed HTML, as nh3 leaves it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._said: list[str] = []
        self._depth = 0
        self._is_quoting = False

    @property
    def text(self) -> str:
        return "".join(self._said)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = " ".join(value or "" for _name, value in attrs)
        if any(mark in marks for mark in _QUOTED):
            self._is_quoting = True
        if tag == "blockquote":
            self._depth += 1
        if tag in _BLOCKS | _HEADINGS:
            self._break("- " if tag == "li" else "")
        elif tag in {"td", "th"}:
            self._said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self._depth -= 1
        if tag in {"p", "blockquote", "table"} | _HEADINGS:
            self._break()

    def handle_data(self, data: str) -> None:
        self._said.append(" ".join(data.split("\n")))

    def _break(self, begins: str = "") -> None:
        quote = "> " if self._depth or self._is_quoting else ""
        self._said.append(f"\n{quote}{begins}")
