"""From a delivery to the mail itself: headers, plain text, and the same as simple HTML.

The standard library refuses line breaks in headers; names and subjects are on one line before.
"""

from __future__ import annotations

import textwrap
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.lib.text import clean, one_line
from sufflor.messaging import together
from sufflor.messaging.addresses import (
    CHOICES_PATH,
    absolute,
    address,
    recipient,
    sender,
    unsubscribe_address,
)
from sufflor.messaging.kinds import KINDS
from sufflor.messaging.letters import Dropped, Letter, Passage, Verbatim
from sufflor.messaging.models import Delivery, Preference, Reason

WIDTH = 76
SUBJECT_LENGTH = 160


class _OnOneLine(UnstructuredHeader, BaseHeader):
    """An address in angle brackets has no place to fold; mail programs read it as it stands."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_registry = HeaderRegistry()
for _name in ("list-unsubscribe", "message-id", "in-reply-to", "references"):
    _registry.map_to_type(_name, _OnOneLine)
POLICY = SMTP.clone(header_factory=_registry)


def compose(delivery: Delivery, preference: Preference | None) -> EmailMessage:
    """The mail as it should be now, or `Dropped` when there is no reason to send it any more.

    What answers a mail goes to its sender, who has no preferences here.
    """
    with override(delivery.language):
        if preference is None:
            return _answer(delivery)
        return _letter(delivery, preference)


def _letter(delivery: Delivery, preference: Preference) -> EmailMessage:
    kind = KINDS[delivery.kind]
    to = recipient(delivery.person)
    if not kind.is_wanted(preference):
        raise Dropped(Reason.UNWANTED)
    letter = together.write(delivery, preference)
    if isinstance(letter, Verbatim):
        return _as_it_stands(delivery, letter, to)
    stop = unsubscribe_address(preference, kind.topic) if kind.topic else ""
    mail = _headed(delivery, letter, to)
    if letter.reply_to:
        mail["Reply-To"] = letter.reply_to
    mail["Auto-Submitted"] = "auto-generated"
    if stop:
        mail["List-Unsubscribe"] = f"<{stop}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return _filled(mail, letter, stop, delivery.language)


def _as_it_stands(delivery: Delivery, letter: Verbatim, to: Address) -> EmailMessage:
    """A person has written it, and it goes to those who know what we are: its words alone."""
    mail = _headed(delivery, letter, to)
    if letter.reply_to:
        mail["Reply-To"] = letter.reply_to
    mail.set_content(f"{letter.text}\n", cte="quoted-printable")
    mail["Content-Language"] = letter.language
    return mail


def _answer(delivery: Delivery) -> EmailMessage:
    """By RFC 3834: it names what it answers, and asks for no answer itself."""
    received = delivery.answers
    if received is None or not received.sender:
        raise Dropped(Reason.NO_ADDRESS)
    letter = KINDS[delivery.kind].write(delivery)
    if isinstance(letter, Verbatim):
        raise Dropped(Reason.NO_ADDRESS)
    mail = _headed(delivery, letter, address(received.sender_name, received.sender))
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "All"
    if received.message_id:
        mail["In-Reply-To"] = received.message_id
        mail["References"] = received.message_id
    return _filled(mail, letter, "", delivery.language)


def _headed(delivery: Delivery, letter: Letter | Verbatim, to: Address) -> EmailMessage:
    mail = EmailMessage(policy=POLICY)
    mail["From"] = sender()
    mail["To"] = to
    mail["Subject"] = one_line(letter.subject)[:SUBJECT_LENGTH]
    mail["Date"] = format_datetime(delivery.created_at)
    mail["Message-ID"] = delivery.message_id
    return mail


def _filled(mail: EmailMessage, letter: Letter, stop: str, language: str) -> EmailMessage:
    choices = absolute(CHOICES_PATH, language) if stop else ""
    mail.set_content(_plain(letter, stop, choices), cte="quoted-printable")
    mail.add_alternative(
        _html(letter, stop, choices, language), subtype="html", cte="quoted-printable"
    )
    # Set before, it would go to the first part.
    mail["Content-Language"] = language
    return mail


def _plain(letter: Letter, stop: str, choices: str) -> str:
    parts = [_plain_passage(passage) for passage in letter.passages]
    choose = (
        [
            _("No more mail like this:") + f"\n{stop}",
            _("Choose what you get:") + f"\n{choices}",
        ]
        if stop
        else []
    )
    foot = [letter.because, *choose, settings.INSTITUTION]
    return "\n\n".join(parts) + "\n\n-- \n" + "\n".join(foot) + "\n"


def _plain_passage(passage: Passage) -> str:
    lines = [passage.heading.upper()] if passage.heading else []
    lines += [_wrapped(line) for line in clean(passage.text).split("\n")] if passage.text else []
    if passage.url:
        lines.append(f"{passage.link}:\n{passage.url}")
    return "\n".join(lines)


def _wrapped(line: str) -> str:
    return textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)


def _html(letter: Letter, stop: str, choices: str, language: str) -> str:
    context = {
        "letter": letter,
        "stop": stop,
        "choices": choices,
        "language": language,
        "home": absolute("/", language),
        "institution": settings.INSTITUTION,
    }
    return render_to_string("messaging/letter.html", context)
