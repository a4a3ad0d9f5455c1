from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "sufflor.project"
    label = "project"
