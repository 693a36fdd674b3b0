from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "kudosbay.gatherings"
    label = "gatherings"
