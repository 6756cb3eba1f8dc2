from datetime import timedelta

from django.apps import AppConfig


class PreventionConfig(AppConfig):
    name = "saksama.prevention"
    label = "prevention"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from saksama.jobs import schedule

        from . import jobs

        schedule("prevention.note_cards", timedelta(days=1), jobs.note_cards)
