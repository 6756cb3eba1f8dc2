"""Registration of the frame with Django."""

from __future__ import annotations

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "saksama.web.frame"
    label = "frame"
