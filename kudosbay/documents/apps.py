from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kudosbay.documents"
    label = "documents"
