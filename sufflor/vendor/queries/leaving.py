"""What leaves the house of a case: chosen parts of it, with people and units under other names.

Nothing is sent but what stands in a `Bundle`, and a bundle is made of `Part`s alone. Whatever a
case is tied to stays here: of requests at most the numbers, of people at most how many.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from sufflor.lib import personal_numbers, sensitive_words
from sufflor.lib.text import shortened
from sufflor.vendor.models import Entry, EntryKind, VendorCase
from sufflor.vendor.models.entries import SUBJECT_LENGTH
from sufflor.vendor.queries.affected import affected
from sufflor.vendor.queries.pseudonyms import Mask, Replaced, names_in


class Part(models.TextChoices):
    """All that can be sent, in the order in which it stands."""

    FACTS = "facts", _("System, version, severity and our number")
    STEPS = "steps", _("How to repeat it")
    EXPECTED = "expected", _("What should happen")
    ACTUAL = "actual", _("What happens")
    LOG = "log", _("The log")
    COUNT = "count", _("How many it concerns")
    NUMBERS = "numbers", _("Numbers of our requests and errors")
    NOTES = "notes", _("Our own notes")
    NAMES = "names", _("Names of people and units, as they are")


# Everything else is off until somebody chooses it.
BY_DEFAULT = (Part.FACTS, Part.STEPS, Part.EXPECTED, Part.ACTUAL, Part.LOG)


@dataclass(frozen=True)
class Bundle:
    """The words that would leave. `numbers` are what look like national identity numbers, as they
    may be shown, and stop it; `warnings` are words of health and addresses, to be looked at."""

    subject: str
    text: str
    replaced: tuple[Replaced, ...]
    numbers: tuple[str, ...]
    warnings: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def digest(self) -> str:
        """That of what somebody has seen, so that nothing else is sent."""
        return hashlib.sha256(f"{self.subject}\n{self.text}".encode()).hexdigest()

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces, with whether each stands for something else."""
        return _pieces(self.text, {each.after for each in self.replaced})


def bundle(case: VendorCase, parts: Collection[str], words: str = "") -> Bundle:
    """What would leave now, in the vendor's language; `words` come first."""
    with override(case.system.vendor.language):
        said = [words, *_parts(case, parts)]
        written = "\n\n".join(each for each in said if each)
        mask = _mask(case, parts, f"{case.title}\n{written}")
        subject, text = mask.put_on(_subject(case)), mask.put_on(written)
    whole = f"{subject}\n{text}"
    return Bundle(
        subject=shortened(subject, SUBJECT_LENGTH),
        text=text,
        replaced=tuple(mask.replaced),
        numbers=tuple(each.masked for each in personal_numbers.found(whole)),
        warnings=tuple(
            dict.fromkeys(each.words.strip() for each in sensitive_words.warnings(whole))
        ),
        left_out=tuple(_left_out(case, parts)),
    )


def _mask(case: VendorCase, parts: Collection[str], text: str) -> Mask:
    is_named = Part.NAMES in parts
    return Mask(
        names={} if is_named else names_in(text, case),
        hides_addresses=not is_named,
        hides_numbers=Part.NUMBERS not in parts,
    )


def notes(case: VendorCase) -> Iterator[str]:
    rows = Entry.objects.filter(case=case, kind=EntryKind.NOTE).order_by("at", "pk")
    yield from rows.values_list("text", flat=True)


def _subject(case: VendorCase) -> str:
    numbers = " / ".join(each for each in (case.number, case.vendor_number) if each)
    return f"[{numbers}] {case.title}"


def _parts(case: VendorCase, parts: Collection[str]) -> Iterator[str]:
    if Part.FACTS in parts:
        yield _facts(case)
    for part in (Part.STEPS, Part.EXPECTED, Part.ACTUAL, Part.LOG):
        text = str(getattr(case, part.value))
        if part in parts and text:
            yield _headed(str(part.label), text)
    if Part.COUNT in parts and (said := _count(case)):
        yield said
    if Part.NUMBERS in parts and (numbers := _numbers(case)):
        yield _headed(str(Part.NUMBERS.label), ", ".join(numbers))
    if Part.NOTES in parts and (said := "\n\n".join(notes(case))):
        yield _headed(str(Part.NOTES.label), said)


def _facts(case: VendorCase) -> str:
    rows = (
        (gettext("Our number"), case.number),
        (gettext("Your number"), case.vendor_number),
        (gettext("What it is"), case.get_kind_display()),
        (gettext("System"), case.system.name),
        (gettext("Seen in version"), case.found_in),
        (gettext("Severity"), case.get_severity_display()),
    )
    return "\n".join(f"{name}: {said}" for name, said in rows if said)


def _count(case: VendorCase) -> str:
    number = affected([case.pk])[case.pk].number
    if number is None:
        return gettext("It concerns fewer than five people.")
    if not number:
        return ""
    return ngettext("It concerns %(number)d person.", "It concerns %(number)d people.", number) % {
        "number": number
    }


def _numbers(case: VendorCase) -> list[str]:
    requests = case.requests.filter(is_confidential=False).order_by("pk")
    errors = case.errors.order_by("pk")
    return [*(each.number for each in errors), *(each.number for each in requests)]


def _headed(heading: str, text: str) -> str:
    return f"{heading.upper()}\n{text}"


def _left_out(case: VendorCase, parts: Collection[str]) -> Iterator[str]:
    """What there is to send, and is not, in the words of whoever looks."""
    there = {
        Part.LOG: bool(case.log),
        Part.COUNT: True,
        Part.NUMBERS: case.requests.exists() or case.errors.exists(),
        Part.NOTES: any(notes(case)),
        Part.NAMES: True,
    }
    for part in Part:
        if part not in parts and there.get(part, True):
            yield str(part.label)


def _pieces(text: str, stand_ins: Collection[str]) -> list[tuple[str, bool]]:
    pieces = [(text, False)]
    for word in sorted(stand_ins, key=len, reverse=True):
        pieces = [
            found
            for piece, is_one in pieces
            for found in ([(piece, True)] if is_one else _split(piece, word))
        ]
    return [(piece, is_one) for piece, is_one in pieces if piece]


def _split(text: str, word: str) -> list[tuple[str, bool]]:
    first, *others = text.split(word)
    found = [(first, False)]
    for other in others:
        found += [(word, True), (other, False)]
    return found
