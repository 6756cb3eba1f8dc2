from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "saksama.web.desk"
    label = "web_desk"
