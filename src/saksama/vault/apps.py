from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "saksama.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from saksama.jobs import schedule

        from . import jobs

        schedule("vault.end_releases", timedelta(minutes=5), jobs.end_releases)
