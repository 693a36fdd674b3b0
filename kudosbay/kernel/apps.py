from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "kudosbay.kernel"
    label = "kernel"
