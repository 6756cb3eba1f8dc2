from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "saksama.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from saksama.institutions import uses
        from saksama.jobs import schedule

        from . import jobs, roster

        schedule("registry.forget_lists", timedelta(hours=6), jobs.forget_lists)
        uses.declare("registry", roster.agencies_with_posts)
