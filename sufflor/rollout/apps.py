from django.apps import AppConfig


class RolloutConfig(AppConfig):
    name = "sufflor.rollout"
    label = "rollout"
