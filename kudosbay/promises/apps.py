from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "kudosbay.promises"
    label = "promises"
