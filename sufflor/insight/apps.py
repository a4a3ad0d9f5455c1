from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "sufflor.insight"
    label = "insight"
