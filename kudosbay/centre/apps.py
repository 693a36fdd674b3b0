from django.apps import AppConfig


class CentreConfig(AppConfig):
    name = "kudosbay.centre"
    label = "centre"
