from django.apps import AppConfig


class BackstageConfig(AppConfig):
    name = "sufflor.backstage"
    label = "backstage"
