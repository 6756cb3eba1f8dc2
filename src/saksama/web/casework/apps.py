"""Registration of the shared case screens with Django (templates and tags only)."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "saksama.web.casework"
    label = "web_casework"
