from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "kudosbay.cases"
    label = "cases"
