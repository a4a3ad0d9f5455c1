"""Addresses that mail is sent to, and addresses that stand in mail."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

from sufflor.lib.addresses import in_language
from sufflor.lib.text import one_line
from sufflor.messaging.letters import Dropped
from sufflor.messaging.models import Preference, Reason, Topic
from sufflor.organization.models import User

UNSUBSCRIBE_PATH = "/avmelding/"
CHOICES_PATH = "/mine/varsler/"
REPLY_LENGTH = 20
_signer = signing.Signer(salt="sufflor.messaging.unsubscribe")
_reply_tag = re.compile(r"([hl])(\d{1,12})-(\d{1,12})-([0-9a-f]{20})", re.ASCII)
# What a tag is about: a request, or a case for a vendor.
REQUEST_TAG, CASE_TAG = "h", "l"


def absolute(path: str, language: str) -> str:
    """Where a path is found from outside. Never read from a request: see PUBLIC_URL."""
    with override(language):
        return f"{settings.PUBLIC_URL.rstrip('/')}{in_language(path)}"


def message_id(key: str) -> str:
    """The same for the same key, also after a database was restored from yesterday."""
    digest = salted_hmac("sufflor.messaging.message_id", key, algorithm="sha256").hexdigest()
    return f"<{digest[:40]}@{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'}>"


def recipient(person: User) -> Address:
    """The one address that a mail to this person goes to."""
    if not person.is_active:
        raise Dropped(Reason.INACTIVE)
    return address(person.full_name, person.email)


def address(name: str, mail: str) -> Address:
    """An address as it stands in a header, or `Dropped` where no mail can be sent to it."""
    try:
        validate_email(mail)
        local, _at, domain = mail.rpartition("@")
        domain = domain.encode("idna").decode("ascii")
        return Address(one_line(name), addr_spec=f"{local}@{domain}")
    except (ValidationError, ValueError):
        raise Dropped(Reason.NO_ADDRESS) from None


def sender() -> Address:
    name, address = parseaddr(settings.MAIL_FROM)
    return Address(name, addr_spec=address)


def unsubscribe_address(preference: Preference, topic: Topic) -> str:
    """Where one click ends what this mail is of. Forms and mail programs both post there."""
    token = _signer.sign(preference.token)
    return absolute(f"{UNSUBSCRIBE_PATH}{topic}/{token}/", preference.language)


def unsubscriber(token: str) -> Preference | None:
    """Whose such an address is; nothing when nobody of ours made it."""
    try:
        known = _signer.unsign(token)
    except signing.BadSignature:
        return None
    return Preference.objects.filter(token=known).select_related("person").first()


def reply_address(number: int, person: int, tag: str = REQUEST_TAG) -> Address | None:
    """Where an answer to a mail about a request or a case goes: ours, with what only this person
    was told. Nothing where nobody reads mail to us."""
    if not settings.MAILBOX_ADDRESS:
        return None
    name, _at, domain = settings.MAILBOX_ADDRESS.rpartition("@")
    signed = f"{tag}{number}-{person}-{_reply_token(number, person, tag)}"
    return Address(sender().display_name, addr_spec=f"{name}+{signed}@{domain}")


def answered_by(address: str, tag: str = REQUEST_TAG) -> tuple[int, int] | None:
    """Of an address that mail was sent to: the request or case, and the person, that it was made
    for."""
    local, _at, domain = address.rpartition("@")
    found = _reply_tag.fullmatch(local.rpartition("+")[2])
    if found is None or found[1] != tag or not is_ours(f"{local.rpartition('+')[0]}@{domain}"):
        return None
    number, person = int(found[2]), int(found[3])
    is_signed = constant_time_compare(found[4], _reply_token(number, person, tag))
    return (number, person) if is_signed else None


def is_ours(address: str) -> bool:
    """An address that we send from, or that mail to us is sent to, with any tag."""
    local, _at, domain = address.casefold().rpartition("@")
    plain = f"{local.partition('+')[0]}@{domain}"
    ours = {settings.MAILBOX_ADDRESS, sender().addr_spec}
    return plain in {each.casefold() for each in ours if each}


def _reply_token(number: int, person: int, tag: str) -> str:
    about = f"{number}:{person}" if tag == REQUEST_TAG else f"{tag}:{number}:{person}"
    made = salted_hmac("sufflor.messaging.reply", about, algorithm="sha256")
    return made.hexdigest()[:REPLY_LENGTH]
