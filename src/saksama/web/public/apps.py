from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "saksama.web.public"
    label = "web_public"
