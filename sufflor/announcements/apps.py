from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    name = "sufflor.announcements"
    label = "announcements"
