from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "sufflor.desk"
    label = "desk"
