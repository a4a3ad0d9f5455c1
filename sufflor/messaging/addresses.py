"""Addresses that mail is sent to, and addresses that stand in mail."""

from __future__ import annotations

from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from sufflor.lib.addresses import in_language
from sufflor.lib.text import one_line
from sufflor.messaging.letters import Dropped
from sufflor.messaging.models import Preference, Reason, Topic
from sufflor.organization.models import User

UNSUBSCRIBE_PATH = "/avmelding/"
CHOICES_PATH = "/mine/varsler/"
_signer = signing.Signer(salt="sufflor.messaging.unsubscribe")


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
    try:
        validate_email(person.email)
        name, _at, domain = person.email.rpartition("@")
        domain = domain.encode("idna").decode("ascii")
        return Address(one_line(person.full_name), addr_spec=f"{name}@{domain}")
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
