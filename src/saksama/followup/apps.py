from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "saksama.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import actions, facts

        del actions, facts  # imported for what they declare: verbs and kinds
