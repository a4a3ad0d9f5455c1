from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "sufflor.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        from sufflor.knowledge import following

        following.connect()
