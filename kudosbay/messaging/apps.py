from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "kudosbay.messaging"
    label = "messaging"
