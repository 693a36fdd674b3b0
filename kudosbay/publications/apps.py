from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "kudosbay.publications"
    label = "publications"
