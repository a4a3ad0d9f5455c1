from django.apps import AppConfig


class ChangeRequestsConfig(AppConfig):
    name = "sufflor.change_requests"
    label = "change_requests"
