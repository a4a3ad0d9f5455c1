from django.apps import AppConfig


class FrontstageConfig(AppConfig):
    name = "sufflor.frontstage"
    label = "frontstage"
