from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "sufflor.messaging"
    label = "messaging"
