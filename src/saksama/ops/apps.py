from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "saksama.ops"
    label = "ops"
