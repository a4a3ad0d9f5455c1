from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "sufflor.events"
    label = "events"
