from django.apps import AppConfig


class VendorConfig(AppConfig):
    name = "sufflor.vendor"
    label = "vendor"
