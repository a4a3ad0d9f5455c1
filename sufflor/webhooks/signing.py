"""Signatures as Standard Webhooks has them: HMAC-SHA256 over id, instant and body."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from sufflor.webhooks.models import Sending, Webhook

MARK = "whsec_"


def secret_of(salt: str) -> str:
    """It follows from the server's own key, so that a copy of the database tells nobody."""
    return f"{MARK}{base64.b64encode(_key(salt)).decode()}"


def headers(sending: Sending, body: bytes, at: datetime) -> Mapping[str, str]:
    """What goes with a body: each signature that its receiver may know, the newest first."""
    stamp = str(int(at.timestamp()))
    signed = b".".join((sending.number.encode(), stamp.encode(), body))
    return {
        "Content-Type": "application/json",
        "User-Agent": f"Sufflor ({settings.PUBLIC_URL})",
        "webhook-id": sending.number,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(
            _signature(salt, signed) for salt in _salts(sending.webhook, at)
        ),
    }


def _salts(webhook: Webhook, at: datetime) -> list[str]:
    before = webhook.before_until is not None and at < webhook.before_until
    return [webhook.salt, webhook.salt_before] if before else [webhook.salt]


def _signature(salt: str, signed: bytes) -> str:
    found = hmac.new(_key(salt), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(found).decode()}"


def _key(salt: str) -> bytes:
    return hmac.new(
        settings.SECRET_KEY.encode(), f"webhook:{salt}".encode(), hashlib.sha256
    ).digest()
