from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kudosbay.people"
    label = "people"
