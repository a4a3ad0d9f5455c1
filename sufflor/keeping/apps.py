from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "sufflor.keeping"
    label = "keeping"
