from datetime import timedelta

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "saksama.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from saksama.jobs import schedule

        from . import actions, facts, jobs

        del actions, facts  # imported for what they declare: verbs and kinds
        schedule("followup.prepare_letters", timedelta(hours=1), jobs.prepare_letters)
