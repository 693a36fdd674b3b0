from django.apps import AppConfig

from kudosbay.kernel.rotation import SealedColumn, register


class PeopleConfig(AppConfig):
    name = "kudosbay.people"
    label = "people"

    def ready(self) -> None:
        register(SealedColumn("people.Identifier", "sealed_number", "people.identifier"))
