from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kudosbay.demo"
    label = "demo"
