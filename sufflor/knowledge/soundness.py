"""Whether everyone can use a text, whichever way they read it: what has to be mended first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.rich_text import expand_db_html

from sufflor.knowledge.models.words import Kind
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import shortened

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
HEAD_OF_PAGE = 1
# What a link says to those who hear the links of a page alone: nothing.
EMPTY_WORDS = frozenset(
    [
        "her",
        "klikk her",
        "trykk her",
        "les mer",
        "mer",
        "lenke",
        "link",
        "denne",
        "denne siden",
        "denne lenken",
        "klikk",
        "trykk",
        "les meir",
        "meir",
        "lenkje",
        "denne sida",
        "her er lenken",
        "se her",
        "sjå her",
        "here",
        "click here",
        "read more",
        "more",
        "this",
        "this page",
        "this link",
        "see here",
    ]
)
# A paragraph in bold that is no longer than this, and ends as no sentence ends, heads what follows.
HEADING_LENGTH = 70
SHOWN = 40


class Step(Protocol):
    title: str
    body: str
    picture_id: int | None
    picture_text: str


class Steps(Protocol):
    def all(self) -> Iterable[Step]: ...


class Text(Protocol):
    body: str
    kind: str
    is_captioned: bool
    transcript: str
    steps: Steps


class NotForEveryone(Refusal):
    reason = gettext_lazy("Not everyone can use the text yet.")
    status = 422


class _Part:
    """A heading, link, paragraph or table while its words are gathered."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.words: list[str] = []
        self.in_bold: list[str] = []
        self.heads = 0

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def is_all_bold(self) -> bool:
        return bool(self.text) and self.text == " ".join("".join(self.in_bold).split())


class _Reader(HTMLParser):
    """Goes through a text once and notes what stands in the way."""

    OPENED = frozenset({*HEADINGS, "a", "p", "table"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[_Part] = []
        self._bold = 0
        self._level = HEAD_OF_PAGE

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.OPENED:
            self._open.append(_Part(tag))
        elif tag in {"b", "strong"}:
            self._bold += 1
        elif tag == "th":
            for part in self._open:
                part.heads += part.tag == "table"
        elif tag == "img":
            self._picture(dict(attrs).get("alt") or "")

    def handle_data(self, data: str) -> None:
        for part in self._open:
            part.words.append(data)
            if self._bold:
                part.in_bold.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"b", "strong"}:
            self._bold = max(0, self._bold - 1)
        at = next((n for n in reversed(range(len(self._open))) if self._open[n].tag == tag), None)
        if at is not None:
            self.found.extend(_faults(self._open.pop(at), self._level))
            self._level = HEADINGS.get(tag, self._level)

    def _picture(self, description: str) -> None:
        for part in self._open:
            part.words.append(description)
        if not description.strip():
            self.found.append(_("A picture has no description. Say what it shows."))


def faults(body: str) -> list[str]:
    """One sentence for each thing to mend, in the order of the text; none twice."""
    reader = _Reader()
    reader.feed(expand_db_html(body))
    reader.close()
    return list(dict.fromkeys(reader.found))


def of_video(*, is_video: bool, is_captioned: bool, transcript: str) -> list[str]:
    """Those who do not hear a video need its words in another way."""
    if not is_video or is_captioned or transcript.strip():
        return []
    return [_("The video has neither captions nor a text of what is said. Give it one of them.")]


def of_steps(steps: Iterable[Step]) -> list[str]:
    """Each step by its name, since the text of a step alone does not say where it stands."""
    return [
        _("In the step “%(step)s”: %(fault)s") % {"step": step.title, "fault": fault}
        for step in steps
        for fault in _of_step(step)
    ]


def of_text(text: Text) -> list[str]:
    """What is to be mended before anyone else reads it."""
    video = of_video(
        is_video=text.kind == Kind.VIDEO,
        is_captioned=text.is_captioned,
        transcript=text.transcript,
    )
    return [*faults(text.body), *of_steps(text.steps.all()), *video]


def require_sound(text: Text) -> None:
    found = of_text(text)
    if found:
        raise NotForEveryone(way_out=" ".join(found))


def _of_step(step: Step) -> list[str]:
    found = faults(step.body)
    if step.picture_id and not step.picture_text.strip():
        found.append(_("A picture has no description. Say what it shows."))
    return found


def _faults(part: _Part, above: int) -> Iterator[str]:
    text = shortened(part.text, SHOWN)
    if part.tag in HEADINGS:
        yield from _of_heading(text, HEADINGS[part.tag], above)
    elif part.tag == "a" and part.text.casefold().strip(" .:!»>") in EMPTY_WORDS | {""}:
        yield _("The link “%(text)s” does not say where it leads. Write what one finds there.") % {
            "text": text
        }
    elif part.tag == "table" and not part.heads:
        yield _("A table has no headers. Say what each column holds.")
    elif part.tag == "p" and part.is_all_bold and _reads_as_heading(part.text):
        yield _("“%(text)s” is in bold, but is no heading. Make it one.") % {"text": text}


def _of_heading(text: str, level: int, above: int) -> Iterator[str]:
    if not text:
        yield _("A heading is empty. Write it, or take it out.")
    elif level <= HEAD_OF_PAGE:
        yield _("“%(text)s” is as high as the title of the page. Make it a heading below it.") % {
            "text": text
        }
    elif level > above + 1:
        yield _("The heading “%(text)s” skips a level. Make it one step larger.") % {"text": text}


def _reads_as_heading(text: str) -> bool:
    return len(text) <= HEADING_LENGTH and not text.endswith((".", "!", "?", ":", ";", ","))
