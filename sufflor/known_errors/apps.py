from django.apps import AppConfig


class KnownErrorsConfig(AppConfig):
    name = "sufflor.known_errors"
    label = "known_errors"
