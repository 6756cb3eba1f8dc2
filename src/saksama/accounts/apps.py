from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "saksama.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from saksama.jobs import schedule

        from . import jobs, keep

        user_logged_in.connect(keep.begin)
        schedule("accounts.forget", timedelta(hours=1), jobs.forget)
