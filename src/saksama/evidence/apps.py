from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "saksama.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from saksama.jobs import schedule

        from . import jobs

        schedule("evidence.mark_late", timedelta(hours=1), jobs.mark_late)
