"""The design room as a Django app: templates, template tags and built files."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "sufflor.design"
    label = "design"
