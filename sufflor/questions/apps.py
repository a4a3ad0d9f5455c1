from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "sufflor.questions"
    label = "questions"
