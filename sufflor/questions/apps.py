from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "sufflor.questions"
    label = "questions"

    def ready(self) -> None:
        from sufflor.questions import following

        following.connect()
