from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "kudosbay.law"
    label = "law"
