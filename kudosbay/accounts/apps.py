from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kudosbay.accounts"
    label = "accounts"
