from datetime import timedelta

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "saksama.insight"
    label = "insight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from saksama.jobs import schedule

        from . import jobs

        schedule("insight.compute", timedelta(hours=1), jobs.compute)
