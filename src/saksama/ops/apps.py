from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "saksama.ops"
    label = "ops"

    def ready(self) -> None:
        from saksama.jobs import schedule

        from . import jobs

        schedule("ops.keep_erasures", timedelta(minutes=10), jobs.keep_erasures)
