"""What the world of tests/world.py holds of other ways in: mail that came, and keys to the API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sufflor.api import actions as api
from sufflor.api.actions import KeyWish
from sufflor.api.models import ApiToken, Scope
from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.events.models import Event
from sufflor.forms import actions as forms
from sufflor.forms.actions import Facts
from sufflor.messaging import actions
from sufflor.messaging.models import Fate, Why
from sufflor.organization import actions as organization
from sufflor.organization.models import Unit, User
from sufflor.webhooks import actions as webhooks
from sufflor.webhooks.actions import WebhookWish
from sufflor.webhooks.models import Kind
from tests.cast import MORNING
from tests.mailbox import mail
from tests.world_forms import definition
from tests.world_vendor import case_of_the_system

Thing = Mapping[str, object]
CROSSED = UUID("5d0f3c1e-0a3f-4c58-9a55-3f5a8b6f7a02")
SENT = UUID("5d0f3c1e-0a3f-4c58-9a55-3f5a8b6f7a01")


def held_mail() -> Thing:
    """From somebody whom nobody knows."""
    raw = bytes(mail(From="ukjent@verden.example"))
    received = actions.take_in(raw=raw, is_whole=True, at=MORNING)
    actions.settle(received=received, fate=Fate.HELD, why=Why.UNKNOWN_SENDER, by=None, at=MORNING)
    return {"pk": received.pk}


def outside_things(jo: User, kari: User, unit: Unit) -> dict[str, Thing]:
    """A system with a key to everything, and a request that it has sent."""
    done = {"by": jo, "at": MORNING}
    wish = KeyWish("Innsida", unit, tuple(Scope), MORNING + timedelta(days=300))
    token, secret = api.make_key(wish=wish, **done)
    version = forms.open_form(slug="utenfra", facts=Facts(), definition=definition("what"), **done)
    forms.publish_version(version=version, **done)
    said = Wish(title="", text="Noe utenfra")
    request = desk.submit(wish=said, submission=SENT, by=token.person, at=MORNING)
    helped = desk.submit(
        wish=Wish(title="", text="Noe for andre"), submission=CROSSED, by=kari, at=MORNING
    )
    crossing = desk.cross_over(request=helped, system=token.person, text="Se på dette.", **done)
    hook, sending = told_address(jo)
    directory = organization.provision_group(name="Redaktører", **done)
    return {
        "scim_kind": {"name": "User"},
        "scim_schema": {"name": "urn:ietf:params:scim:schemas:core:2.0:User"},
        "directory_person": {"pk": kari.pk},
        "directory_group": {"pk": directory.pk},
        "webhook": {"pk": hook},
        "sending": {"pk": sending},
        "crossing": {"pk": crossing.pk},
        "systems_case": case_of_the_system(token.person, jo),
        "secret": {"key": secret},
        "api_key": {"pk": token.pk},
        "published_form": {"slug": "utenfra"},
        "systems_request": {"pk": request.pk},
    }


def told_address(jo: User) -> tuple[int, int]:
    """The address of a system, and a trial that it has taken."""
    done = {"by": jo, "at": MORNING}
    wish = WebhookWish("Innsida", "https://innsida.example/hook", (Kind.NOTICE_PUBLISHED,))
    hook, _secret = webhooks.add_webhook(wish=wish, **done)
    webhooks.try_out(webhook=hook, **done)
    webhooks.write_down(event=Event.objects.filter(verb="webhook.tried").latest("pk"), at=MORNING)
    sending = hook.sendings.get()
    webhooks.taken(sending=sending, status=204, at=MORNING)
    return hook.pk, sending.pk


def outside_forms(things: Mapping[str, Thing]) -> dict[str, dict[str, object]]:
    return {
        "check_mail": {"person": "kari"},
        "discard_mail": {"reason": "Reklame"},
        "api_form_evaluation": {"answers": {"what": "Noe"}},
        "api_form_send": {"answers": {"what": "Noe"}},
        "api_crossing": {"number": "I-17", "status": "Under arbeid"},
        "cross_request": {
            "gjor": "send",
            "system": ApiToken.objects.get(pk=things["api_key"]["pk"]).person_id,
            "text": "Se på dette.",
        },
        "scim_users": {"userName": "ny.person"},
        "scim_groups": {"displayName": "Verter"},
        "provisioned_group": {"role": "editor", "unit": ""},
        "webhook_change": {"kinds": ["notice.published", "question.answered"]},
        "webhooks": {
            "name": "TOPdesk",
            "url": "https://topdesk.example/hook",
            "kinds": ["notice.published"],
        },
        "api_keys": {"name": "Innsida", "scopes": ["forms:read"], "days": "30"},
    }
