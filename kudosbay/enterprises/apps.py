from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "kudosbay.enterprises"
    label = "enterprises"
