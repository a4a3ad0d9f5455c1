from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "sufflor.api"
    label = "api"
