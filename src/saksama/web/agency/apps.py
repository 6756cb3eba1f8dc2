from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "saksama.web.agency"
    label = "web_agency"
