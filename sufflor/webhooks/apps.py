from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "sufflor.webhooks"
    label = "webhooks"
