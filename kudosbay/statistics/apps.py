from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "kudosbay.statistics"
    label = "statistics"
