from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "sufflor.files"
    label = "files"
