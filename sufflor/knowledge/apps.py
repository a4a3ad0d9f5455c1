from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "sufflor.knowledge"
    label = "knowledge"
