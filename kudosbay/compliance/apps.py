from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "kudosbay.compliance"
    label = "compliance"
