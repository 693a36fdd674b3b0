from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    name = "kudosbay.introductions"
    label = "introductions"
