from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "sufflor.forms"
    label = "forms"
