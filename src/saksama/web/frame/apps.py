from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "saksama.web.frame"
    label = "frame"
