from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "saksama.web.accused"
    label = "web_accused"
