"""Registration of the public front door with Django."""

from __future__ import annotations

from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "saksama.web.public"
    label = "web_public"
