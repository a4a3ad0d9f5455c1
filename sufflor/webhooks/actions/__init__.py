"""Adding addresses and looking after them, writing down what each is told, and sending it."""

from __future__ import annotations

from sufflor.webhooks.actions.keeping import AnotherSystem as AnotherSystem
from sufflor.webhooks.actions.keeping import BadAddress as BadAddress
from sufflor.webhooks.actions.keeping import Key as Key
from sufflor.webhooks.actions.keeping import NoKind as NoKind
from sufflor.webhooks.actions.keeping import NoSystem as NoSystem
from sufflor.webhooks.actions.keeping import StillWaits as StillWaits
from sufflor.webhooks.actions.keeping import WebhookWish as WebhookWish
from sufflor.webhooks.actions.keeping import add_webhook as add_webhook
from sufflor.webhooks.actions.keeping import change_kinds as change_kinds
from sufflor.webhooks.actions.keeping import remove_webhook as remove_webhook
from sufflor.webhooks.actions.keeping import renew_secret as renew_secret
from sufflor.webhooks.actions.keeping import send_again as send_again
from sufflor.webhooks.actions.keeping import start_again as start_again
from sufflor.webhooks.actions.keeping import stop_hearing as stop_hearing
from sufflor.webhooks.actions.keeping import try_out as try_out
from sufflor.webhooks.actions.sending import claim as claim
from sufflor.webhooks.actions.sending import drop as drop
from sufflor.webhooks.actions.sending import forget_sendings as forget_sendings
from sufflor.webhooks.actions.sending import not_taken as not_taken
from sufflor.webhooks.actions.sending import taken as taken
from sufflor.webhooks.actions.writing import write_down as write_down
