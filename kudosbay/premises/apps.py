from django.apps import AppConfig


class PremisesConfig(AppConfig):
    name = "kudosbay.premises"
    label = "premises"
