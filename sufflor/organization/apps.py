from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "sufflor.organization"
    label = "organization"

    def ready(self) -> None:
        from sufflor.organization import checks  # noqa: F401  # registers itself
