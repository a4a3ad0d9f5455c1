from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "sufflor.organization"
    label = "organization"
